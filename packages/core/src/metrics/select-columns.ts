import { getColumn, type Table } from '../table/table.ts'

/** The table with the columns called `names` alone, in that order. @throws TabricateError `INVALID_TABLE` for a name it does not have */
export function selectColumns(table: Table, names: readonly string[]): Table {
  const selected = names.map((name) => getColumn(table, name))
  return {
    schema: { columns: selected.map(({ schema }) => schema) },
    columns: selected.map(({ column }) => column),
    rowCount: table.rowCount,
  }
}
