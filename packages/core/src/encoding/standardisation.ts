/** z = (x − centre) / deviation. */
export interface Standardisation {
  readonly centre: number
  /** Sample standard deviation; 1 when all values are the same, or differ by less than the smallest number with all its digits. */
  readonly deviation: number
  readonly isConstant: boolean
  readonly toZ: (x: number) => number
}

/** The smallest number with all its digits. */
const smallestNormal = 2 ** -1022

/** Mean and sample standard deviation of `values` with their `counts`, without overflow at any scale. */
export function standardisation(values: Float64Array, counts: Float64Array): Standardisation {
  let rows = 0
  let largest = 0
  for (let n = 0; n < values.length; n++) {
    rows += counts[n] ?? 0
    largest = Math.max(largest, Math.abs(values[n] ?? 0))
  }
  const first = values[0] ?? 0
  if (values.every((value) => value === first)) {
    return { centre: first, deviation: 1, isConstant: true, toZ: (x) => x - first }
  }
  let sum = 0
  for (let n = 0; n < values.length; n++) sum += ((values[n] ?? 0) / largest) * (counts[n] ?? 0)
  const centre = (sum / rows) * largest
  let widest = 0
  for (const value of values) widest = Math.max(widest, Math.abs(value - centre))
  let squares = 0
  for (let n = 0; n < values.length; n++)
    squares += (((values[n] ?? 0) - centre) / widest) ** 2 * (counts[n] ?? 0)
  const deviation = Math.sqrt(squares / (rows - 1)) * widest
  // Below it numbers lose their digits, and what is divided by them is lost.
  if (deviation < smallestNormal) return { centre, deviation: 1, isConstant: true, toZ: (x) => x - centre }
  return { centre, deviation, isConstant: false, toZ: (x) => (x - centre) / deviation }
}
