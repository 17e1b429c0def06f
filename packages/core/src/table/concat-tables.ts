import { TabricateError } from '../errors.ts'
import { type Column, columnLength } from './column.ts'
import type { Table } from './table.ts'

/**
 * The rows of all `tables`, one after the other, with the schema of the first. Categories may be those of each table, as in the chunks
 * of a stream: the whole has all of them, in order of first appearance.
 * @throws TabricateError `INVALID_TABLE` when there is no table, or columns differ in type
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
    if (part?.type !== first.type) {
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
    case 'categorical':
      return concatCategories(first.categories, parts, length)
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

function concatCategories(first: readonly string[], parts: readonly Column[], length: number): Column {
  const codes = new Int32Array(length)
  const known = new Map(first.map((category, code) => [category, code]))
  const added: string[] = []
  const codeOf = (category: string): number => {
    const code = known.get(category) ?? first.length + added.push(category) - 1
    known.set(category, code)
    return code
  }
  fill(parts, (part, offset) => {
    if (part.type !== 'categorical') return
    if (part.categories === first) return codes.set(part.codes, offset)
    const newCodes = part.categories.map(codeOf)
    return codes.set(
      part.codes.map((code) => newCodes[code] ?? -1),
      offset,
    )
  })
  return { type: 'categorical', codes, categories: added.length === 0 ? first : [...first, ...added] }
}

function fill(parts: readonly Column[], write: (part: Column, offset: number) => void): void {
  let offset = 0
  for (const part of parts) {
    write(part, offset)
    offset += columnLength(part)
  }
}
