import { type Issue, TabricateError, throwIssues } from '../../errors.ts'
import type { Schema } from '../../table/schema.ts'
import type { Table } from '../../table/table.ts'
import { type TableOptions, tableFromRaw } from '../../table/table-from-raw.ts'
import type { Source } from '../text-source.ts'
import { type JsonReadOptions, jsonRecords } from './open-json.ts'
import { createJsonBuilders } from './push-json.ts'

export interface JsonParseOptions extends JsonReadOptions, TableOptions {}

/**
 * Reads a table from JSON: an array of objects, or an object a line (JSON Lines).
 *
 * The columns are the objects' members, in order of first appearance; `null`, or no such member, is missing. Texts stay
 * texts: `"7"` is no number, `"NA"` and `""` are not missing. Whole numbers beyond 2^53 keep their digits. An array is read as a
 * whole; lines are read as they come.
 * @throws TabricateError `PARSE_FAILED` (row and member in `issues`), `INVALID_SCHEMA` (see {@link tableFromRaw})
 */
export async function parseJson(source: Source, options: JsonParseOptions = {}): Promise<Table> {
  const issues: Issue[] = []
  const builders = createJsonBuilders(issues)
  for await (const records of jsonRecords(source, options, issues)) {
    for (const record of records) builders.push(record)
  }
  throwIssues('PARSE_FAILED', 'The file could not be read as a table', issues)
  return tableFromRaw(builders.finish(), options)
}

export interface JsonStreamOptions extends JsonReadOptions {
  /** The schema to read by; inference would need the whole file. */
  readonly schema: Schema
  /** Rows of each table but the last. Default 10,000. */
  readonly chunkRows?: number
}

/**
 * Reads JSON Lines of any length as a stream of tables with the same schema, in constant memory. Members that a whole chunk lacks
 * are missing there.
 * @throws TabricateError as {@link parseJson}
 */
export async function* streamJson(source: Source, options: JsonStreamOptions): AsyncGenerator<Table> {
  const { schema, chunkRows = 10_000 } = options
  if (!Number.isInteger(chunkRows) || chunkRows < 1) {
    throw new TabricateError(
      'INVALID_OPTIONS',
      `chunkRows must be a whole number from 1 on; it is ${chunkRows}.`,
    )
  }
  const issues: Issue[] = []
  const builders = createJsonBuilders(
    issues,
    schema.columns.map(({ name }) => name),
  )
  let count = 0
  for await (const records of jsonRecords(source, options, issues)) {
    for (const record of records) {
      builders.push(record)
      if (++count % chunkRows === 0) {
        throwIssues('PARSE_FAILED', 'The file could not be read as a table', issues)
        yield tableFromRaw(builders.finish(), { schema })
      }
    }
  }
  throwIssues('PARSE_FAILED', 'The file could not be read as a table', issues)
  if (count % chunkRows > 0) yield tableFromRaw(builders.finish(), { schema })
}
