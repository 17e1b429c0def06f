import { describe, test } from 'vitest'
import { getColumn, namedColumns, type Table } from '../table/table.ts'
import {
  type MetricClaim,
  type TableMetric,
  type TestMetricArguments,
  testMetric,
} from '../testing/test-metric.ts'
import { boostedDetection } from './boosted-detection.ts'
import { closestRecordQuantiles } from './closest-record-quantiles.ts'
import { columnMetrics } from './column-metrics.ts'
import { contingencySimilarity } from './contingency-similarity.ts'
import { correlationSimilarity } from './correlation-similarity.ts'
import { dcrBaselineProtection } from './dcr-baseline-protection.ts'
import { dcrOverfittingProtection } from './dcr-overfitting-protection.ts'
import { dcrShare } from './dcr-share.ts'
import { disclosureProtection, disclosureProtectionEstimate } from './disclosure-protection.ts'
import { distanceToClosestRecord, distanceToTwoClosestRecords } from './distance-to-closest-record.ts'
import { identicalMatches } from './identical-matches.ts'
import { inference } from './inference.ts'
import { linkability } from './linkability.ts'
import { logisticDetection } from './logistic-detection.ts'
import { membershipInference } from './membership-inference.ts'
import { columnKind, undefinedBecause } from './metric.ts'
import { nearestNeighbourRatio } from './nearest-neighbour-ratio.ts'
import { newRowSynthesis } from './new-row-synthesis.ts'
import { prepareSinglingOut, singlingOut } from './singling-out.ts'

const shapesOf: readonly string[] = [
  'KSComplement',
  'TVComplement',
  'StatisticSimilarityMean',
  'StatisticSimilarityMedian',
  'StatisticSimilarityStandardDeviation',
]

describe.each(columnMetrics)('$name', (metric) => {
  const claims: MetricClaim[] = [
    // Looks at the synthetic column alone.
    ...(metric.name === 'KeyUniqueness' ? [] : (['identity'] as const)),
    ...(shapesOf.includes(metric.name) ? (['shapes'] as const) : []),
  ]
  for (const { name, run } of testMetric(metric, { claims })) test(name, run)
})

describe.each([
  ['CorrelationSimilarity (Pearson)', correlationSimilarity()],
  ['CorrelationSimilarity (Spearman)', correlationSimilarity({ coefficient: 'spearman' })],
])('%s', (_, metric) => {
  for (const { name, run } of testMetric(metric, { claims: ['identity', 'dependence'] })) test(name, run)
})

describe.each([
  ['ContingencySimilarity (own edges)', contingencySimilarity({ binEdges: 'own' })],
  ['ContingencySimilarity (shared edges)', contingencySimilarity({ binEdges: 'shared' })],
])('%s', (_, metric) => {
  for (const { name, run } of testMetric(metric, { claims: ['identity', 'shapes', 'dependence'] }))
    test(name, run)
})

/** Names of the columns that are no ids. */
function names(table: Table): string[] {
  return namedColumns(table)
    .filter(({ schema }) => columnKind(schema.type) !== 'ignored')
    .map(({ schema }) => schema.name)
}

/** Discrete columns known, one more wanted. */
function disclosed(table: Table) {
  const discrete = names(table).filter(
    (name) => columnKind(getColumn(table, name).schema.type) === 'discrete',
  )
  return { known: discrete.slice(0, 1), sensitive: discrete.slice(1, 2) }
}

const noColumns = undefinedBecause('There are too few columns.')
const draws = true
const attacks = 400

const tableMetrics: readonly (readonly [TableMetric, TestMetricArguments])[] = [
  [{ ...newRowSynthesis, measure: (tables) => newRowSynthesis.compute(tables) }, { claims: ['copies'] }],
  [
    { ...identicalMatches, measure: ({ real, synthetic }) => identicalMatches.compute(synthetic, real) },
    { claims: ['copies'] },
  ],
  [
    {
      ...closestRecordQuantiles,
      measure: ({ real, synthetic }) =>
        closestRecordQuantiles.compute(distanceToClosestRecord(synthetic, real)),
    },
    { claims: ['copies'] },
  ],
  [
    {
      ...nearestNeighbourRatio,
      measure: ({ real, synthetic }) =>
        nearestNeighbourRatio.compute(distanceToTwoClosestRecords(synthetic, real)),
    },
    { claims: ['copies'] },
  ],
  [
    {
      ...dcrShare,
      measure: ({ real, synthetic, holdout }) =>
        dcrShare.compute(
          distanceToClosestRecord(synthetic, real),
          distanceToClosestRecord(synthetic, holdout, real),
        ),
    },
    { claims: ['copies'] },
  ],
  [
    {
      ...dcrOverfittingProtection,
      measure: ({ real, ...tables }) => dcrOverfittingProtection.compute({ train: real, ...tables }),
    },
    { claims: ['copies'] },
  ],
  [
    { ...dcrBaselineProtection, measure: (tables) => dcrBaselineProtection.compute(tables) },
    { draws, claims: ['copies'] },
  ],
  ...[disclosureProtection, disclosureProtectionEstimate].map(
    (metric): [TableMetric, TestMetricArguments] => [
      {
        ...metric,
        measure: ({ real, synthetic, rng }) => {
          const columns = disclosed(real)
          return columns.sensitive.length === 0
            ? noColumns
            : metric.compute({ real, synthetic, ...columns, rng })
        },
      },
      { draws: metric.name.endsWith('Estimate') },
    ],
  ),
  ...[boostedDetection, logisticDetection].map((metric): [TableMetric, TestMetricArguments] => [
    { ...metric, measure: ({ real, synthetic, rng }) => metric.compute({ real, synthetic, rng }) },
    // Logistic regression sees no dependence.
    { draws, claims: metric === boostedDetection ? ['shapes', 'dependence'] : ['shapes'] },
  ]),
  ...(['univariate', 'multivariate'] as const).map((mode): [TableMetric, TestMetricArguments] => [
    {
      ...singlingOut,
      name: `${singlingOut.name} (${mode})`,
      measure: ({ real, synthetic, holdout, rng }) =>
        singlingOut.compute({
          tables: prepareSinglingOut({ train: real, synthetic, holdout }, rng.split('tables')),
          mode,
          attacks,
          attempts: 20_000,
          rng,
        }),
    },
    { draws, claims: ['copies'] },
  ]),
  [
    {
      ...linkability,
      measure: ({ real, synthetic, holdout, rng }) => {
        const [a, b] = [0, 1].map((part) => names(real).filter((_, i) => i % 2 === part))
        if (a === undefined || b === undefined || b.length === 0) return noColumns
        return linkability.compute({ train: real, synthetic, holdout, columns: [a, b], attacks, rng })
      },
    },
    { draws, claims: ['copies'] },
  ],
  [
    {
      ...inference,
      measure: ({ real, synthetic, holdout, rng }) =>
        inference.compute({ train: real, synthetic, holdout, attacks, rng }),
    },
    { draws, claims: ['copies'] },
  ],
  [
    {
      ...membershipInference,
      measure: ({ real, synthetic, holdout }) =>
        membershipInference.compute(
          distanceToClosestRecord(real, synthetic, real),
          distanceToClosestRecord(holdout, synthetic, real),
        ),
    },
    { claims: ['copies'] },
  ],
]

describe.each(tableMetrics.map(([metric, given]) => [metric.name, metric, given] as const))(
  '%s',
  (_, metric, given) => {
    for (const { name, run } of testMetric(metric, given)) test(name, run)
  },
)
