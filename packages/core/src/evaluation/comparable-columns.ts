import { type Issue, throwIssues } from '../errors.ts'
import { type Column, columnLength } from '../table/column.ts'
import type { ColumnSchema } from '../table/schema.ts'
import { namedColumns, type Table } from '../table/table.ts'

/** One column of the real table beside the one of the same name in the synthetic table. */
export interface ComparableColumn {
  readonly schema: ColumnSchema
  readonly real: Column
  readonly synthetic: Column
}

/** The columns that can be compared, and what keeps the others from it. */
export interface MatchedColumns {
  readonly columns: readonly ComparableColumn[]
  readonly issues: readonly Issue[]
}

/**
 * The columns of two tables, matched by name, in the real table's order.
 * @throws TabricateError `INVALID_TABLE` with every issue that {@link matchColumns} finds
 */
export function comparableColumns(real: Table, synthetic: Table): readonly ComparableColumn[] {
  const { columns, issues } = matchColumns(real, synthetic, 'synthetic')
  throwIssues('INVALID_TABLE', 'The tables cannot be compared', issues)
  return columns
}

/**
 * Matches columns by name. Issues are columns that only one table has, whose types or lengths disagree, that occur twice, or
 * that hold an infinite number.
 * @param otherName what the second table is called in issues
 */
export function matchColumns(real: Table, synthetic: Table, otherName: string): MatchedColumns {
  const issues: Issue[] = [...tableIssues('real', real), ...tableIssues(otherName, synthetic)]
  const others = new Map(namedColumns(synthetic).map((each) => [each.schema.name, each]))
  const columns = namedColumns(real).flatMap((each): ComparableColumn[] => {
    const { name } = each.schema
    const other = others.get(name)
    others.delete(name)
    if (other === undefined) {
      issues.push({ path: [otherName, name], message: 'is missing' })
      return []
    }
    if (each.column.type !== other.column.type) {
      issues.push({
        path: [otherName, name],
        message: `is ${other.column.type}, but ${each.column.type} in the real table`,
      })
      return []
    }
    return [{ schema: each.schema, real: each.column, synthetic: other.column }]
  })
  for (const name of others.keys())
    issues.push({ path: [otherName, name], message: 'is not in the real table' })
  return { columns, issues }
}

function tableIssues(tableName: string, table: Table): Issue[] {
  const seen = new Set<string>()
  return namedColumns(table).flatMap(({ schema, column }) => {
    const issues: Issue[] = []
    const add = (message: string) => issues.push({ path: [tableName, schema.name], message })
    if (seen.has(schema.name)) add('occurs twice')
    seen.add(schema.name)
    const length = columnLength(column)
    if (length !== table.rowCount) add(`has ${length} rows instead of ${table.rowCount}`)
    if (column.type === 'numerical' || column.type === 'datetime') {
      const row = column.values.findIndex((value) => value === Infinity || value === -Infinity)
      if (row >= 0) add(`is infinite in row ${row}`)
    }
    return issues
  })
}
