import type { Table } from '../table/table.ts'
import { createRowEncoder } from './encoded-rows.ts'
import { createNearestSearch, type NearestDistances } from './nearest-distances.ts'

/**
 * DCR: the distance of every row of `rows` to the nearest row of `reference`, in row order, in [0, 1]; 0 = identical. It is the
 * mean over columns (ids left out) of |difference| / range, at most 1, for numbers and dates, and of 0 or 1 for categories and
 * truth values; missing equals missing. NaN when the reference has no rows or no columns that count.
 * In the worst case O(rows · reference rows).
 * @param scale whose ranges are taken; default the reference's. Distances to two references compare only on one scale
 */
export function distanceToClosestRecord(
  rows: Table,
  reference: Table,
  scale: Table = reference,
): Float64Array {
  const encoder = createRowEncoder(scale)
  return createNearestSearch(encoder.encode(reference), encoder.width)(encoder.encode(rows)).nearest
}

/** Distances to the nearest and to the next nearest row, as {@link distanceToClosestRecord}. */
export function distanceToTwoClosestRecords(
  rows: Table,
  reference: Table,
  scale: Table = reference,
): NearestDistances {
  const encoder = createRowEncoder(scale)
  return createNearestSearch(encoder.encode(reference), encoder.width, { second: true })(encoder.encode(rows))
}
