import { type CsvFormatOptions, formatCsvChunks } from '../format/csv/format-csv.ts'
import { formatJsonChunks } from '../format/json/format-json.ts'
import type { ParquetFormatOptions } from '../format/parquet/format-parquet.ts'
import type { XlsxFormatOptions } from '../format/xlsx/format-xlsx.ts'
import { concatTables } from '../table/concat-tables.ts'
import type { Table } from '../table/table.ts'
import { type FileFormat, fileFormatOf } from './file-format.ts'
import { type WriteFileOptions, writeFileAtomically } from './write-file-atomically.ts'

/** Options of all formats; those of another format than the file's have no effect. */
export interface WriteTableOptions
  extends CsvFormatOptions,
    ParquetFormatOptions,
    XlsxFormatOptions,
    WriteFileOptions {
  /** Default: by the extension of the file's name. */
  readonly format?: FileFormat
}

/**
 * Writes a table, or a stream of tables with one schema, to a file: `.csv`, `.tsv`, `.json`, `.jsonl`, `.ndjson`, `.parquet`, `.xlsx` (which
 * is held in memory as a whole). The file appears under its name only
 * when it is complete.
 * @throws TabricateError `FILE_EXISTS` without `force`, `FILE_NOT_FOUND` when the folder is not there, `UNSUPPORTED_FORMAT`
 */
export async function writeTable(
  tables: Table | AsyncIterable<Table> | Iterable<Table>,
  path: string,
  options: WriteTableOptions = {},
): Promise<void> {
  const format = options.format ?? fileFormatOf(path)
  await writeFileAtomically(path, formatChunks(tables, format, options), options)
}

function formatChunks(
  tables: Table | AsyncIterable<Table> | Iterable<Table>,
  format: FileFormat,
  options: WriteTableOptions,
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
  const { formatParquetChunks } = await import('../format/parquet/format-parquet.ts')
  yield* formatParquetChunks(tables, options)
}

async function* xlsxChunks(
  tables: Table | AsyncIterable<Table> | Iterable<Table>,
  options: XlsxFormatOptions,
): AsyncGenerator<Uint8Array> {
  const { formatXlsxParts } = await import('../format/xlsx/format-xlsx.ts')
  const parts: Table[] = []
  for await (const table of 'schema' in tables ? [tables] : tables) parts.push(table)
  yield* formatXlsxParts(concatTables(parts), options)
}
