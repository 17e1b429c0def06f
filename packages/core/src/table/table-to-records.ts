import type { Column } from './column.ts'
import { datetimeFormatter } from './datetime-format.ts'
import type { ColumnSchema } from './schema.ts'
import { namedColumns, type Table } from './table.ts'

/** A cell as plain JSON. */
export type RecordValue = string | number | boolean | null

/**
 * The rows as objects: numbers, booleans and texts; dates as texts in the column's format; null where a value is missing.
 * Columns keep their order, except names that are whole numbers: JavaScript puts those first.
 */
export function tableToRecords(table: Table): Record<string, RecordValue>[] {
  return Array.from(tableRecords(table))
}

/** As {@link tableToRecords}, one row at a time. */
export function* tableRecords(table: Table): Generator<Record<string, RecordValue>> {
  const fields = namedColumns(table).map(
    ({ schema, column }) => [schema.name, valueReader(column, schema)] as const,
  )
  const hasProto = fields.some(([name]) => name === '__proto__')
  for (let row = 0; row < table.rowCount; row++) {
    if (hasProto) {
      // fromEntries defines keys, where an assignment to this one would change the prototype.
      yield Object.fromEntries(fields.map(([name, read]) => [name, read(row)]))
      continue
    }
    const record: Record<string, RecordValue> = {}
    for (const [name, read] of fields) record[name] = read(row)
    yield record
  }
}

/** A function that gives each cell of a column as plain JSON. */
export function valueReader(column: Column, schema: ColumnSchema): (row: number) => RecordValue {
  switch (column.type) {
    case 'numerical':
      return (row) => {
        const value = column.values[row] ?? Number.NaN
        return Number.isNaN(value) ? null : value
      }
    case 'datetime': {
      const write = datetimeFormatter(schema.type === 'datetime' ? schema.format : '%Y-%m-%dT%H:%M:%S.%LZ')
      return (row) => {
        const value = column.values[row] ?? Number.NaN
        return Number.isNaN(value) ? null : write(value)
      }
    }
    case 'categorical':
      return (row) => column.categories[column.codes[row] ?? -1] ?? null
    case 'boolean':
      return (row) => {
        const code = column.codes[row] ?? -1
        return code < 0 ? null : code === 1
      }
    case 'id':
      return (row) => column.values[row] ?? null
    default:
      return column satisfies never
  }
}
