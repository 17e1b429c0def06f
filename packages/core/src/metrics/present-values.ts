/** The values that are not missing (NaN), in their order. */
export function presentValues(values: Float64Array): Float64Array {
  return values.filter((value) => !Number.isNaN(value))
}

/** Smallest and largest value that is not missing; `undefined` when all are. */
export function valueRange(values: Float64Array): { readonly min: number; readonly max: number } | undefined {
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  let count = 0
  for (const value of values) {
    if (Number.isNaN(value)) continue
    if (value < min) min = value
    if (value > max) max = value
    count++
  }
  return count === 0 ? undefined : { min, max }
}

/** Do all values that are not missing agree? False when there are none. */
export function isConstant(values: Float64Array): boolean {
  const range = valueRange(values)
  return range !== undefined && range.min === range.max
}
