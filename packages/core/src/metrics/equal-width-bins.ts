/**
 * Notation
 *   edges   e_0 < … < e_10 of ten bins of equal width: e_i = min + i · (max − min) / 10, e_10 = max
 *   bin     number of edges that are at most x: 1 … 10; the maximum itself, and a missing value, fall in 11
 */
import { valueRange } from './present-values.ts'

/** SDMetrics' fixed number of bins. */
const binCount = 10

/** Codes that {@link binOf} can give: 0 … 11. */
export const binCodes = binCount + 2

/** The 11 edges over the range of `values`; ½ to both sides of a constant, 0 to 1 where all are missing. */
export function equalWidthEdges(values: Float64Array): Float64Array {
  const range = valueRange(values) ?? { min: 0, max: 1 }
  const [min, max] = range.min === range.max ? [range.min - 0.5, range.max + 0.5] : [range.min, range.max]
  const width = max - min
  const step = Number.isFinite(width) ? width / binCount : max / binCount - min / binCount
  const edges = Float64Array.from({ length: binCount + 1 }, (_, i) => i * step + min)
  edges[binCount] = max
  return edges
}

/** The same edges with the outer two at infinity: every value falls in bins 1 … 10, only missing in 11. */
export function openedEdges(edges: Float64Array): Float64Array {
  const opened = edges.slice()
  opened[0] = Number.NEGATIVE_INFINITY
  opened[binCount] = Number.POSITIVE_INFINITY
  return opened
}

/** The bin of every value. Bins contain their left edge. */
export function digitize(values: Float64Array, edges: Float64Array): Int32Array {
  return Int32Array.from(values, (value) => binOf(value, edges))
}

function binOf(value: number, edges: Float64Array): number {
  if (Number.isNaN(value)) return edges.length
  let bin = 0
  while (bin < edges.length && (edges[bin] ?? 0) <= value) bin++
  return bin
}
