import { throwIfAborted, throwIssues } from '../errors.ts'
import { columnMetrics } from '../metrics/column-metrics.ts'
import { createRng } from '../random/rng.ts'
import type { Table } from '../table/table.ts'
import { matchColumns } from './comparable-columns.ts'
import { detection } from './detection.ts'
import { evaluateDiagnostic } from './diagnostic.ts'
import { mlEfficacy } from './ml-efficacy.ts'
import { checkPrivacyOptions, evaluatePrivacy, type PrivacyOptions } from './privacy.ts'
import { evaluateQuality, type QualityResult, type QualityScores, rescoreQuality } from './quality.ts'
import { qualityInterval } from './quality-interval.ts'
import { type ColumnMeasurements, type ReferenceScores, type Report, reportVersion } from './report.ts'
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
  const { real, synthetic, holdout, target, privacy: privacyOptions, seed = 0, signal } = evaluateArguments
  const { columns, issues } = matchColumns(real, synthetic, 'synthetic')
  const holdoutIssues = holdout === undefined ? [] : matchColumns(real, holdout, 'holdout').issues
  throwIssues('INVALID_TABLE', 'The tables cannot be compared', [
    ...issues,
    // The real table's own have been told.
    ...holdoutIssues.filter((issue) => issue.path[0] === 'holdout'),
  ])
  checkTarget(real, target)
  checkPrivacyOptions(real, privacyOptions ?? {})

  const quality = evaluateQuality({ real, synthetic })
  throwIfAborted(signal)
  const shuffled = shuffleColumns(real, createRng(seed).split('floor'))
  const floor = referenceScores(evaluateQuality({ real, synthetic: shuffled }))
  throwIfAborted(signal)
  const ceiling =
    holdout === undefined ? null : referenceScores(evaluateQuality({ real, synthetic: holdout }))
  throwIfAborted(signal)

  const measurements = columns.map(
    ({ schema, real: realColumn, synthetic: syntheticColumn }): ColumnMeasurements => ({
      column: schema.name,
      type: schema.type,
      metrics: columnMetrics
        .filter((metric) => metric.appliesTo.includes(schema.type))
        .map((metric) => ({ metric: metric.name, ...metric.compute(realColumn, syntheticColumn) })),
    }),
  )
  const rng = createRng(seed)
  const interval = await qualityInterval({ real, synthetic, quality, rng: rng.split('bootstrap'), signal })
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
    quality: { ...quality, interval },
    qualityAllPairs: scoresOf(rescoreQuality(quality, 'sdmetrics-all-pairs')),
    floor,
    ceiling,
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

/** Below this many, one pair of columns moves the mean of all by a fifth or more. */
const fewPairs = 5

function fewPairsRemark(pairsCounted: number): string | null {
  if (pairsCounted >= fewPairs) return null
  if (pairsCounted === 0) {
    return 'No pair of columns is associated strongly enough to count: the quality score says nothing of how columns depend on each other. See all pairs.'
  }
  const pairs = pairsCounted === 1 ? 'pair of columns is' : 'pairs of columns are'
  return `Only ${pairsCounted} ${pairs} associated strongly enough to count: the figure rests on few. See all pairs.`
}

function checkTarget(table: Table, target: string | undefined): void {
  if (target === undefined || table.schema.columns.some((column) => column.name === target)) return
  const names = table.schema.columns.map((column) => column.name).join(', ')
  throwIssues('INVALID_OPTIONS', 'The target cannot be used', [
    { path: ['target'], message: `there is no column "${target}"; there are ${names}` },
  ])
}

function referenceScores(result: QualityResult): ReferenceScores {
  return {
    quality: scoresOf(result),
    qualityAllPairs: scoresOf(rescoreQuality(result, 'sdmetrics-all-pairs')),
  }
}

function scoresOf({ columns, pairs, ...scores }: QualityResult): QualityScores {
  return scores
}
