import { type FileMetaData, parquetMetadataAsync, parquetRead, type SchemaElement } from 'hyparquet'
import { type Issue, TabricateError, throwIssues } from '../../errors.ts'
import { chunkRowsOf } from '../../table/chunk-rows.ts'
import { createColumnBuilder } from '../../table/column-builder.ts'
import { type RawColumn, sliceRaw } from '../../table/raw-column.ts'
import { type RawTable, rawTableOf, tableFromRawTable } from '../../table/raw-table.ts'
import { type RowSampleOptions, rowSamplerOf, samplePlaces } from '../../table/row-sampler.ts'
import type { Schema } from '../../table/schema.ts'
import type { Table } from '../../table/table.ts'
import { type TableOptions, tableFromRaw } from '../../table/table-from-raw.ts'
import { type FileSource, openRandomAccess, type RandomAccess } from '../random-access.ts'
import { checkPages } from './check-pages.ts'
import { createDatetimeCells } from './datetime-cells.ts'
import { pageCompressors } from './page-compressors.ts'
import { cellPusherOf, type PlainType } from './parquet-cells.ts'
import { type ParquetType, parquetTypeOf } from './parquet-type.ts'

export interface ParquetReadOptions {
  /** A file of more cells is refused: a few bytes can claim any number of them. Default 500,000,000. */
  readonly maxCells?: number
}

export interface ParquetParseOptions extends ParquetReadOptions, TableOptions, RowSampleOptions {}

/**
 * Reads a table from a Parquet file, one column at a time. Whole numbers beyond 2^53, decimals of more than 15 digits and times
 * finer than a millisecond become texts with all their digits. Columns of doubles are numbers with a point (`41.0`) where they
 * are written as text, so that they stay doubles. Texts stay texts, whatever they look like.
 * @throws TabricateError `PARSE_FAILED` for what is no Parquet file, damaged, or has nested or binary columns (all of them in `issues`);
 *   `INVALID_SCHEMA` where values do not fit the types given
 */
export async function parseParquet(source: FileSource, options: ParquetParseOptions = {}): Promise<Table> {
  return tableFromRawTable(await readParquet(source, options), options)
}

/** The columns of a Parquet file before types. */
export async function readParquet(
  source: FileSource,
  options: ParquetReadOptions & RowSampleOptions = {},
): Promise<RawTable> {
  const file = await openParquet(source, options)
  const sampler = rowSamplerOf(options, file.columns.length)
  const places = sampler === null ? null : samplePlaces(file.rowCount, sampler)
  const columns: RawColumn[] = []
  for (const column of file.columns) columns.push(await readColumn(file, column, 0, file.rowCount, places))
  return rawTableOf(columns, places?.length ?? file.rowCount, sampler)
}

export interface ParquetStreamOptions extends ParquetReadOptions {
  /** The schema to read by, so that all chunks are alike. */
  readonly schema: Schema
  /** Rows of each table but the last of a row group. Default 10,000. */
  readonly chunkRows?: number
}

/**
 * Reads a Parquet file of any length as a stream of tables with the same schema, in the memory of a row group. No table spans two
 * row groups.
 * @throws TabricateError as {@link parseParquet}
 */
export async function* streamParquet(
  source: FileSource,
  options: ParquetStreamOptions,
): AsyncGenerator<Table> {
  const { schema } = options
  for await (const { columns, rowCount } of parquetChunks(source, options)) {
    // A table without columns has rows all the same.
    yield { ...tableFromRaw(columns, { schema }), rowCount }
  }
}

/** The columns of a Parquet file before types, `chunkRows` rows at a time. */
export async function* parquetChunks(
  source: FileSource,
  options: ParquetReadOptions & { readonly chunkRows?: number } = {},
): AsyncGenerator<{ readonly columns: RawColumn[]; readonly rowCount: number }> {
  const chunkRows = chunkRowsOf(options)
  const file = await openParquet(source, options)
  for (const [start, end] of rowGroups(file.metadata, 0, file.rowCount)) {
    const group: RawColumn[] = []
    for (const column of file.columns) group.push(await readColumn(file, column, start, end, null))
    for (let from = 0; from < end - start; from += chunkRows) {
      const rowCount = Math.min(chunkRows, end - start - from)
      yield { columns: group.map((raw) => sliceRaw(raw, from, from + rowCount)), rowCount }
    }
  }
}

