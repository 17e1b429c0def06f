/**
 * Notation
 *   x, y   two columns of n rows each; rows where either is missing (NaN) are left out; x̄, ȳ the means of the others
 *   ρ      Σ (x − x̄)(y − ȳ) / ( ‖x − x̄‖ ‖y − ȳ‖ ), Pearson's correlation, clipped to [−1, 1]
 */

/** Correlation over the rows that are complete in both columns; NaN with fewer than two of them, or without variation. O(n). */
export function pearson(x: Float64Array, y: Float64Array): number {
  const complete = completeRows(x, y)
  const a = centred(complete.x)
  const b = centred(complete.y)
  if (a === undefined || b === undefined) return Number.NaN
  let product = 0
  let squaresA = 0
  let squaresB = 0
  for (let i = 0; i < a.length; i++) {
    const ai = a[i] ?? 0
    const bi = b[i] ?? 0
    product += ai * bi
    squaresA += ai * ai
    squaresB += bi * bi
  }
  return Math.max(-1, Math.min(1, product / Math.sqrt(squaresA) / Math.sqrt(squaresB)))
}

/** The rows in which neither is missing. Where none is, the arrays themselves. */
export function completeRows(
  x: Float64Array,
  y: Float64Array,
): { readonly x: Float64Array; readonly y: Float64Array } {
  if (!x.some(Number.isNaN) && !y.some(Number.isNaN)) return { x, y }
  return {
    x: x.filter((value, row) => !Number.isNaN(value) && !Number.isNaN(y[row])),
    y: y.filter((value, row) => !Number.isNaN(value) && !Number.isNaN(x[row])),
  }
}

/** Deviations from the mean in units of the largest magnitude, so that nothing overflows; `undefined` when all values agree. */
function centred(values: Float64Array): Float64Array | undefined {
  const first = values[0]
  if (first === undefined) return undefined
  let scale = 0
  let varies = false
  for (const value of values) {
    if (value !== first) varies = true
    const magnitude = Math.abs(value)
    if (magnitude > scale) scale = magnitude
  }
  if (!varies) return undefined
  const deviations = new Float64Array(values.length)
  let sum = 0
  for (let i = 0; i < values.length; i++) {
    const scaled = (values[i] ?? 0) / scale
    deviations[i] = scaled
    sum += scaled
  }
  const mean = sum / values.length
  for (let i = 0; i < deviations.length; i++) deviations[i] = (deviations[i] ?? 0) - mean
  return deviations
}
