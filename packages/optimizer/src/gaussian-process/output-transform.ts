/**
 * Notation
 *   n        number of losses
 *   m        their median, the lower one of two
 *   s        root mean square of loss − m over the losses below m
 *   r        rank of a loss, from 0; of equal ones the mean
 *   t        loss where loss ≤ m; m + s Φ⁻¹((r + ½) / n) above: X. Song, Q. Zhang, C. Lee, E. Fertig, T.-K. Huang, L. Belenki, G. Kochanski, S. Ariafar,
 *            S. Vasudevan, S. Perel, D. Golovin, "The Vizier Gaussian Process Bandit Algorithm", arXiv 2408.11527, 2024, appendix A: half-rank warping
 */
import { truncatedQuantile } from '../normal/truncated-normal.ts'

/** A rescaling of losses to mean 0 and variance 1 that keeps their order. */
export interface OutputTransform {
  apply(loss: number): number
}

/** Φ⁻¹ is taken of ranks, which never reach so far out. */
const farOut = 10

/**
 * The better half is scaled only; of the worse half nothing but the order is kept, as if the losses were normally distributed. How bad the bad ones
 * are, often by orders of magnitude, would else blur the differences among the good ones, and the more of these there are, the finer it gets.
 */
export function fitOutputTransform(losses: Float64Array): OutputTransform {
  const warp = halfRank(losses)
  const { mean, sd } = moments(losses.map(warp))
  return { apply: (loss) => (warp(loss) - mean) / sd }
}

function halfRank(losses: Float64Array): (loss: number) => number {
  const n = losses.length
  const sorted = Float64Array.from(losses).sort()
  const middle = sorted[(n - 1) >> 1] ?? 0
  const better = sorted.subarray(0, countBelow(sorted, middle))
  const furthest = middle - (sorted[0] ?? 0)
  const squares = better.reduce((sum, loss) => sum + ((middle - loss) / furthest) ** 2, 0)
  const s = furthest * Math.sqrt(squares / better.length)
  // Nothing is better than the median: its distance is the only scale.
  if (!(s > 0)) return (loss) => loss
  return (loss) => {
    if (loss <= middle) return loss
    const below = countBelow(sorted, loss)
    let equal = 1
    while (sorted[below + equal] === loss) equal++
    return middle + s * truncatedQuantile((below + equal / 2) / n, -farOut, farOut)
  }
}

/** Of ascending values. */
function countBelow(sorted: Float64Array, value: number): number {
  const first = sorted.findIndex((each) => each >= value)
  return first < 0 ? sorted.length : first
}

/** Mean and standard deviation; 1 for the latter when all values are the same, as there is no scale then. Safe up to 10³⁰⁰. */
export function moments(values: Float64Array): { readonly mean: number; readonly sd: number } {
  let largest = 0
  for (const value of values) largest = Math.max(largest, Math.abs(value))
  if (largest === 0) return { mean: 0, sd: 1 }
  let mean = 0
  for (const value of values) mean += value / largest / values.length
  let variance = 0
  for (const value of values) variance += (value / largest - mean) ** 2 / values.length
  const sd = Math.sqrt(variance) * largest
  // Relative to the values themselves, less than this is rounding.
  return { mean: mean * largest, sd: variance > 1e-28 && sd > 0 ? sd : largest }
}
