import { TabricateError } from '../../errors.ts'
import { type ColumnBuilder, createColumnBuilder } from '../../table/column-builder.ts'
import type { Schema } from '../../table/schema.ts'
import type { Table } from '../../table/table.ts'
import { type TableOptions, tableFromRaw } from '../../table/table-from-raw.ts'
import type { Source } from '../text-source.ts'
import { type CsvReadOptions, openCsv } from './open-csv.ts'

export interface CsvParseOptions extends CsvReadOptions, TableOptions {}

/**
 * Reads a table from separated values: text, bytes, a Blob or a stream of parts.
 *
 * The first row names the columns. Blank lines are passed over, except in a table of one column, where they are cells. A
 * header alone gives a table of no rows. Cells keep their text: spaces, formulas and leading zeros too. Memory: about nine
 * bytes a number, four a text, and every different text once.
 * @throws TabricateError `PARSE_FAILED` (row and remedy in `issues`), `INVALID_SCHEMA` (see {@link tableFromRaw})
 */
export async function parseCsv(source: Source, options: CsvParseOptions = {}): Promise<Table> {
  const { names, batches, dialect } = await openCsv(source, options)
  const builders = names.map(createColumnBuilder)
  for await (const rows of batches) pushRows(builders, rows)
  const decimalComma = options.decimalComma ?? dialect.delimiter !== ','
  return tableFromRaw(
    builders.map((builder) => builder.finish()),
    { ...options, decimalComma },
  )
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
  const { schema, chunkRows = 10_000 } = options
  if (!Number.isInteger(chunkRows) || chunkRows < 1) {
    throw new TabricateError(
      'INVALID_OPTIONS',
      `chunkRows must be a whole number from 1 on; it is ${chunkRows}.`,
    )
  }
  const { names, batches } = await openCsv(source, options)
  const builders = names.map(createColumnBuilder)
  const finish = () =>
    tableFromRaw(
      builders.map((builder) => builder.finish()),
      { schema },
    )
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
