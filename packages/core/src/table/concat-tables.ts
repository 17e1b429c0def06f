import { TabricateError } from '../errors.ts'
import { type Column, columnLength } from './column.ts'
import type { Table } from './table.ts'

/**
 * The rows of all `tables`, one after the other. All must share one schema and one list of categories a column
 * (as the chunks of one stream do).
 * @throws TabricateError `INVALID_TABLE` when there is no table, or columns differ
 */
export function concatTables(tables: readonly Table[]): Table {
  const [first] = tables
  if (first === undefined) throw new TabricateError('INVALID_TABLE', 'There is no table to concatenate.')
  if (tables.length === 1) return first
  return {
    schema: first.schema,
    columns: first.columns.map((column, index) => concatColumns(column, tables, index)),
    rowCount: tables.reduce((sum, table) => sum + table.rowCount, 0),
  }
}

function concatColumns(first: Column, tables: readonly Table[], index: number): Column {
  const name = tables[0]?.schema.columns[index]?.name ?? String(index)
  const parts = tables.map((table) => {
    const part = table.columns[index]
    const same =
      part?.type === first.type &&
      (part.type !== 'categorical' || (first.type === 'categorical' && part.categories === first.categories))
    if (part === undefined || !same) {
      throw new TabricateError('INVALID_TABLE', `Column "${name}" differs between the tables to concatenate.`)
    }
    return part
  })
  const length = parts.reduce((sum, part) => sum + columnLength(part), 0)
  switch (first.type) {
    case 'numerical':
    case 'datetime': {
      const values = new Float64Array(length)
      fill(parts, (part, offset) => 'values' in part && part.type !== 'id' && values.set(part.values, offset))
      return { type: first.type, values }
    }
    case 'categorical': {
      const codes = new Int32Array(length)
      fill(parts, (part, offset) => part.type === 'categorical' && codes.set(part.codes, offset))
      return { type: 'categorical', codes, categories: first.categories }
    }
    case 'boolean': {
      const codes = new Int8Array(length)
      fill(parts, (part, offset) => part.type === 'boolean' && codes.set(part.codes, offset))
      return { type: 'boolean', codes }
    }
    case 'id':
      return { type: 'id', values: parts.flatMap((part) => (part.type === 'id' ? part.values : [])) }
    default:
      return first satisfies never
  }
}

function fill(parts: readonly Column[], write: (part: Column, offset: number) => void): void {
  let offset = 0
  for (const part of parts) {
    write(part, offset)
    offset += columnLength(part)
  }
}
