/**
 * Notation
 *   g, h       first and second derivative of the loss by the score of a row
 *   slot       three numbers per column and bin: Σ g, Σ h, and the number of rows. Column c's begin at slotStart[c] · 3
 */
import type { BinColumn, BinnedRows } from './bin-features.ts'

/** Where each column's slots begin, and after the last column their number. */
export function slotStarts(columns: readonly BinColumn[]): Int32Array {
  const starts = new Int32Array(columns.length + 1)
  // One more for missing.
  columns.forEach(({ binCount }, c) => {
    starts[c + 1] = (starts[c] ?? 0) + binCount + 1
  })
  return starts
}

/** Some rows of a table with their derivatives, in the order of `rows`. */
export interface RowDerivatives {
  readonly rows: Int32Array
  readonly gradients: Float64Array
  readonly hessians: Float64Array
}

/** Overwrites `histogram` with the sums over `selected`. O(rows · columns): most of the time of training is spent here. */
export function sumHistogram(
  histogram: Float64Array,
  starts: Int32Array,
  { bins, rowCount }: BinnedRows,
  selected: RowDerivatives,
): void {
  histogram.fill(0)
  for (let c = 0; c + 1 < starts.length; c++) {
    const column = bins.subarray(c * rowCount, (c + 1) * rowCount)
    sumColumn(histogram, (starts[c] ?? 0) * 3, column, selected)
  }
}

function sumColumn(
  histogram: Float64Array,
  start: number,
  bins: Uint8Array,
  { rows, gradients, hessians }: RowDerivatives,
): void {
  for (let i = 0; i < rows.length; i++) {
    const slot = start + 3 * (bins[rows[i] ?? 0] ?? 0)
    histogram[slot] = (histogram[slot] ?? 0) + (gradients[i] ?? 0)
    histogram[slot + 1] = (histogram[slot + 1] ?? 0) + (hessians[i] ?? 0)
    histogram[slot + 2] = (histogram[slot + 2] ?? 0) + 1
  }
}

/** `from` −= `part`: what is left for a node's one child when the other's sums are known. */
export function subtractHistogram(from: Float64Array, part: Float64Array): void {
  for (let i = 0; i < from.length; i++) from[i] = (from[i] ?? 0) - (part[i] ?? 0)
}
