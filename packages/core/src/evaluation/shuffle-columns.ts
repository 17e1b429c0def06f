import { shuffle } from '../random/distributions.ts'
import type { Rng } from '../random/rng.ts'
import { takeRows } from '../table/column.ts'
import type { Table } from '../table/table.ts'

/**
 * The table with every column shuffled on its own: the same columns, without any dependence between them. It is the floor of
 * a quality score: what is reached without learning how columns hang together.
 */
export function shuffleColumns(table: Table, rng: Rng): Table {
  return {
    ...table,
    columns: table.columns.map((column, index) => {
      const rows = Int32Array.from({ length: table.rowCount }, (_, row) => row)
      return takeRows(column, shuffle(rng.split(index), rows))
    }),
  }
}
