/** The different values of a column with how often each occurs. */
export interface DistinctValues {
  /** Ascending, without NaN. */
  readonly values: Float64Array
  readonly counts: Float64Array
  /** Sum of `counts`. */
  readonly total: number
}

/** Counts the different values of a column; NaN (missing) is left out. Sorts a copy: O(n log n). */
export function distinctValues(column: Float64Array): DistinctValues {
  const sorted = column.filter((value) => !Number.isNaN(value)).sort()
  const values = new Float64Array(sorted.length)
  const counts = new Float64Array(sorted.length)
  let last = -1
  for (const value of sorted) {
    if (last < 0 || value !== values[last]) values[++last] = value
    counts[last] = (counts[last] ?? 0) + 1
  }
  return { values: values.slice(0, last + 1), counts: counts.slice(0, last + 1), total: sorted.length }
}

/** Position of `value` in `ascending`, −1 when it is not there (NaN never is). */
export function indexOfSorted(ascending: ArrayLike<number>, value: number): number {
  let low = 0
  let high = ascending.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const candidate = ascending[middle] ?? Number.NaN
    if (candidate === value) return middle
    if (candidate < value) low = middle + 1
    else high = middle - 1
  }
  return -1
}

/** The member of `ascending` (not empty) nearest to `value`, the smaller of two equally near; NaN for NaN. */
export function nearestOfSorted(ascending: ArrayLike<number>, value: number): number {
  if (Number.isNaN(value)) return value
  let low = 0
  let high = ascending.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ascending[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  const above = ascending[low] ?? value
  const below = ascending[low - 1] ?? above
  return value - below <= above - value ? below : above
}
