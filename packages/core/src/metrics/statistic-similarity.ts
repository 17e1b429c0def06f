/**
 * Notation
 *   f       mean, median or standard deviation (divisor n − 1) of a column's values that are not missing
 *   R       range of the real column, max − min
 *   score   max(0, 1 − |f(real) − f(synthetic)| / R)
 */
import {
  type ColumnMetric,
  type ComparisonResult,
  continuousTypes,
  continuousValues,
  measured,
  undefinedBecause,
} from './metric.ts'
import { presentValues, valueRange } from './present-values.ts'

/** The figure a {@link statisticSimilarity} compares. */
export type Statistic = 'mean' | 'median' | 'standardDeviation'

const statistics = { mean, median, standardDeviation }

/** The names SDMetrics' users know. */
const labels = { mean: 'Mean', median: 'Median', standardDeviation: 'StandardDeviation' }

/**
 * How close a statistic of the synthetic column is to the real one's, on the scale of the real range; the result carries
 * both, dates in milliseconds. `null` when either column has too few values, or the real one is constant. O(n log n) for
 * the median, else O(n).
 */
export function statisticSimilarity(statistic: Statistic): ColumnMetric<ComparisonResult> {
  const name = `StatisticSimilarity${labels[statistic]}`
  return {
    name,
    goal: 'maximize',
    range: [0, 1],
    appliesTo: continuousTypes,
    compute(realColumn, syntheticColumn) {
      const realValues = presentValues(continuousValues(name, realColumn))
      const syntheticValues = presentValues(continuousValues(name, syntheticColumn))
      const real = finiteOrNull(statistics[statistic](realValues))
      const synthetic = finiteOrNull(statistics[statistic](syntheticValues))
      const range = valueRange(realValues)
      if (real === null || range === undefined) {
        return { ...undefinedBecause('The real column has too few values.'), real, synthetic }
      }
      if (synthetic === null) {
        return { ...undefinedBecause('The synthetic column has too few values.'), real, synthetic }
      }
      if (range.max === range.min) {
        return { ...undefinedBecause('The real column is constant: it gives no scale.'), real, synthetic }
      }
      // Halved before subtracting, so that ranges near the largest double do not overflow.
      const difference = Math.abs(real / 2 - synthetic / 2) / (range.max / 2 - range.min / 2)
      return { ...measured(Math.max(0, 1 - difference), 'The difference is not finite.'), real, synthetic }
    },
  }
}

/** NaN when there are no values. */
export function mean(values: Float64Array): number {
  const scale = largestMagnitude(values)
  if (scale === 0) return values.length === 0 ? Number.NaN : 0
  let sum = 0
  for (const value of values) sum += value / scale
  return (sum / values.length) * scale
}

/** NaN when there are no values. */
export function median(values: Float64Array): number {
  const sorted = values.slice().sort()
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : (sorted[middle - 1] ?? Number.NaN) / 2 + upper / 2
}

/** Divisor n − 1; NaN for fewer than two values. */
export function standardDeviation(values: Float64Array): number {
  if (values.length < 2) return Number.NaN
  const centre = mean(values)
  // Scaled by the largest deviation, so that squares neither overflow nor vanish.
  const scale = largestMagnitude(values.map((value) => value - centre))
  if (scale === 0) return 0
  let sum = 0
  for (const value of values) sum += ((value - centre) / scale) ** 2
  return Math.sqrt(sum / (values.length - 1)) * scale
}

function largestMagnitude(values: Float64Array): number {
  let largest = 0
  for (const value of values) largest = Math.max(largest, Math.abs(value))
  return largest
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
