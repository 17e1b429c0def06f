import { TabricateError } from '../errors.ts'
import { allocateSpanRows, type EncodedTable, type SpanLayout, type SpanRows } from './span-layout.ts'

/**
 * Writes the given rows as a network reads them: scalars as they are, codes one-hot.
 * `out` is row-major [rows.length, layout.width] and is overwritten.
 */
export function expandRows(
  { layout, codes, scalars }: EncodedTable,
  rows: Int32Array,
  out: Float32Array,
): void {
  const { width, spans } = layout
  checkSize(out, rows.length, width)
  out.fill(0)
  let nextCodes = 0
  let nextScalars = 0
  for (const { kind, start } of spans) {
    if (kind === 'scalar') {
      const values = scalars[nextScalars++] ?? new Float32Array(0)
      for (let i = 0, at = start; i < rows.length; i++, at += width) out[at] = values[rows[i] ?? 0] ?? 0
    } else {
      const values = codes[nextCodes++] ?? new Int32Array(0)
      for (let i = 0, at = start; i < rows.length; i++, at += width) out[at + (values[rows[i] ?? 0] ?? 0)] = 1
    }
  }
}

/**
 * Reads dense rows, row-major [rowCount, layout.width], back: the largest of each softmax span (the first of equals), scalars
 * as they are. Given `into`, rows are written there from `firstRow` on; otherwise to new arrays.
 */
export function collapseRows(
  layout: SpanLayout,
  dense: Float32Array,
  rowCount: number,
  into: SpanRows = allocateSpanRows(layout, rowCount),
  firstRow = 0,
): SpanRows {
  const { width, spans } = layout
  checkSize(dense, rowCount, width)
  let nextCodes = 0
  let nextScalars = 0
  for (const { kind, start, width: spanWidth } of spans) {
    if (kind === 'scalar') {
      const values = into.scalars[nextScalars++] ?? new Float32Array(0)
      for (let row = 0, at = start; row < rowCount; row++, at += width)
        values[firstRow + row] = dense[at] ?? 0
    } else {
      const values = into.codes[nextCodes++] ?? new Int32Array(0)
      for (let row = 0, at = start; row < rowCount; row++, at += width)
        values[firstRow + row] = argmax(dense, at, spanWidth)
    }
  }
  return into
}

function argmax(dense: Float32Array, start: number, width: number): number {
  let best = 0
  let largest = dense[start] ?? 0
  for (let i = 1; i < width; i++) {
    const value = dense[start + i] ?? 0
    if (value > largest) {
      largest = value
      best = i
    }
  }
  return best
}

function checkSize(dense: Float32Array, rowCount: number, width: number): void {
  if (dense.length === rowCount * width) return
  throw new TabricateError(
    'DEFECT',
    `${rowCount} rows of width ${width} are ${rowCount * width} numbers, not ${dense.length}.`,
  )
}
