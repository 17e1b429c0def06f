import type { Schema } from '../table/schema.ts'
import type { Table } from '../table/table.ts'
import { tableFromRaw } from '../table/table-from-raw.ts'
import { chooseFormat } from './choose-format.ts'
import { peekSource } from './peek-source.ts'
import type { FileSource } from './random-access.ts'
import { rawChunks } from './raw-chunks.ts'
import { type FormatParseOptions, readRawTable, tableOfFile } from './read-raw-table.ts'
import type { TableFormat } from './table-format.ts'

/** How the format of a file is found. */
export interface FormatOptions {
  /** Default: by the content, and by the name where that leaves a choice. */
  readonly format?: TableFormat
  /** The file's name, for its extension and for messages. Default: that of a `File`. */
  readonly name?: string
}

export interface TableParseOptions extends FormatParseOptions, FormatOptions {}

/**
 * Reads a table from a file's bytes, text, Blob or stream, in whichever format it is: CSV, TSV, JSON (an array, or an object a
 * line), Parquet, XLSX. The first bytes say which; a name that says otherwise is overruled, and `onNotice` told.
 * @throws TabricateError `UNSUPPORTED_FORMAT`, `PARSE_FAILED`, `INVALID_SCHEMA`, `INVALID_OPTIONS`
 */
export async function parseTable(source: FileSource, options: TableParseOptions = {}): Promise<Table> {
  const { format, whole } = await openFormat(source, options)
  return tableOfFile(await readRawTable(format, whole, options), options)
}

export interface TableStreamOptions extends TableParseOptions {
  /** The schema to read by; inference would need the whole file. */
  readonly schema: Schema
  /** Rows of each table but the last (in Parquet: of a row group). Default 10,000. */
  readonly chunkRows?: number
}

/**
 * Reads a table of any length and format as a stream of tables with the same schema: in constant memory; Parquet in that of a row
 * group, XLSX in that of the whole file. Categories are those of each chunk.
 * @throws TabricateError as {@link parseTable}
 */
export async function* streamTable(source: FileSource, options: TableStreamOptions): AsyncGenerator<Table> {
  const { schema } = options
  const { format, whole } = await openFormat(source, options)
  const names = schema.columns.map(({ name }) => name)
  for await (const { columns, rowCount } of rawChunks(format, whole, names, options)) {
    yield { ...tableFromRaw(columns, { schema }), rowCount }
  }
}

/** The format of a source, and the source with nothing of it lost. */
export async function openFormat(
  source: FileSource,
  options: FormatOptions & { readonly onNotice?: (notice: string) => void },
): Promise<{ readonly format: TableFormat; readonly whole: FileSource }> {
  if (options.format !== undefined) return { format: options.format, whole: source }
  const { start, source: whole } = await peekSource(source)
  const { format, notice } = chooseFormat(start, options.name ?? nameOf(source))
  if (notice !== null) options.onNotice?.(notice)
  return { format, whole }
}

function nameOf(source: FileSource): string | undefined {
  return source instanceof Blob && 'name' in source && typeof source.name === 'string'
    ? source.name
    : undefined
}
