/**
 * Notation
 *   x, y   two columns; rows where either is missing (NaN) are left out
 *   rank   position in ascending order from 1; equal values share the mean of theirs
 *   ρ      Pearson's correlation of the ranks
 *          C. Spearman, "The proof and measurement of association between two things", Am. J. Psych. 15, 1904
 */
import { completeRows, pearson } from './pearson.ts'

/** Rank correlation over the rows complete in both columns; NaN with fewer than two of them, or without variation. O(n log n). */
export function spearman(x: Float64Array, y: Float64Array): number {
  const complete = completeRows(x, y)
  return pearson(averageRanks(complete.x), averageRanks(complete.y))
}

/** Ranks of values none of which is NaN. */
export function averageRanks(values: Float64Array): Float64Array {
  const sorted = values.slice().sort()
  // Sorting plain doubles and searching is much faster than sorting row numbers through a comparator.
  return values.map((value) => (lowerBound(sorted, value) + upperBound(sorted, value) + 1) / 2)
}

/** Number of entries of ascending `sorted` that are smaller than `value`. */
function lowerBound(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}

/** Number of entries of ascending `sorted` that are at most `value`. */
function upperBound(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) <= value) low = middle + 1
    else high = middle
  }
  return low
}
