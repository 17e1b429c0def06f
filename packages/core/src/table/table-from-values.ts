import { type Issue, throwIssues } from '../errors.ts'
import { type ColumnBuilder, createColumnBuilder } from './column-builder.ts'
import { createRecordBuilders } from './record-builders.ts'
import type { Table } from './table.ts'
import { type TableOptions, tableFromRaw } from './table-from-raw.ts'

/** A cell as JavaScript has it. `null`, `undefined` and NaN are missing; a `Date` is written in ISO 8601, in UTC. */
export type Value = string | number | bigint | boolean | Date | null | undefined

/**
 * A table from arrays of plain values, by column name. Types are inferred as for a file, or decided by `options`.
 * @throws TabricateError `INVALID_TABLE` with every column of another length and every value that has no text (Infinity, an
 *   invalid date, an object); `INVALID_SCHEMA`, see {@link tableFromRaw}
 * @example tableFromColumns({ age: [39, 50, null], sex: ['Male', 'Female', 'Male'] })
 */
export function tableFromColumns(
  columns: ReadonlyMap<string, ArrayLike<Value>> | Readonly<Record<string, ArrayLike<Value>>>,
  options: TableOptions = {},
): Table {
  const entries = isMap(columns) ? [...columns] : Object.entries(columns)
  const issues: Issue[] = []
  const length = entries[0]?.[1].length ?? 0
  const raws = entries.map(([name, values]) => {
    if (values.length !== length) {
      issues.push({
        path: ['columns', name],
        message: `has ${values.length} values, "${entries[0]?.[0]}" has ${length}`,
      })
    }
    const builder = createColumnBuilder(name)
    for (let row = 0; row < values.length; row++) pushValue(builder, values[row], row, issues)
    return builder.finish()
  })
  throwIssues('INVALID_TABLE', 'No table can be made of these columns', issues)
  return tableFromRaw(raws, options)
}

/**
 * A table from an array of objects. The columns are the objects' own keys, in order of first appearance; a key that an
 * object lacks is missing there.
 * @throws TabricateError as {@link tableFromColumns}
 * @example tableFromRecords([{ age: 39, sex: 'Male' }, { age: 50, sex: 'Female' }])
 */
export function tableFromRecords(
  rows: Iterable<Readonly<Record<string, Value>>>,
  options: TableOptions = {},
): Table {
  const issues: Issue[] = []
  const builders = createRecordBuilders((builder, value, row) => pushValue(builder, value, row, issues))
  for (const row of rows) builders.push(row)
  throwIssues('INVALID_TABLE', 'No table can be made of these records', issues)
  return tableFromRaw(builders.finish(), options)
}

const maxIssues = 100

function pushValue(builder: ColumnBuilder, value: unknown, row: number, issues: Issue[]): void {
  const text = textOf(value)
  if (text === null) builder.pushMissing()
  else if (text !== undefined) builder.pushText(text)
  else {
    builder.pushMissing()
    if (issues.length < maxIssues) {
      const message = `${describe(value)} is no value of a table; give a text, a finite number, a boolean, a valid Date, or null`
      issues.push({ path: ['columns', builder.name, row], message })
    }
  }
}

/** The text of a value; null when it is missing, undefined when it has none. */
function textOf(value: unknown): string | null | undefined {
  if (value === null || value === undefined || Number.isNaN(value)) return null
  if (typeof value === 'string') return value
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value)
  return value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : undefined
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return 'an array'
  return typeof value === 'object' || typeof value === 'function'
    ? `a value of type ${typeof value}`
    : String(value)
}

function isMap<T>(
  columns: ReadonlyMap<string, T> | Readonly<Record<string, T>>,
): columns is ReadonlyMap<string, T> {
  return columns instanceof Map
}
