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
  const columnCount = starts.length - 1
  const column = (c: number): ColumnSlots => ({
    start: (starts[c] ?? 0) * 3,
    bins: bins.subarray(c * rowCount, (c + 1) * rowCount),
  })
  // Two at a time: rows and derivatives are read half as often.
  for (let c = 0; c + 1 < columnCount; c += 2) sumTwoColumns(histogram, column(c), column(c + 1), selected)
  if (columnCount % 2 === 1) sumColumn(histogram, column(columnCount - 1), selected)
}

/** A column's bins, and where its slots begin. */
interface ColumnSlots {
  readonly start: number
  readonly bins: Uint8Array
}

function sumTwoColumns(
  histogram: Float64Array,
  a: ColumnSlots,
  b: ColumnSlots,
  { rows, gradients, hessians }: RowDerivatives,
): void {
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? 0
    const gradient = gradients[i] ?? 0
    const hessian = hessians[i] ?? 0
    const slotA = a.start + 3 * (a.bins[row] ?? 0)
    histogram[slotA] = (histogram[slotA] ?? 0) + gradient
    histogram[slotA + 1] = (histogram[slotA + 1] ?? 0) + hessian
    histogram[slotA + 2] = (histogram[slotA + 2] ?? 0) + 1
    const slotB = b.start + 3 * (b.bins[row] ?? 0)
    histogram[slotB] = (histogram[slotB] ?? 0) + gradient
    histogram[slotB + 1] = (histogram[slotB + 1] ?? 0) + hessian
    histogram[slotB + 2] = (histogram[slotB + 2] ?? 0) + 1
  }
}

function sumColumn(
  histogram: Float64Array,
  { start, bins }: ColumnSlots,
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
