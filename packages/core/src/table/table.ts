import { TabricateError } from '../errors.ts'
import { knownNames } from '../known-names.ts'
import { type Column, takeRows } from './column.ts'
import type { ColumnSchema, Schema } from './schema.ts'

/** A columnar table. `columns[i]` holds the values that `schema.columns[i]` describes. Never mutated once made. */
export interface Table {
  readonly schema: Schema
  readonly columns: readonly Column[]
  readonly rowCount: number
}

/** A column together with its description. */
export interface NamedColumn {
  readonly schema: ColumnSchema
  readonly column: Column
  readonly index: number
}

/** The column called `name`; throws `INVALID_TABLE` when there is none, naming those there are. */
export function getColumn(table: Table, name: string): NamedColumn {
  const index = table.schema.columns.findIndex((schema) => schema.name === name)
  const schema = table.schema.columns[index]
  const column = table.columns[index]
  if (schema === undefined || column === undefined) {
    const names = table.schema.columns.map((each) => each.name)
    throw new TabricateError('INVALID_TABLE', `There is no column "${name}"; ${knownNames(name, names)}.`)
  }
  return { schema, column, index }
}

/** All columns with their descriptions, in order. */
export function namedColumns(table: Table): NamedColumn[] {
  return table.schema.columns.map((schema, index) => {
    const column = table.columns[index]
    if (column === undefined)
      throw new TabricateError('INVALID_TABLE', `Column "${schema.name}" has no values.`)
    return { schema, column, index }
  })
}

/** A new table of the given rows, in that order; rows may repeat. */
export function selectRows(table: Table, rows: Int32Array): Table {
  return {
    schema: table.schema,
    columns: table.columns.map((column) => takeRows(column, rows)),
    rowCount: rows.length,
  }
}
