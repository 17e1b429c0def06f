import { sampleRows } from '../metrics/sample-rows.ts'
import type { Rng } from '../random/rng.ts'
import { selectRows, type Table } from '../table/table.ts'

/** The table itself, or `count` of its rows chosen at random where it has more. */
export function atMostRows(table: Table, count: number, rng: Rng): Table {
  return table.rowCount <= count ? table : selectRows(table, sampleRows(rng, table.rowCount, count))
}
