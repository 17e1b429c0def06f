import { throwIssues } from '../errors.ts'
import { knownNames } from '../known-names.ts'
import { columnMetrics } from '../metrics/column-metrics.ts'
import { createRng, type Rng } from '../random/rng.ts'
import type { Table } from '../table/table.ts'
import { nextTurn } from '../turns/next-turn.ts'
import { columnDistribution } from './column-distribution.ts'
import { type ComparableColumn, matchColumns } from './comparable-columns.ts'
import { detection } from './detection.ts'
import { evaluateDiagnostic } from './diagnostic.ts'
import { mlEfficacy } from './ml-efficacy.ts'
import { checkPrivacyOptions, evaluatePrivacy, type PrivacyOptions } from './privacy.ts'
import { evaluateQuality, type QualityResult, type QualityScores, rescoreQuality } from './quality.ts'
import { qualityIntervals } from './quality-intervals.ts'
import type { ColumnMeasurements, JudgedScores, ReferenceScores, Report, ReportOrigin } from './report.ts'
import { reportVersion } from './report-schema.ts'
import { shuffleColumns } from './shuffle-columns.ts'

/** What is to be judged, and against what. */
export interface EvaluateArguments {
  /** The table the synthesizer learned. */
  readonly real: Table
  readonly synthetic: Table
  /** Real rows the synthesizer has never seen: they give the ceiling. */
  readonly holdout?: Table
  /** The column to be predicted. */
  readonly target?: string
  /** How privacy is measured. */
  readonly privacy?: PrivacyOptions
  /** How the synthetic table was made: kept in the report as it is. */
  readonly origin?: ReportOrigin
  /** Of everything random: default 0. */
  readonly seed?: number
  readonly signal?: AbortSignal
}

/**
 * Measures how good a synthetic table is. Needs three passes over all pairs of columns (synthetic, floor, ceiling).
 * @throws TabricateError `INVALID_TABLE` when columns or types differ, `INVALID_OPTIONS` when the target does not exist or the
 * privacy options are wrong, `ABORTED`
 */
export async function evaluate(evaluateArguments: EvaluateArguments): Promise<Report> {
  const {
    real,
    synthetic,
    holdout,
    target,
    privacy: privacyOptions,
    origin,
    seed = 0,
    signal,
  } = evaluateArguments
  const { columns, issues } = matchColumns(real, synthetic, 'synthetic')
  const holdoutIssues = holdout === undefined ? [] : matchColumns(real, holdout, 'holdout').issues
  throwIssues('INVALID_TABLE', 'The tables cannot be compared', [
    ...issues,
    // The real table's own have been told.
    ...holdoutIssues.filter((issue) => issue.path[0] === 'holdout'),
  ])
  checkTarget(real, target)
  checkPrivacyOptions(real, privacyOptions ?? {})

  const rng = createRng(seed)
  const judge = (table: Table, label: string) => judgeQuality(real, table, rng.split(label), signal)
  const { quality, qualityAllPairs } = await judge(synthetic, 'bootstrap')
  const floor = await judge(shuffleColumns(real, rng.split('floor')), 'floor-bootstrap')
  const ceiling = holdout === undefined ? null : await judge(holdout, 'ceiling-bootstrap')

  const measurements = columns.map(measureColumn)
  const privacy = await evaluatePrivacy({
    train: real,
    synthetic,
    holdout,
    options: privacyOptions,
    rng: rng.split('privacy'),
    signal,
  })
  const usefulness = await mlEfficacy({ real, synthetic, holdout, target, seed, signal })
  const detected = await detection({ real, synthetic, holdout, seed, signal })
  return {
    version: reportVersion,
    rows: { real: real.rowCount, synthetic: synthetic.rowCount, holdout: holdout?.rowCount ?? null },
    target: target ?? null,
    seed,
    origin: origin ?? null,
    quality,
    qualityAllPairs,
    floor: referenceScores(floor),
    ceiling: ceiling === null ? null : referenceScores(ceiling),
    diagnostic: evaluateDiagnostic({ real, synthetic }),
    families: {
      statisticalSimilarity: { score: quality.columnShapes, columns: measurements },
      correlationPreservation: {
        score: quality.columnPairTrends,
        pairsCounted: quality.pairsCounted,
        remark: fewPairsRemark(quality.pairsCounted),
      },
      privacy,
      mlEfficacy: usefulness,
      detection: detected,
    },
  }
}

interface JudgedQuality {
  readonly quality: Report['quality']
  readonly qualityAllPairs: JudgedScores
}

/** The scores of a table against the real one, under both scorings, with their intervals. */
async function judgeQuality(
  real: Table,
  table: Table,
  rng: Rng,
  signal: AbortSignal | undefined,
): Promise<JudgedQuality> {
  await nextTurn(signal)
  const quality = evaluateQuality({ real, synthetic: table })
  const intervals = await qualityIntervals({ real, synthetic: table, quality, rng, signal })
  return {
    quality: { ...quality, interval: intervals.sdmetrics },
    qualityAllPairs: {
      ...scoresOf(rescoreQuality(quality, 'sdmetrics-all-pairs')),
      interval: intervals.allPairs,
    },
  }
}

function referenceScores({ quality, qualityAllPairs }: JudgedQuality): ReferenceScores {
  return { quality: { ...scoresOf(quality), interval: quality.interval }, qualityAllPairs }
}

function measureColumn(column: ComparableColumn): ColumnMeasurements {
  const { schema, real, synthetic } = column
  return {
    column: schema.name,
    type: schema.type,
    metrics: columnMetrics
      .filter((metric) => metric.appliesTo.includes(schema.type))
      .map((metric) => ({ metric: metric.name, ...metric.compute(real, synthetic) })),
    distribution: columnDistribution(column),
  }
}

/** Below this many, one pair of columns moves the mean of all by a fifth or more. */
const fewPairs = 5

function fewPairsRemark(pairsCounted: number): string | null {
  if (pairsCounted >= fewPairs) return null
  if (pairsCounted === 0) {
    return 'No pair of columns is associated strongly enough to count: the quality score says nothing of how columns depend on each other. See all pairs.'
  }
  return pairsCounted === 1
    ? 'Only 1 pair of columns is associated strongly enough to count: the figure rests on few. See all pairs.'
    : `Only ${pairsCounted} pairs of columns are associated strongly enough to count: the figure rests on few. See all pairs.`
}

function checkTarget(table: Table, target: string | undefined): void {
  if (target === undefined || table.schema.columns.some((column) => column.name === target)) return
  const names = table.schema.columns.map((column) => column.name)
  throwIssues('INVALID_OPTIONS', 'The target cannot be used', [
    { path: ['target'], message: `there is no column "${target}"; ${knownNames(target, names)}` },
  ])
}

function scoresOf(result: QualityResult): QualityScores {
  const { scoring, score, columnShapes, columnPairTrends, pairsCounted } = result
  return { scoring, score, columnShapes, columnPairTrends, pairsCounted }
}
