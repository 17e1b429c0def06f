import { TabricateError } from '../errors.ts'
import type { Column } from '../table/column.ts'
import type { ColumnSchema, Schema } from '../table/schema.ts'
import { namedColumns, type Table } from '../table/table.ts'

/** A column on its way between the real table and what is learned. */
export interface Field {
  readonly schema: ColumnSchema
  readonly column: Column
}

/** Columns by name, in order. */
export type Fields = ReadonlyMap<string, Field>

export function fieldsOf(table: Table): Map<string, Field> {
  return new Map(namedColumns(table).map(({ schema, column }) => [schema.name, { schema, column }]))
}

export function tableOfFields(fields: Fields, rowCount: number): Table {
  const all = [...fields.values()]
  return {
    schema: { columns: all.map(({ schema }) => schema) },
    columns: all.map(({ column }) => column),
    rowCount,
  }
}

/** @throws TabricateError `MODEL_STATE_INVALID`: steps are made for the tables that they are applied to, unless a file was changed */
export function fieldOf(fields: Fields, name: string): Field {
  const field = fields.get(name)
  if (field === undefined) throw unknownColumn(name)
  return field
}

/** A column of numbers or dates as the real table describes it. @throws TabricateError `MODEL_STATE_INVALID` as {@link fieldOf} */
export function describedField({ columns }: Schema, name: string, values: Float64Array): Field {
  const schema = columns.find((each) => each.name === name)
  if (schema?.type !== 'numerical' && schema?.type !== 'datetime') throw unknownColumn(name)
  return { schema, column: { type: schema.type, values } }
}

function unknownColumn(name: string): TabricateError {
  return new TabricateError(
    'MODEL_STATE_INVALID',
    `The model's constraints speak of a column "${name}" that it does not have, or not of this type. Take the file from where it was saved.`,
  )
}

/** The values of a field of numbers or dates. @throws TabricateError `MODEL_STATE_INVALID` as {@link fieldOf} */
export function valuesOfField(fields: Fields, name: string): Float64Array {
  const { column } = fieldOf(fields, name)
  if (column.type === 'numerical' || column.type === 'datetime') return column.values
  throw unknownColumn(name)
}
