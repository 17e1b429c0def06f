/**
 * Notation
 *   d(a, b)   mean over columns of d_c(a, b), see encoded-rows.ts; in [0, 1]
 *   h(a, b)   number of codes in which a and b differ: a lower bound of the sum of d_c
 *   limit     the sum that a row has to stay below to be among the nearest found so far
 */
import type { EncodedRows } from './encoded-rows.ts'
import { createGroupSearch, type GroupNeighbours } from './group-search.ts'
import { indexRows, leadingColumn, type RowIndex } from './row-index.ts'

/** Distances of every row to its nearest rows of the reference, in row order; NaN where the reference has too few rows. */
export interface NearestDistances {
  readonly nearest: Float64Array
  /** To the next nearest, which is another row but may be as near; only where asked for. */
  readonly second?: Float64Array
}

/** Finds the nearest reference rows of any rows encoded alike. */
export type NearestSearch = (rows: EncodedRows) => NearestDistances

/** What may be set of a {@link createNearestSearch}. */
export interface NearestSearchOptions {
  /** Find the next nearest, too. Default false. */
  readonly second?: boolean
}

/**
 * Exact search, prepared once for many questions. Groups of reference rows with equal codes are visited in ascending order of h
 * until h alone reaches the limit, within a group rows are visited outward from the own leading point until that alone exceeds
 * it. In the worst case O(rows · reference rows), on real tables a small part of that.
 * @param width number of columns that the mean is over
 */
export function createNearestSearch(
  reference: EncodedRows,
  width: number,
  { second = false }: NearestSearchOptions = {},
): NearestSearch {
  const leading = leadingColumn(reference)
  const index = indexRows(reference, leading)
  const neighboursOf = createGroupSearch(index)
  return (rows) => {
    const queries = indexRows(rows, leading)
    const nearest = new Float64Array(rows.rowCount)
    const next = new Float64Array(second ? rows.rowCount : 0)
    for (let group = 0; group < queries.groupCount; group++) {
      const neighbours = neighboursOf(
        queries.groupCodes.subarray(group * queries.codeWidth, (group + 1) * queries.codeWidth),
      )
      const end = queries.groupStarts[group + 1] ?? 0
      for (let place = queries.groupStarts[group] ?? 0; place < end; place++) {
        const row = queries.rows[place] ?? 0
        const start = place * queries.pointWidth
        const own = queries.points.subarray(start, start + queries.pointWidth)
        const sums = searchGroups(own, index, neighbours, second)
        nearest[row] = toMean(sums.smallest, width)
        if (second) next[row] = toMean(sums.nextSmallest, width)
      }
    }
    return second ? { nearest, second: next } : { nearest }
  }
}

/** The smallest two sums of d_c; infinite where there are fewer rows. */
interface NearestSums {
  smallest: number
  nextSmallest: number
}

function searchGroups(
  own: Float64Array,
  index: RowIndex,
  neighbours: GroupNeighbours,
  second: boolean,
): NearestSums {
  const found: NearestSums = { smallest: Number.POSITIVE_INFINITY, nextSmallest: Number.POSITIVE_INFINITY }
  const limit = () => (second ? found.nextSmallest : found.smallest)
  for (const group of neighbours.equal) searchGroup(own, index, group, 0, second, found)
  if (limit() <= 1) return found
  for (const group of neighbours.differingInOne()) searchGroup(own, index, group, 1, second, found)
  if (limit() <= 2) return found
  for (let h = 2; h <= index.codeWidth && h < limit(); h++) {
    for (const group of neighbours.differingIn(h)) {
      if (h >= limit()) break
      searchGroup(own, index, group, h, second, found)
    }
  }
  return found
}

function searchGroup(
  own: Float64Array,
  { points, pointWidth, groupStarts }: RowIndex,
  group: number,
  difference: number,
  second: boolean,
  found: NearestSums,
): void {
  const first = groupStarts[group] ?? 0
  const end = groupStarts[group + 1] ?? 0
  const middle = firstNotBelow(points, pointWidth, first, end, own[0] ?? 0)
  for (const step of [1, -1]) {
    for (let place = step > 0 ? middle : middle - 1; place >= first && place < end; place += step) {
      const limit = second ? found.nextSmallest : found.smallest
      const start = place * pointWidth
      let sum = difference
      for (let c = 0; c < pointWidth; c++) {
        sum += Math.min(Math.abs((own[c] ?? 0) - (points[start + c] ?? 0)), 1)
        if (sum < limit) continue
        // The leading point alone is too far, and only gets farther.
        if (c === 0) place = step > 0 ? end : -1
        break
      }
      if (sum >= limit) continue
      if (sum < found.smallest) {
        found.nextSmallest = found.smallest
        found.smallest = sum
      } else found.nextSmallest = sum
    }
  }
}

/** The first place from `first` to `end` whose leading point is at least `value`. */
function firstNotBelow(
  points: Float64Array,
  pointWidth: number,
  first: number,
  end: number,
  value: number,
): number {
  if (pointWidth === 0) return first
  let low = first
  let high = end
  while (low < high) {
    const middle = (low + high) >> 1
    if ((points[middle * pointWidth] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}

function toMean(sum: number, width: number): number {
  return Number.isFinite(sum) ? sum / width : Number.NaN
}
