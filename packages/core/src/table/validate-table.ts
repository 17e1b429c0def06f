import { type Issue, throwIssues } from '../errors.ts'
import { type Column, columnLength } from './column.ts'
import { counted } from './evidence.ts'
import type { ColumnSchema, Schema } from './schema.ts'
import type { Table } from './table.ts'

/**
 * Checks that a table is whole: as many columns as schema columns, of the same types, all of `rowCount` values; column
 * names present and different; categories different, none of them the missing token; codes within range; values finite.
 * With `schema`, also that its columns have the names and types of that schema, in its order.
 * @throws TabricateError `INVALID_TABLE` with everything that is wrong
 */
export function validateTable(table: Table, schema?: Schema): void {
  throwIssues('INVALID_TABLE', 'The table is not valid', tableIssues(table, schema))
}

/** What {@link validateTable} would report; empty when the table is valid. */
export function tableIssues(table: Table, schema?: Schema): Issue[] {
  const issues: Issue[] = []
  const { columns } = table.schema
  if (!Number.isInteger(table.rowCount) || table.rowCount < 0) {
    issues.push({ path: ['rowCount'], message: `is ${table.rowCount}, must be a whole number from 0 on` })
  }
  if (columns.length !== table.columns.length) {
    const message = `the schema has ${columns.length} columns, the table ${table.columns.length}`
    issues.push({ path: ['columns'], message })
  }
  issues.push(...nameIssues(columns))
  for (const [index, described] of columns.entries()) {
    const column = table.columns[index]
    if (column !== undefined) issues.push(...columnIssues(column, described, table.rowCount))
  }
  if (schema !== undefined) issues.push(...differences(columns, schema.columns))
  return issues
}

function nameIssues(columns: readonly ColumnSchema[]): Issue[] {
  const issues: Issue[] = []
  const seen = new Set<string>()
  for (const [index, { name }] of columns.entries()) {
    if (name.trim() === '') issues.push({ path: ['columns', index], message: 'has no name' })
    if (seen.has(name))
      issues.push({ path: ['columns', index], message: `has the name "${name}" of an earlier column` })
    seen.add(name)
  }
  return issues
}

function columnIssues(column: Column, schema: ColumnSchema, rowCount: number): Issue[] {
  const path = ['columns', schema.name]
  if (column.type !== schema.type) {
    return [{ path, message: `holds ${column.type} values, the schema says ${schema.type}` }]
  }
  const issues: Issue[] = []
  const length = columnLength(column)
  if (length !== rowCount) {
    issues.push({ path, message: `has ${counted(length)} values, the table ${counted(rowCount)} rows` })
  }
  const report = (message: string, row: number) => {
    if (row >= 0) issues.push({ path, message: `${message} in row ${counted(row + 1)}` })
  }
  switch (column.type) {
    case 'numerical':
    case 'datetime':
      report(
        'is infinite',
        column.values.findIndex((value) => Math.abs(value) === Number.POSITIVE_INFINITY),
      )
      break
    case 'boolean':
      report(
        'has a code other than 0, 1 and −1',
        column.codes.findIndex((code) => code < -1 || code > 1),
      )
      break
    case 'categorical': {
      const count = column.categories.length
      report(
        `has a code outside −1 … ${count - 1}`,
        column.codes.findIndex((code) => code < -1 || code >= count),
      )
      issues.push(...categoryIssues(column.categories, schema.missing).map((message) => ({ path, message })))
      break
    }
    case 'id':
      report(
        `has the missing token ${JSON.stringify(schema.missing)} as a value`,
        column.values.indexOf(schema.missing),
      )
      break
    default:
      column satisfies never
  }
  return issues
}

function categoryIssues(categories: readonly string[], missing: string): string[] {
  const messages: string[] = []
  const seen = new Set<string>()
  for (const category of categories) {
    if (seen.has(category)) messages.push(`has the category ${JSON.stringify(category)} twice`)
    seen.add(category)
  }
  if (seen.has(missing)) messages.push(`has the missing token ${JSON.stringify(missing)} as a category`)
  return messages
}

function differences(actual: readonly ColumnSchema[], expected: readonly ColumnSchema[]): Issue[] {
  const issues: Issue[] = []
  const byName = new Map(actual.map((column) => [column.name, column]))
  for (const { name, type } of expected) {
    const found = byName.get(name)
    byName.delete(name)
    const path = ['columns', name]
    if (found === undefined) issues.push({ path, message: `is missing; it should be ${type}` })
    else if (found.type !== type) issues.push({ path, message: `is ${found.type}, should be ${type}` })
  }
  for (const name of byName.keys()) issues.push({ path: ['columns', name], message: 'is not expected' })
  const isReordered = actual.some(({ name }, index) => name !== expected[index]?.name)
  if (issues.length === 0 && isReordered) {
    issues.push({
      path: ['columns'],
      message: `are in another order; it should be ${expected.map(({ name }) => name).join(', ')}`,
    })
  }
  return issues
}
