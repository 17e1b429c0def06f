/**
 * Notation
 *   F_r, F_s   empirical distribution functions of the real and the synthetic column, right-continuous
 *   D          max over all observed x of |F_r(x) − F_s(x)|, the two-sample Kolmogorov–Smirnov statistic
 *              N. Smirnov, "Table for estimating the goodness of fit of empirical distributions", Ann. Math. Stat. 19, 1948
 *   score      1 − D, in [0, 1]
 */
import { type ColumnMetric, continuousTypes, continuousValues, measured, undefinedBecause } from './metric.ts'
import { presentValues } from './present-values.ts'

/**
 * Similarity of two distributions of numbers or dates: 1 − the Kolmogorov–Smirnov distance. Missing values are left out.
 * 1 = same distribution, 0 = no overlap. `null` when either column has no values. Numbers are compared after rounding to
 * 14 decimals, as SDMetrics does. O(n log n).
 */
export const ksComplement: ColumnMetric = {
  name: 'KSComplement',
  goal: 'maximize',
  range: [0, 1],
  appliesTo: continuousTypes,
  compute(real, synthetic) {
    const a = sortedForComparison(continuousValues('KSComplement', real), real.type === 'numerical')
    const b = sortedForComparison(continuousValues('KSComplement', synthetic), synthetic.type === 'numerical')
    if (a.length === 0) return undefinedBecause('The real column has no values.')
    if (b.length === 0) return undefinedBecause('The synthetic column has no values.')
    return measured(1 - ksStatistic(a, b), 'The distance is not finite.')
  },
}

/** D of two non-empty ascending samples, exact with ties. */
export function ksStatistic(a: Float64Array, b: Float64Array): number {
  let i = 0
  let j = 0
  let largest = 0
  while (i < a.length && j < b.length) {
    const x = Math.min(a[i] ?? 0, b[j] ?? 0)
    while (i < a.length && a[i] === x) i++
    while (j < b.length && b[j] === x) j++
    largest = Math.max(largest, Math.abs(i / a.length - j / b.length))
  }
  return largest
}

function sortedForComparison(values: Float64Array, round: boolean): Float64Array {
  const present = presentValues(values)
  if (round) for (let i = 0; i < present.length; i++) present[i] = roundTo14Decimals(present[i] ?? 0)
  return present.sort()
}

/** NumPy's `round(x, 14)`: rint(x · 10¹⁴) / 10¹⁴, ties to even. Whole numbers stay as they are. */
function roundTo14Decimals(x: number): number {
  if (Number.isSafeInteger(x)) return x
  const scaled = x * 1e14
  const rounded = Math.round(scaled)
  const isOddTie = rounded - scaled === 0.5 && rounded % 2 !== 0
  return (isOddTie ? rounded - 1 : rounded) / 1e14
}
