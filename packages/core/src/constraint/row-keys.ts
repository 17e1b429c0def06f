import { getColumn, type Table } from '../table/table.ts'
import { valueReader } from '../table/table-to-records.ts'

/** A text for each row that two rows share exactly if they have the same values in `columns`; `undefined` where one is missing. */
export function rowKeys(table: Table, columns: readonly string[]): (row: number) => string | undefined {
  const readers = columns.map((name) => {
    const { column, schema } = getColumn(table, name)
    return valueReader(column, schema)
  })
  return (row) => {
    const cells = readers.map((read) => read(row))
    return cells.includes(null) ? undefined : JSON.stringify(cells)
  }
}
