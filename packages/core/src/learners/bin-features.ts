/**
 * Notation
 *   b       bin of a cell, 0 … binCount − 1: t[b − 1] < x ≤ t[b] for numbers, the code for categories
 *   t       thresholds of a column, ascending: midpoints between its distinct values if there are at most 255, else its quantiles
 *           at 1/255 … 254/255
 *   bin binCount holds missing numbers and categories not seen
 *   As in G. Ke et al., "LightGBM", NeurIPS 2017, section 2.1, and scikit-learn's HistGradientBoosting
 */
import type { Feature, Features } from './features.ts'

/** How one column is cut into bins. */
export interface BinColumn {
  readonly kind: Feature['kind']
  /** At most 255. */
  readonly binCount: number
  /** Empty for categories. */
  readonly thresholds: Float64Array
}

/** The bins of all cells, column after column. */
export interface BinnedRows {
  readonly rowCount: number
  readonly bins: Uint8Array
}

const maxBins = 255

/** Finds the bins of every column. O(columns · rows · log rows). */
export function fitBins(features: Features): BinColumn[] {
  return features.columns.map((feature): BinColumn => {
    if (feature.kind === 'category')
      return { kind: 'category', binCount: feature.size, thresholds: new Float64Array(0) }
    const thresholds = findThresholds(feature.values)
    return { kind: 'number', binCount: thresholds.length + 1, thresholds }
  })
}

/** Puts rows into bins that {@link fitBins} found. */
export function binRows(columns: readonly BinColumn[], features: Features): BinnedRows {
  const { rowCount } = features
  const bins = new Uint8Array(columns.length * rowCount)
  columns.forEach((column, c) => {
    const feature = features.columns[c]
    const target = bins.subarray(c * rowCount, (c + 1) * rowCount)
    if (feature?.kind === 'number') binNumbers(feature.values, column, target)
    else if (feature?.kind === 'category') binCodes(feature.codes, column, target)
  })
  return { rowCount, bins }
}

function binNumbers(values: Float64Array, { thresholds, binCount }: BinColumn, target: Uint8Array): void {
  for (let row = 0; row < target.length; row++) {
    const value = values[row] ?? Number.NaN
    let low = 0
    let high = thresholds.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (value <= (thresholds[middle] ?? 0)) high = middle
      else low = middle + 1
    }
    target[row] = Number.isNaN(value) ? binCount : low
  }
}

function binCodes(codes: Int32Array, { binCount }: BinColumn, target: Uint8Array): void {
  for (let row = 0; row < target.length; row++) {
    const code = codes[row] ?? -1
    target[row] = code < 0 ? binCount : code
  }
}

function findThresholds(values: Float64Array): Float64Array {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort()
  const distinct = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1])
  if (distinct.length <= maxBins) {
    return distinct.slice(1).map((value, i) => midpoint(distinct[i] ?? 0, value))
  }
  const quantiles = Float64Array.from({ length: maxBins - 1 }, (_, i) => quantile(sorted, (i + 1) / maxBins))
  return quantiles.filter((value, i) => i === 0 || value !== quantiles[i - 1])
}

/** Below `high` even if rounding would reach it. */
function midpoint(low: number, high: number): number {
  const middle = low + (high - low) / 2
  return middle < high ? middle : low
}

/** The inverse of the distribution function, averaged where it is flat (definition 2 of Hyndman and Fan, 1996). */
function quantile(sorted: Float64Array, share: number): number {
  const position = share * sorted.length
  const index = Math.ceil(position) - 1
  const value = sorted[index] ?? 0
  return Number.isInteger(position) ? midpoint(value, sorted[index + 1] ?? value) : value
}
