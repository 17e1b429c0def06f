import { type Issue, throwIssues } from '../../errors.ts'
import { chunkRowsOf } from '../../table/chunk-rows.ts'
import type { RawColumn } from '../../table/raw-column.ts'
import { type RawTable, rawTableOf, tableFromRawTable } from '../../table/raw-table.ts'
import { type RowSampleOptions, type RowSampler, rowSamplerOf } from '../../table/row-sampler.ts'
import type { Schema } from '../../table/schema.ts'
import type { Table } from '../../table/table.ts'
import { type TableOptions, tableFromRaw } from '../../table/table-from-raw.ts'
import type { Source } from '../text-source.ts'
import type { JsonRecord } from './json-record.ts'
import { type JsonReadOptions, jsonRecords } from './open-json.ts'
import { createJsonBuilders } from './push-json.ts'

export interface JsonParseOptions extends JsonReadOptions, TableOptions, RowSampleOptions {}

/**
 * Reads a table from JSON: an array of objects, or an object a line (JSON Lines).
 *
 * The columns are the objects' members, in order of first appearance; `null`, or no such member, is missing. Texts stay
 * texts: `"7"` is no number, `"NA"` and `""` are not missing. Whole numbers beyond 2^53 keep their digits. The text is read as it
 * comes and not kept.
 * @throws TabricateError `PARSE_FAILED` (row and member in `issues`), `INVALID_SCHEMA` where values do not fit the types given
 */
export async function parseJson(source: Source, options: JsonParseOptions = {}): Promise<Table> {
  return tableFromRawTable(await readJson(source, options), options)
}

/** The columns of JSON before types. */
export async function readJson(
  source: Source,
  options: JsonReadOptions & RowSampleOptions = {},
): Promise<RawTable> {
  const issues: Issue[] = []
  const builders = createJsonBuilders(issues)
  let sampler: RowSampler | null | undefined
  let rowCount = 0
  const keep = (kept: Int32Array) => {
    builders.keep(kept)
    rowCount = kept.length
  }
  for await (const records of jsonRecords(source, options, issues)) {
    // The first record says how wide the table is, about.
    sampler ??= rowSamplerOf(options, widthOf(records))
    for (const record of records) {
      if (sampler !== null && !sampler.takes()) {
        builders.see(record)
        continue
      }
      builders.push(record)
      rowCount++
      const kept = sampler?.surplus() ?? null
      if (kept !== null) keep(kept)
    }
  }
  throwIssues('PARSE_FAILED', 'The file could not be read as a table', issues)
  if (sampler) keep(sampler.finish())
  return rawTableOf(builders.finish(), rowCount, sampler ?? null)
}

function widthOf([first]: readonly JsonRecord[]): number {
  const value = first?.value
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 1
}

export interface JsonStreamOptions extends JsonReadOptions {
  /** The schema to read by; inference would need the whole file. */
  readonly schema: Schema
  /** Rows of each table but the last. Default 10,000. */
  readonly chunkRows?: number
}

/**
 * Reads JSON of any length, an array or lines, as a stream of tables with the same schema, in constant memory. Members that a whole
 * chunk lacks are missing there.
 * @throws TabricateError as {@link parseJson}
 */
export async function* streamJson(source: Source, options: JsonStreamOptions): AsyncGenerator<Table> {
  const { schema } = options
  const names = schema.columns.map(({ name }) => name)
  for await (const columns of jsonChunks(source, names, options)) yield tableFromRaw(columns, { schema })
}

/** The columns of JSON before types, `chunkRows` rows at a time; `names` are there in any case. */
export async function* jsonChunks(
  source: Source,
  names: readonly string[],
  options: JsonReadOptions & { readonly chunkRows?: number } = {},
): AsyncGenerator<RawColumn[]> {
  const chunkRows = chunkRowsOf(options)
  const issues: Issue[] = []
  const builders = createJsonBuilders(issues, names)
  const check = () => throwIssues('PARSE_FAILED', 'The file could not be read as a table', issues)
  let count = 0
  for await (const records of jsonRecords(source, options, issues)) {
    for (const record of records) {
      builders.push(record)
      if (++count % chunkRows === 0) {
        check()
        yield builders.finish()
      }
    }
  }
  check()
  if (count % chunkRows > 0) yield builders.finish()
}
