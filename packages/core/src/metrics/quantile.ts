/**
 * The value below which a share `q`, from 0 to 1, of an ascending sample lies, linear between order statistics (definition 7 of
 * R. J. Hyndman, Y. Fan, "Sample Quantiles in Statistical Packages", Am. Stat. 50, 1996; NumPy's default). NaN when it is empty.
 */
export function sortedQuantile(ascending: Float64Array, q: number): number {
  const position = (ascending.length - 1) * q
  const below = Math.floor(position)
  const low = ascending[below] ?? Number.NaN
  const high = ascending[Math.min(below + 1, ascending.length - 1)] ?? Number.NaN
  const share = position - below
  const distance = high - low
  // The difference of two doubles may overflow; their weighted sum does not.
  return Number.isFinite(distance) ? low + distance * share : low * (1 - share) + high * share
}
