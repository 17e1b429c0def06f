import { formatTableChunks, type TableFormatOptions } from '../format/format-table.ts'
import type { Table } from '../table/table.ts'
import { type FileFormat, fileFormatOf } from './file-format.ts'
import { type WriteFileOptions, writeFileAtomically } from './write-file-atomically.ts'

/** Options of all formats; those of another format than the file's have no effect. */
export interface WriteTableOptions extends TableFormatOptions, WriteFileOptions {
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
  await writeFileAtomically(path, formatTableChunks(tables, format, options), options)
}
