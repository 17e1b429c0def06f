import type { z } from 'zod'
import { boostedDetection } from '../metrics/boosted-detection.ts'
import { type DetectionMetric, defaultDetectionRows } from '../metrics/detect-synthetic-rows.ts'
import { logisticDetection } from '../metrics/logistic-detection.ts'
import type { MetricResult } from '../metrics/metric.ts'
import { createRng } from '../random/rng.ts'
import type { Table } from '../table/table.ts'
import { comparableColumns } from './comparable-columns.ts'
import type { detectionSchema } from './quality-schema.ts'
import { shuffleColumns } from './shuffle-columns.ts'

/** What is to be judged. */
export interface DetectionFamilyArguments {
  readonly real: Table
  readonly synthetic: Table
  /** Real rows the synthesizer has never seen: they give the ceiling. */
  readonly holdout?: Table | undefined
  /** Of everything random: default 0. */
  readonly seed?: number
  /** Most rows used of either table, chosen at random. Default 10,000. */
  readonly maxRows?: number
  readonly signal?: AbortSignal | undefined
}

export type DetectionFamily = z.infer<typeof detectionSchema>

/**
 * Judges a synthetic table by classifiers that learn to tell its rows from real ones: boosted trees thrice (synthetic, floor, ceiling),
 * each time on three folds, and a logistic regression.
 * @throws TabricateError `INVALID_TABLE` when columns or types differ, `ABORTED`
 */
export async function detection({
  real,
  synthetic,
  holdout,
  seed = 0,
  maxRows = defaultDetectionRows,
  signal,
}: DetectionFamilyArguments): Promise<DetectionFamily> {
  comparableColumns(real, synthetic)
  if (holdout !== undefined) comparableColumns(real, holdout)
  const rng = createRng(seed).split('detection')
  // The same real rows and folds each time: differences are the other table's.
  const detect = (metric: DetectionMetric, rows: Table) =>
    metric.compute({ real, synthetic: rows, maxRows, rng: rng.split(metric.name), signal })
  const boosted = await detect(boostedDetection, synthetic)
  const logistic = await detect(logisticDetection, synthetic)
  const floor = await detect(boostedDetection, shuffleColumns(real, rng.split('floor')))
  const ceiling = holdout === undefined ? null : await detect(boostedDetection, holdout)
  return {
    score: plainScore(boosted),
    floor: plainScore(floor),
    ceiling: ceiling === null ? null : plainScore(ceiling),
    boosted,
    logistic,
    maxRows,
  }
}

function plainScore(result: MetricResult): MetricResult {
  return result.value === null ? { value: null, reason: result.reason } : { value: result.value }
}
