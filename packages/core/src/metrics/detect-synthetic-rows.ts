/**
 * Notation
 *   AUC_f   area under the curve (see roc-auc.ts) of a classifier that tells synthetic rows from real ones, learned from two thirds of
 *           the rows and judged on the third f
 *   score   1 − mean over f of (2 max(0.5, AUC_f) − 1): 1 = no better than guessing, 0 = always right
 *   A classifier two-sample test (D. Lopez-Paz, M. Oquab, ICLR 2017) with SDMetrics' score
 */
import { fitFeatureEncoder } from '../learners/encode-features.ts'
import { concatFeatures, type Features, selectFeatureRows } from '../learners/features.ts'
import type { Learner } from '../learners/learner.ts'
import { stratifiedFolds } from '../learners/stratified-folds.ts'
import type { Rng } from '../random/rng.ts'
import { namedColumns, selectRows, type Table } from '../table/table.ts'
import {
  columnKind,
  type MetricDescription,
  type MetricResult,
  measured,
  undefinedBecause,
} from './metric.ts'
import { rocAuc } from './roc-auc.ts'
import { sampleRows } from './sample-rows.ts'

/** What is to be judged. */
export interface DetectionArguments {
  readonly real: Table
  /** Has the real table's columns, in any order. */
  readonly synthetic: Table
  readonly rng: Rng
  /** Most rows used of either table, chosen at random. Default 10,000. */
  readonly maxRows?: number | undefined
  readonly signal?: AbortSignal | undefined
}

/** The score with what it comes from. Plain JSON. */
export type DetectionResult = MetricResult & {
  /**
   * Mean of the folds': 0.5 = cannot tell, 1 = always tells; `null` when it cannot be computed. Well below 0.5, rows of one table
   * occur in the other: the classifier has learned a row's twin as the opposite.
   */
  readonly auc: number | null
  readonly foldAucs: readonly number[]
  /** Rows used. */
  readonly rows: { readonly real: number; readonly synthetic: number }
}

/** How well a classifier tells synthetic rows from real ones. */
export interface DetectionMetric extends MetricDescription {
  /** @throws TabricateError `ABORTED` */
  readonly compute: (detectionArguments: DetectionArguments) => Promise<DetectionResult>
}

/** Most rows of either table unless said otherwise: beyond, the figure hardly moves. */
export const defaultDetectionRows = 10_000

const foldCount = 3

/** Judges by `learner`; `null` with fewer than `minRows` rows in either table. Ids are left out. */
export async function detectSyntheticRows(
  learner: Learner,
  minRows: number,
  { real, synthetic, rng, maxRows = defaultDetectionRows, signal }: DetectionArguments,
): Promise<DetectionResult> {
  const take = (table: Table, label: string) =>
    selectRows(table, sampleRows(rng.split(label), table.rowCount, maxRows).sort())
  const tables = [take(real, 'real'), take(synthetic, 'synthetic')] as const
  const rows = { real: tables[0].rowCount, synthetic: tables[1].rowCount }
  const cannot = (reason: string) => ({ ...undefinedBecause(reason), auc: null, foldAucs: [], rows })
  const names = namedColumns(real)
    .filter(({ schema }) => columnKind(schema.type) !== 'ignored')
    .map(({ schema }) => schema.name)
  if (names.length === 0) return cannot('There are no columns to tell rows by.')
  if (Math.min(rows.real, rows.synthetic) < minRows)
    return cannot(
      `It takes ${minRows} rows of either table; there are ${rows.real} and ${rows.synthetic} synthetic ones.`,
    )

  // Fitted to both: a category that only one table has tells its rows.
  const encoder = fitFeatureEncoder(tables, names)
  const features = concatFeatures(encoder.encode(tables[0]), encoder.encode(tables[1]))
  const isSynthetic = new Int32Array(features.rowCount).fill(1, rows.real)
  const foldAucs = await crossValidate(learner, features, isSynthetic, rng, signal)
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const score = measured(
    1 - mean(foldAucs.map((auc) => 2 * Math.max(0.5, auc) - 1)),
    'No fold has rows of both kinds.',
  )
  return { ...score, auc: score.value === null ? null : mean(foldAucs), foldAucs, rows }
}

async function crossValidate(
  learner: Learner,
  features: Features,
  classes: Int32Array,
  rng: Rng,
  signal: AbortSignal | undefined,
): Promise<number[]> {
  const aucs: number[] = []
  for (const [index, { train, test }] of stratifiedFolds(classes, foldCount, rng.split('folds')).entries()) {
    const classifier = await learner.learnClasses({
      features: selectFeatureRows(features, train),
      classes: Int32Array.from(train, (row) => classes[row] ?? 0),
      classCount: 2,
      rng: rng.split(`fold-${index}`),
      signal,
    })
    const probabilities = classifier.probabilities(selectFeatureRows(features, test)).subarray(test.length)
    const { value } = rocAuc.compute(
      probabilities,
      Uint8Array.from(test, (row) => classes[row] ?? 0),
    )
    if (value !== null) aucs.push(value)
  }
  return aucs
}