interface ParquetColumn {
  readonly name: string
  readonly type: ParquetType
  /**
   * The file's description with this column alone, without annotations: values come in their physical form, and nothing is lost on the
   * way; and what the decoder does for each column it would else do for all of them.
   */
  readonly metadata: FileMetaData
}

interface ParquetFile {
  readonly file: RandomAccess
  readonly metadata: FileMetaData
  readonly columns: readonly ParquetColumn[]
  readonly rowCount: number
}

async function openParquet(
  source: FileSource,
  { maxCells = 500_000_000 }: ParquetReadOptions,
): Promise<ParquetFile> {
  const file = await openRandomAccess(source)
  const metadata = await parquetMetadataAsync(file).catch((cause: unknown) => refuse(cause))
  requireWhole(metadata)
  const [root, ...elements] = metadata.schema
  const top = topLevel(elements, root?.num_children ?? 0)
  const issues: Issue[] = []
  const names = new Set<string>()
  const columns = top.flatMap((element) => {
    const { name } = element
    const type = parquetTypeOf(element)
    const path = ['columns', name]
    if (name.trim() === '') issues.push({ path, message: 'has no name; every column needs one' })
    else if (names.has(name)) issues.push({ path, message: 'occurs twice; names must differ' })
    else if (type === null)
      issues.push({
        path,
        message: 'holds nested or binary values; leave it out, or flatten it into columns of its own',
      })
    names.add(name)
    return type === null ? [] : [{ name, type, element }]
  })
  const rowCount = Number(metadata.num_rows)
  if (rowCount * Math.max(1, columns.length) > maxCells) {
    issues.push({
      path: [],
      message: `the file says that it has ${rowCount} rows of ${columns.length} columns, more than ${maxCells} cells (maxCells)`,
    })
  }
  throwIssues('PARSE_FAILED', 'The Parquet file could not be read as a table', issues)
  const chunks = metadata.row_groups.map(
    (group) => new Map(group.columns.map((chunk) => [chunk.meta_data?.path_in_schema[0], chunk])),
  )
  const narrowed = columns.map(({ name, type, element }): ParquetColumn => {
    const { converted_type, logical_type, ...physical } = element
    const row_groups = metadata.row_groups.map((group, index) => {
      const chunk = chunks[index]?.get(name)
      return { ...group, columns: chunk === undefined ? [] : [chunk] }
    })
    const schema = [{ name: root?.name ?? '', num_children: 1 }, physical]
    return { name, type, metadata: { ...metadata, schema, row_groups } }
  })
  return { file, metadata, columns: narrowed, rowCount }
}

/** Damage can take away what every file has. */
function requireWhole(metadata: FileMetaData): void {
  const names: unknown[] = metadata.schema.map(({ name }) => name)
  const counts: unknown[] = [metadata.num_rows, ...metadata.row_groups.map((group) => group.num_rows)]
  const isWhole =
    names.every((name) => typeof name === 'string') &&
    counts.every((count) => typeof count === 'bigint' && count >= 0n)
  if (!isWhole) refuse(new Error('its description of itself is incomplete'))
}

/** The children of the root; a group stands for all that is in it. */
function topLevel(elements: readonly SchemaElement[], count: number): SchemaElement[] {
  const found: SchemaElement[] = []
  let at = 0
  const skip = () => {
    const children = elements[at++]?.num_children ?? 0
    for (let i = 0; i < children && at < elements.length; i++) skip()
  }
  for (let i = 0; i < count; i++) {
    const element = elements[at]
    if (element === undefined) break
    found.push(element)
    skip()
  }
  return found
}

