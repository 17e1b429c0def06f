import type { MetricResult } from '../metrics/metric.ts'
import type { ColumnType } from '../table/column.ts'
import type { DetectionFamily } from './detection.ts'
import type { DiagnosticResult } from './diagnostic.ts'
import type { MlEfficacyFamily } from './ml-efficacy.ts'
import type { PrivacyFamily } from './privacy.ts'
import type { QualityResult, QualityScores } from './quality.ts'
import type { QualityInterval } from './quality-interval.ts'

/** Rises when a reader of reports has to change. New optional parts do not raise it. */
export const reportVersion = 1

/** The same scores for a table that says what the synthetic table's are worth. */
export interface ReferenceScores {
  /** Under the scoring `sdmetrics`. */
  readonly quality: QualityScores
  /** Under the scoring `sdmetrics-all-pairs`. */
  readonly qualityAllPairs: QualityScores
}

/** One figure of a family. */
export type NamedMeasurement = MetricResult & { readonly metric: string }

/** Everything measured of one column. */
export interface ColumnMeasurements {
  readonly column: string
  readonly type: ColumnType
  readonly metrics: readonly NamedMeasurement[]
}

/** Are columns distributed as in the real table? */
export interface StatisticalSimilarity {
  readonly score: MetricResult
  readonly columns: readonly ColumnMeasurements[]
}

/** Do columns depend on each other as in the real table? The pairs are in the report's `quality`. */
export interface CorrelationPreservation {
  readonly score: MetricResult
  readonly pairsCounted: number
  /** What a reader must know where the score rests on few pairs, or none. */
  readonly remark: string | null
}

/**
 * What is measured, by family. A family that was not measured is absent; one that cannot be measured says why.
 */
export interface ReportFamilies {
  readonly statisticalSimilarity?: StatisticalSimilarity
  readonly correlationPreservation?: CorrelationPreservation
  readonly privacy?: PrivacyFamily
  readonly mlEfficacy?: MlEfficacyFamily
  readonly detection?: DetectionFamily
}

/** How good a synthetic table is. Plain JSON: no NaN, no dates, no functions. */
export interface Report {
  readonly version: typeof reportVersion
  readonly rows: { readonly real: number; readonly synthetic: number; readonly holdout: number | null }
  /** The column to be predicted, where one was named. */
  readonly target: string | null
  readonly seed: number
  /** Similar? Under the scoring `sdmetrics`, with every column and pair, and 95 % intervals of the scores. */
  readonly quality: QualityResult & { readonly interval: QualityInterval }
  /** The same measurements under the scoring `sdmetrics-all-pairs`. */
  readonly qualityAllPairs: QualityScores
  /** The real table with every column shuffled on its own: reached without learning any dependence. */
  readonly floor: ReferenceScores
  /** The holdout against the real table: as good as real rows are. `null` without a holdout. */
  readonly ceiling: ReferenceScores | null
  /** Valid at all? */
  readonly diagnostic: DiagnosticResult
  readonly families: ReportFamilies
}
