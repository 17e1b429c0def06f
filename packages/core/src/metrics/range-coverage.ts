import { type ColumnMetric, continuousTypes, continuousValues, measured, undefinedBecause } from './metric.ts'
import { valueRange } from './present-values.ts'

/**
 * How much of the real column's range the synthetic values reach: 1 minus the uncovered parts at both ends, as shares of
 * the real range, not below 0. Values beyond the real range do not lower it. Missing values are left out.
 * `null` when either column has no values, or the real one is constant. O(n).
 */
export const rangeCoverage: ColumnMetric = {
  name: 'RangeCoverage',
  goal: 'maximize',
  range: [0, 1],
  appliesTo: continuousTypes,
  compute(real, synthetic) {
    const r = valueRange(continuousValues('RangeCoverage', real))
    const s = valueRange(continuousValues('RangeCoverage', synthetic))
    if (r === undefined) return undefinedBecause('The real column has no values.')
    if (s === undefined) return undefinedBecause('The synthetic column has no values.')
    if (r.max === r.min) return undefinedBecause('The real column is constant: it has no range to cover.')
    // Scaled before subtracting, so that ranges near the largest double do not overflow.
    const width = r.max / 2 - r.min / 2
    const below = Math.max((s.min / 2 - r.min / 2) / width, 0)
    const above = Math.max((r.max / 2 - s.max / 2) / width, 0)
    return measured(Math.max(0, 1 - below - above), 'The range is not finite.')
  },
}