async function readColumn(
  file: ParquetFile,
  { name, type, metadata }: ParquetColumn,
  from: number,
  to: number,
  places: Float64Array | null,
): Promise<RawColumn> {
  const cells =
    type.kind === 'timestamp' || type.kind === 'date'
      ? createDatetimeCells(name, type)
      : plainCells(name, type)
  if (from === 0) await checkPages(file.file, metadata).catch((cause: unknown) => refuse(cause))
  let next = from
  let taken = 0
  for (const [start, end] of rowGroups(file.metadata, from, to)) {
    for (const { values, firstRow } of await readChunks(file.file, metadata, name, start, end)) {
      for (
        let index = Math.max(0, start - firstRow);
        index < values.length && firstRow + index < end;
        index++
      ) {
        const value = values[index]
        next++
        if (places !== null && places[taken++] !== next - 1) {
          taken--
          continue
        }
        if (value === null || value === undefined) cells.pushMissing()
        else if (!cells.push(value)) refuseValue(name, next)
      }
    }
  }
  if (next !== to)
    throw new TabricateError(
      'PARSE_FAILED',
      `Column "${name}" has ${next - from} values where ${to - from} were promised: the file is damaged.`,
    )
  return cells.finish()
}

function plainCells(name: string, type: PlainType) {
  const builder = createColumnBuilder(name)
  const push = cellPusherOf(type)
  return {
    push: (value: unknown) => push(builder, value),
    pushMissing: builder.pushMissing,
    finish() {
      const raw = builder.finish()
      return type.kind === 'double' ? withPoint(raw) : raw
    },
  }
}

/** Doubles that happen to be whole are still no whole numbers. */
function withPoint(raw: RawColumn): RawColumn {
  if (raw.kind !== 'numbers') return raw
  const { style, minDecimals = 0 } = raw.format
  if (style === 'integer') return { ...raw, format: { style: 'fixed', decimals: 1 } }
  return style === 'shortest' && minDecimals === 0
    ? { ...raw, format: { ...raw.format, minDecimals: 1 } }
    : raw
}

/** The parts of `from` … `to` that lie in one row group each: no more is decoded at a time. */
function rowGroups(metadata: FileMetaData, from: number, to: number): (readonly [number, number])[] {
  let start = 0
  return metadata.row_groups.flatMap((group) => {
    const first = Math.max(start, from)
    start += Number(group.num_rows)
    const end = Math.min(start, to)
    return first < end ? [[first, end] as const] : []
  })
}

interface Chunk {
  readonly firstRow: number
  readonly values: ArrayLike<unknown>
}

async function readChunks(
  file: RandomAccess,
  metadata: FileMetaData,
  name: string,
  rowStart: number,
  rowEnd: number,
): Promise<Chunk[]> {
  const chunks: Chunk[] = []
  await parquetRead({
    file,
    metadata,
    compressors: pageCompressors,
    columns: [name],
    rowStart,
    rowEnd,
    utf8: false,
    geoparquet: false,
    parsers: { timestampFromNanoseconds: (nanos: bigint) => nanos },
    onChunk: (chunk) => chunks.push({ firstRow: chunk.rowStart, values: chunk.columnData }),
  }).catch((cause: unknown) => refuse(cause))
  return chunks.sort((a, b) => a.firstRow - b.firstRow)
}

function refuse(cause: unknown): never {
  const reason = cause instanceof Error ? cause.message : String(cause)
  throw new TabricateError(
    'PARSE_FAILED',
    `This is no Parquet file, or it is damaged: ${reason.slice(0, 200)}. Write it again, or give its real format.`,
    { cause },
  )
}

function refuseValue(name: string, row: number): never {
  throw new TabricateError(
    'PARSE_FAILED',
    `Column "${name}" holds bytes in row ${row} that are no text or number of its type. Leave the column out.`,
    {
      issues: [{ path: ['rows', row, name], message: 'holds bytes that are no value of its type' }],
    },
  )
}
