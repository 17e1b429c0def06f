import { type CsvFormatOptions, formatCsvChunks } from '../format/csv/format-csv.ts'
import type { Table } from '../table/table.ts'
import { type FileFormat, fileFormatOf } from './file-format.ts'
import { type WriteFileOptions, writeFileAtomically } from './write-file-atomically.ts'

export interface WriteTableOptions extends CsvFormatOptions, WriteFileOptions {
  /** Default: by the extension of the file's name. */
  readonly format?: FileFormat
}

/**
 * Writes a table, or a stream of tables with one schema, to a file: `.csv`, `.tsv`. The file appears under its name only
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
    default:
      return format satisfies never
  }
}
