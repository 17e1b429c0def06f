import { counted } from './evidence.ts'
import type { RawColumn } from './raw-column.ts'
import type { RowSampler } from './row-sampler.ts'
import type { Table } from './table.ts'
import { type TableOptions, tableFromRaw } from './table-from-raw.ts'

/** A file as it was read, before types: all of its rows, or a sample. */
export interface RawTable {
  readonly columns: readonly RawColumn[]
  /** Rows of `columns`. */
  readonly rowCount: number
  /** Rows of the file. */
  readonly totalRows: number
  /** Places in the file of the rows read, from 0, ascending; null when all were read. */
  readonly places: Float64Array | null
}

/** The raw table of columns whose rows `sampler` took, or of all rows. */
export function rawTableOf(
  columns: readonly RawColumn[],
  rowCount: number,
  sampler: RowSampler | null,
): RawTable {
  const totalRows = sampler?.rowCount() ?? rowCount
  const places = sampler === null || totalRows === rowCount ? null : sampler.places()
  return { columns, rowCount, totalRows, places }
}

/**
 * The table of what a reader read. A sample is announced by `onNotice`.
 * @throws TabricateError as {@link tableFromRaw}
 */
export function tableFromRawTable(
  { columns, rowCount, totalRows, places }: RawTable,
  options: TableOptions = {},
): Table {
  if (places !== null) {
    options.onNotice?.(`A random sample of ${counted(rowCount)} of ${counted(totalRows)} rows was read.`)
  }
  const table = tableFromRaw(columns, places === null ? options : { ...options, places })
  // A table without columns has rows all the same.
  return { ...table, rowCount }
}
