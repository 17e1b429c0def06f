/**
 * Notation
 *   p_r(c), p_s(c)   share of category c among the values that are not missing
 *   TV               ½ Σ_c |p_r(c) − p_s(c)|, total variation distance
 *   u                number of synthetic categories unseen in real; SDMetrics counts each 10⁻⁶ times in real
 *   score            1 − TV, in [0, 1]
 */
import { alignCodes, countCodes } from './aligned-codes.ts'
import { type ColumnMetric, discreteColumn, discreteTypes, undefinedBecause } from './metric.ts'

/** SDMetrics' pseudo-count for a category that the real column lacks. */
const unseenCount = 1e-6

/**
 * Similarity of two distributions of categories: 1 − the total variation distance. Missing values are left out.
 * 1 = same shares, 0 = no category in common. `null` when either column has no values. O(n).
 */
export const tvComplement: ColumnMetric = {
  name: 'TVComplement',
  goal: 'maximize',
  range: [0, 1],
  appliesTo: discreteTypes,
  compute(real, synthetic) {
    const codes = alignCodes(discreteColumn('TVComplement', real), discreteColumn('TVComplement', synthetic))
    const realCounts = countCodes(codes.real, codes.size).subarray(1)
    const syntheticCounts = countCodes(codes.synthetic, codes.size).subarray(1)
    const realTotal = sum(realCounts)
    const syntheticTotal = sum(syntheticCounts)
    if (realTotal === 0) return undefinedBecause('The real column has no values.')
    if (syntheticTotal === 0) return undefinedBecause('The synthetic column has no values.')

    const unseen = syntheticCounts.filter((count, c) => count > 0 && realCounts[c] === 0).length
    const realMass = realTotal + unseen * unseenCount
    let distance = 0
    syntheticCounts.forEach((count, c) => {
      const realCount = realCounts[c] ?? 0
      const share = (realCount === 0 && count > 0 ? unseenCount : realCount) / realMass
      distance += Math.abs(share - count / syntheticTotal)
    })
    return { value: Math.max(0, 1 - distance / 2) }
  },
}

function sum(counts: Float64Array): number {
  return counts.reduce((total, count) => total + count, 0)
}
