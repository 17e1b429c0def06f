/**
 * Notation
 *   w_i   how often row i was drawn
 *   The scores are 1 − D of ks-complement.ts, 1 − TV of contingency-table.ts and 1 − |ρ_r − ρ_s| / 2 of correlation-similarity.ts
 *   on rows of weight w_i. All that does not depend on the weights is made once; SDMetrics' pseudo-count of 10⁻⁶ is left out.
 */
import type { AlignedCodes } from './aligned-codes.ts'

/** The w_i of both tables. */
export interface RowDraws {
  readonly real: Float64Array
  readonly synthetic: Float64Array
}

/** A score of the rows drawn; NaN where it is not defined. */
export type ScoreOfDraws = (draws: RowDraws) => number

/** Total variation of codes from `first` on; with `first` = 1, missing (0) is left out. O(rows + size). */
export function variationOfDraws({ real, synthetic, size }: AlignedCodes, first: 0 | 1): ScoreOfDraws {
  const realCounts = new Float64Array(size)
  const syntheticCounts = new Float64Array(size)
  return (draws) => {
    const realTotal = countDraws(real, draws.real, realCounts, first)
    const syntheticTotal = countDraws(synthetic, draws.synthetic, syntheticCounts, first)
    // Brought to one denominator: whole numbers, and a single division.
    let distance = 0
    for (let code = first; code < size; code++) {
      distance += Math.abs(
        (realCounts[code] ?? 0) * syntheticTotal - (syntheticCounts[code] ?? 0) * realTotal,
      )
    }
    return 1 - distance / (2 * realTotal * syntheticTotal)
  }
}

/** Kolmogorov–Smirnov distance of ranks; missing (0) is left out. O(rows + size). */
export function ksOfDraws({ real, synthetic, size }: AlignedCodes): ScoreOfDraws {
  const realCounts = new Float64Array(size)
  const syntheticCounts = new Float64Array(size)
  return (draws) => {
    const realTotal = countDraws(real, draws.real, realCounts, 1)
    const syntheticTotal = countDraws(synthetic, draws.synthetic, syntheticCounts, 1)
    let below = 0
    let syntheticBelow = 0
    let largest = 0
    for (let rank = 1; rank < size; rank++) {
      below += realCounts[rank] ?? 0
      syntheticBelow += syntheticCounts[rank] ?? 0
      largest = Math.max(largest, Math.abs(below * syntheticTotal - syntheticBelow * realTotal))
    }
    return 1 - largest / (realTotal * syntheticTotal)
  }
}

/** Adds up weights by code; returns the total from `first` on. */
function countDraws(codes: Int32Array, weights: Float64Array, counts: Float64Array, first: 0 | 1): number {
  counts.fill(0)
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? 0
    counts[code] = (counts[code] ?? 0) + (weights[row] ?? 0)
  }
  let total = 0
  for (let code = first; code < counts.length; code++) total += counts[code] ?? 0
  return total
}

/** Two columns of one table. */
export interface NumberPair {
  readonly x: Float64Array
  readonly y: Float64Array
}

/** Similarity of Pearson's correlations, over rows complete in both columns. O(rows). */
export function pearsonOfDraws(real: NumberPair, synthetic: NumberPair): ScoreOfDraws {
  const realPair = standardize(real)
  const syntheticPair = standardize(synthetic)
  return (draws) =>
    1 - Math.abs(weightedPearson(realPair, draws.real) - weightedPearson(syntheticPair, draws.synthetic)) / 2
}

/** Complete rows, shifted and scaled so that sums of products neither cancel nor overflow. */
interface CompletePair extends NumberPair {
  readonly rows: Int32Array
}

function standardize({ x, y }: NumberPair): CompletePair {
  const rows = Int32Array.from(x.keys()).filter((row) => !Number.isNaN(x[row]) && !Number.isNaN(y[row]))
  return { rows, x: standardized(x, rows), y: standardized(y, rows) }
}

function standardized(values: Float64Array, rows: Int32Array): Float64Array {
  const taken = Float64Array.from(rows, (row) => values[row] ?? Number.NaN)
  const scale = taken.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) || 1
  const mean = taken.reduce((sum, value) => sum + value / scale, 0) / taken.length
  const centred = taken.map((value) => value / scale - mean)
  const spread = Math.sqrt(centred.reduce((sum, value) => sum + value * value, 0) / taken.length) || 1
  return centred.map((value) => value / spread)
}

function weightedPearson({ rows, x, y }: CompletePair, weights: Float64Array): number {
  let n = 0
  let sumX = 0
  let sumY = 0
  let sumXX = 0
  let sumYY = 0
  let sumXY = 0
  for (let i = 0; i < rows.length; i++) {
    const w = weights[rows[i] ?? 0] ?? 0
    const a = x[i] ?? 0
    const b = y[i] ?? 0
    n += w
    sumX += w * a
    sumY += w * b
    sumXX += w * a * a
    sumYY += w * b * b
    sumXY += w * a * b
  }
  const [varianceX, varianceY] = [sumXX - (sumX * sumX) / n, sumYY - (sumY * sumY) / n]
  if (!(varianceX > 0 && varianceY > 0)) return Number.NaN
  return Math.max(-1, Math.min(1, (sumXY - (sumX * sumY) / n) / Math.sqrt(varianceX * varianceY)))
}
