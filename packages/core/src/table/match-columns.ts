import { type Issue, throwIssues } from '../errors.ts'
import type { ColumnSchema, Schema } from './schema.ts'
import { type NamedColumn, namedColumns, type Table } from './table.ts'

/**
 * The columns of `table` that a schema names, in the schema's order; others are left out.
 * @param options.exact others are an error
 * @throws TabricateError `INVALID_TABLE` with every column that is missing or of another type
 */
export function matchColumns(
  table: Table,
  { columns }: Schema,
  { exact = false }: { readonly exact?: boolean } = {},
): Table {
  const byName = new Map(namedColumns(table).map((each) => [each.schema.name, each]))
  const issues: Issue[] = []
  const found = columns.flatMap((wanted): NamedColumn[] => {
    const each = byName.get(wanted.name)
    if (each?.column.type === wanted.type) return [each]
    issues.push({ path: [wanted.name], message: problem(each, wanted) })
    return []
  })
  if (exact) {
    for (const name of byName.keys())
      if (!columns.some((wanted) => wanted.name === name))
        issues.push({ path: [name], message: 'is not expected' })
  }
  throwIssues('INVALID_TABLE', 'The table does not have the columns that the model was fitted to', issues)
  return {
    schema: { columns: found.map(({ schema }) => schema) },
    columns: found.map(({ column }) => column),
    rowCount: table.rowCount,
  }
}

function problem(found: NamedColumn | undefined, wanted: ColumnSchema): string {
  return found === undefined ? 'is missing' : `is ${found.column.type} instead of ${wanted.type}`
}
