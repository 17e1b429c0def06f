import { concatTables } from '../table/concat-tables.ts'
import type { Table } from '../table/table.ts'
import { type CsvFormatOptions, formatCsvChunks } from './csv/format-csv.ts'
import { formatJsonChunks } from './json/format-json.ts'
import type { ParquetFormatOptions } from './parquet/format-parquet.ts'
import type { TableFormat } from './table-format.ts'
import type { XlsxFormatOptions } from './xlsx/format-xlsx.ts'

/** Options of all formats; those of another format than the one written have no effect. */
export interface TableFormatOptions extends CsvFormatOptions, ParquetFormatOptions, XlsxFormatOptions {}

/**
 * A table as a file in any format, e.g. for a download in a browser.
 * @returns the file's bytes; text is UTF-8
 * @throws TabricateError `INVALID_TABLE`, `INVALID_OPTIONS` for what the format has no place for
 * @example new Blob([await formatTable(table, 'parquet')])
 */
export async function formatTable(
  table: Table,
  format: TableFormat,
  options: TableFormatOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder()
  const parts: (Uint8Array | string)[] = []
  for await (const part of formatTableChunks(table, format, options)) parts.push(part)
  return new Uint8Array(
    await new Blob(
      parts.map((part) => (typeof part === 'string' ? encoder.encode(part) : new Uint8Array(part))),
    ).arrayBuffer(),
  )
}

/**
 * A table, or a stream of tables with one schema, as the parts of a file in any format, as they are made; a workbook is held in memory
 * until its tables have come.
 * @throws TabricateError as {@link formatTable}
 */
export function formatTableChunks(
  tables: Table | AsyncIterable<Table> | Iterable<Table>,
  format: TableFormat,
  options: TableFormatOptions = {},
): AsyncIterable<string | Uint8Array> {
  switch (format) {
    case 'csv':
      return formatCsvChunks(tables, options)
    case 'tsv':
      return formatCsvChunks(tables, { delimiter: '\t', ...options })
    case 'json':
      return formatJsonChunks(tables)
    case 'jsonl':
      return formatJsonChunks(tables, { layout: 'lines' })
    case 'parquet':
      return parquetChunks(tables, options)
    case 'xlsx':
      return xlsxChunks(tables, options)
    default:
      return format satisfies never
  }
}

/** The two large libraries are loaded only when they are needed. */
async function* parquetChunks(
  tables: Table | AsyncIterable<Table> | Iterable<Table>,
  options: ParquetFormatOptions,
): AsyncGenerator<Uint8Array> {
  const { formatParquetChunks } = await import('./parquet/format-parquet.ts')
  yield* formatParquetChunks(tables, options)
}

async function* xlsxChunks(
  tables: Table | AsyncIterable<Table> | Iterable<Table>,
  options: XlsxFormatOptions,
): AsyncGenerator<Uint8Array> {
  const { formatXlsxParts } = await import('./xlsx/format-xlsx.ts')
  const parts: Table[] = []
  for await (const table of 'schema' in tables ? [tables] : tables) parts.push(table)
  yield* formatXlsxParts(concatTables(parts), options)
}
