import type { ColumnStates } from './column-states.ts'
import type { StateTable } from './encode-states.ts'

/** States in few groups, in which dependence is measured: fine states would show chance. */
export interface GroupedTable {
  readonly rowCount: number
  readonly columns: readonly Uint8Array[]
  readonly groupCounts: readonly number[]
}

/** Ordered states are cut into neighbours of about equally many rows; of others the most frequent stay alone, the rest shares a group. */
export function groupStates(
  states: readonly ColumnStates[],
  table: StateTable,
  maxGroups: number,
): GroupedTable {
  const groupCounts: number[] = []
  const columns = states.map((each, index) => {
    const codes = table.columns[index] ?? new Uint16Array(table.rowCount)
    const rows = new Float64Array(each.count)
    for (const code of codes) rows[code] = (rows[code] ?? 0) + 1
    const groups =
      each.count <= maxGroups
        ? rows.map((_, s) => s)
        : each.kind === 'numeric'
          ? cutOrdered(rows, each.hasMissing, maxGroups)
          : keepFrequent(rows, maxGroups)
    groupCounts.push(groups.reduce((most, group) => Math.max(most, group), 0) + 1)
    return Uint8Array.from(codes, (code) => groups[code] ?? 0)
  })
  return { rowCount: table.rowCount, columns, groupCounts }
}

function cutOrdered(rows: Float64Array, hasMissing: boolean, maxGroups: number): Float64Array {
  const ordered = rows.length - (hasMissing ? 1 : 0)
  const groups = new Float64Array(rows.length)
  const available = maxGroups - (hasMissing ? 1 : 0)
  let left = rows.subarray(0, ordered).reduce((sum, count) => sum + count, 0)
  let [group, inGroup] = [0, 0]
  for (let s = 0; s < ordered; s++) {
    const own = rows[s] ?? 0
    const share = (left + inGroup) / (available - group)
    if (inGroup > 0 && inGroup + own / 2 > share && group < available - 1) {
      group++
      inGroup = 0
    }
    groups[s] = group
    inGroup += own
    left -= own
  }
  if (hasMissing) groups[ordered] = group + 1
  return groups
}

function keepFrequent(rows: Float64Array, maxGroups: number): Float64Array {
  const order = Array.from(rows.keys()).sort((a, b) => (rows[b] ?? 0) - (rows[a] ?? 0) || a - b)
  const groups = new Float64Array(rows.length)
  order.forEach((state, rank) => {
    groups[state] = Math.min(rank, maxGroups - 1)
  })
  return groups
}
