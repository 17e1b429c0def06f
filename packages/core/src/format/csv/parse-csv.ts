import { chunkRowsOf } from '../../table/chunk-rows.ts'
import { type ColumnBuilder, createColumnBuilder } from '../../table/column-builder.ts'
import type { RawColumn } from '../../table/raw-column.ts'
import { type RawTable, rawTableOf, tableFromRawTable } from '../../table/raw-table.ts'
import { type RowSampleOptions, rowSamplerOf } from '../../table/row-sampler.ts'
import type { Schema } from '../../table/schema.ts'
import type { Table } from '../../table/table.ts'
import { type TableOptions, tableFromRaw } from '../../table/table-from-raw.ts'
import type { Source } from '../text-source.ts'
import { type CsvReadOptions, openCsv } from './open-csv.ts'

export interface CsvParseOptions extends CsvReadOptions, TableOptions, RowSampleOptions {}

/**
 * Reads a table from separated values: text, bytes, a Blob or a stream of parts.
 *
 * The first row names the columns. Blank lines are passed over, except in a table of one column, where they are cells. A
 * header alone gives a table of no rows. Cells keep their text: spaces, formulas and leading zeros too. Memory: about nine
 * bytes a number, four a text, and every different text once; with `sampleRows` that of twice so many rows.
 * @throws TabricateError `PARSE_FAILED` (row and remedy in `issues`), `INVALID_SCHEMA` where values do not fit the types given
 */
export async function parseCsv(source: Source, options: CsvParseOptions = {}): Promise<Table> {
  const { raw, decimalComma } = await readCsv(source, options)
  return tableFromRawTable(raw, { ...options, decimalComma: options.decimalComma ?? decimalComma })
}

/** The columns of separated values before types, and whether the file may have decimal commas: if it is not separated by them. */
export async function readCsv(
  source: Source,
  options: CsvReadOptions & RowSampleOptions = {},
): Promise<{ readonly raw: RawTable; readonly decimalComma: boolean }> {
  const { names, batches, dialect } = await openCsv(source, options)
  const sampler = rowSamplerOf(options, names.length)
  const builders = names.map(createColumnBuilder)
  let rowCount = 0
  const keep = (kept: Int32Array) => {
    for (const builder of builders) builder.keep(kept)
    rowCount = kept.length
  }
  for await (const rows of batches) {
    if (sampler === null) {
      pushRows(builders, rows)
      rowCount += rows.length
      continue
    }
    for (const row of rows) {
      if (!sampler.takes()) continue
      for (const [index, builder] of builders.entries()) builder.pushText(row[index] ?? '')
      rowCount++
      const kept = sampler.surplus()
      if (kept !== null) keep(kept)
    }
  }
  if (sampler !== null) keep(sampler.finish())
  const columns = builders.map((builder) => builder.finish())
  return { raw: rawTableOf(columns, rowCount, sampler), decimalComma: dialect.delimiter !== ',' }
}

export interface CsvStreamOptions extends CsvReadOptions {
  /** The schema to read by; inference would need the whole file. */
  readonly schema: Schema
  /** Rows of each table but the last. Default 10,000. */
  readonly chunkRows?: number
}

/**
 * Reads a table of any length as a stream of tables with the same schema, in constant memory. Categories are those of each
 * chunk.
 * @throws TabricateError as {@link parseCsv}
 */
export async function* streamCsv(source: Source, options: CsvStreamOptions): AsyncGenerator<Table> {
  const { schema } = options
  for await (const columns of csvChunks(source, options)) yield tableFromRaw(columns, { schema })
}

/** The columns of separated values before types, `chunkRows` rows at a time. */
export async function* csvChunks(
  source: Source,
  options: CsvReadOptions & { readonly chunkRows?: number } = {},
): AsyncGenerator<RawColumn[]> {
  const chunkRows = chunkRowsOf(options)
  const { names, batches } = await openCsv(source, options)
  const builders = names.map(createColumnBuilder)
  const finish = () => builders.map((builder) => builder.finish())
  let count = 0
  for await (const rows of batches) {
    for (let from = 0; from < rows.length; ) {
      const taken = rows.slice(from, from + chunkRows - count)
      pushRows(builders, taken)
      from += taken.length
      count += taken.length
      if (count === chunkRows) {
        yield finish()
        count = 0
      }
    }
  }
  if (count > 0) yield finish()
}

function pushRows(builders: readonly ColumnBuilder[], rows: readonly string[][]): void {
  for (const [index, builder] of builders.entries()) {
    for (const row of rows) builder.pushText(row[index] ?? '')
  }
}
