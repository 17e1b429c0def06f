import { boostedDetection } from '../metrics/boosted-detection.ts'
import { type DetectionResult, defaultDetectionRows } from '../metrics/detect-synthetic-rows.ts'
import { logisticDetection } from '../metrics/logistic-detection.ts'
import type { MetricResult } from '../metrics/metric.ts'
import { createRng } from '../random/rng.ts'
import type { Table } from '../table/table.ts'
import { comparableColumns } from './comparable-columns.ts'

/** What is to be judged. */
export interface DetectionFamilyArguments {
  readonly real: Table
  readonly synthetic: Table
  /** Of everything random: default 0. */
  readonly seed?: number
  /** Most rows used of either table, chosen at random. Default 10,000. */
  readonly maxRows?: number
  readonly signal?: AbortSignal | undefined
}

/** Can a classifier tell synthetic rows from real ones? Scores: 1 = not at all, 0 = always. Plain JSON. */
export interface DetectionFamily {
  /** That of the boosted trees. */
  readonly score: MetricResult
  readonly boosted: DetectionResult
  /** Sees shifts of single columns only, no dependence. */
  readonly logistic: DetectionResult
  /** Most rows used of either table. */
  readonly maxRows: number
}

/**
 * Judges a synthetic table by classifiers that learn to tell its rows from real ones.
 * @throws TabricateError `INVALID_TABLE` when columns or types differ, `ABORTED`
 */
export async function detection({
  real,
  synthetic,
  seed = 0,
  maxRows = defaultDetectionRows,
  signal,
}: DetectionFamilyArguments): Promise<DetectionFamily> {
  comparableColumns(real, synthetic)
  const rng = createRng(seed).split('detection')
  const common = { real, synthetic, maxRows, signal }
  const boosted = await boostedDetection.compute({ ...common, rng: rng.split('boosted') })
  const logistic = await logisticDetection.compute({ ...common, rng: rng.split('logistic') })
  const score: MetricResult =
    boosted.value === null ? { value: null, reason: boosted.reason } : { value: boosted.value }
  return { score, boosted, logistic, maxRows }
}
