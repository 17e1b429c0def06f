import { type Issue, TabricateError, throwIssues } from '../errors.ts'
import type { Column } from './column.ts'
import { decodeColumn, type OnMisfit } from './decode-column.ts'
import { type InferenceOptions, inferSchema } from './infer-schema.ts'
import { type RawColumn, rawLength } from './raw-column.ts'
import type { Schema } from './schema.ts'
import type { Table } from './table.ts'

export interface TableOptions extends InferenceOptions {
  /**
   * The schema to read by, in place of inference: for a table that must be like another one. Its columns are found by
   * name, in any order in the file; the table has them in the schema's order. Excludes `columns`.
   */
  readonly schema?: Schema
}

/**
 * The table of what a reader read.
 * @throws TabricateError `INVALID_SCHEMA` when columns are missing or too many, or values do not fit their type
 */
export function tableFromRaw(columns: readonly RawColumn[], options: TableOptions = {}): Table {
  if (options.schema !== undefined && options.columns !== undefined) {
    throw new TabricateError(
      'INVALID_OPTIONS',
      'Both `schema` and `columns` are given: a schema decides every column already.',
    )
  }
  const schema = options.schema ?? inferSchema(columns, options)
  const issues: Issue[] = []
  const decoded = decodeColumns(columns, schema, ({ column, message }) =>
    issues.push({ path: ['columns', column], message }),
  )
  throwIssues('INVALID_SCHEMA', 'Values do not fit the type of their column', issues)
  const [first] = columns
  return { schema, columns: decoded, rowCount: first === undefined ? 0 : rawLength(first) }
}

/**
 * The values of all columns of a schema, in its order.
 * @throws TabricateError `INVALID_SCHEMA` when columns are missing or too many
 */
export function decodeColumns(columns: readonly RawColumn[], schema: Schema, onMisfit: OnMisfit): Column[] {
  const issues: Issue[] = []
  const raws = inOrder(columns, schema, issues)
  throwIssues('INVALID_SCHEMA', 'The columns are not those of the schema', issues)
  return raws.map((raw, index) => {
    const column = schema.columns[index]
    if (column === undefined) throw new TabricateError('DEFECT', `Column "${raw.name}" has no schema.`)
    return decodeColumn(raw, column, onMisfit)
  })
}

function inOrder(columns: readonly RawColumn[], schema: Schema, issues: Issue[]): RawColumn[] {
  const byName = new Map(columns.map((raw) => [raw.name, raw]))
  const found = schema.columns.flatMap(({ name }) => {
    const raw = byName.get(name)
    byName.delete(name)
    if (raw === undefined)
      issues.push({ path: ['columns', name], message: 'is in the schema but not in the table' })
    return raw === undefined ? [] : [raw]
  })
  for (const name of byName.keys())
    issues.push({ path: ['columns', name], message: 'is in the table but not in the schema' })
  return found
}
