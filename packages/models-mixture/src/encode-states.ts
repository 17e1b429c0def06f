import type { PreparedColumn, PreparedTable } from '@tabricate/core'
import type { ColumnStates, NumericStates } from './column-states.ts'

/** Rows as states: one column after the other. */
export interface StateTable {
  readonly rowCount: number
  readonly columns: readonly Uint16Array[]
  readonly stateCounts: readonly number[]
}

/** The states of prepared rows. Every value falls into a state: beyond the ends into the outermost, unknown codes into the first. */
export function encodeStates(states: readonly ColumnStates[], prepared: PreparedTable): StateTable {
  const columns = states.map((each, index) => encodeColumn(each, prepared.columns[index], prepared.rowCount))
  return { rowCount: prepared.rowCount, columns, stateCounts: states.map(({ count }) => count) }
}

function encodeColumn(
  states: ColumnStates,
  column: PreparedColumn | undefined,
  rowCount: number,
): Uint16Array {
  if (column?.kind === 'discrete')
    return Uint16Array.from(column.codes, (code) => Math.min(Math.max(code, 0), states.count - 1))
  const codes = new Uint16Array(rowCount)
  if (states.kind !== 'numeric' || column === undefined) return codes
  const find = createStateFinder(states)
  for (let row = 0; row < rowCount; row++) codes[row] = find(column.values[row] ?? Number.NaN)
  return codes
}

/** The state of a value: its atom, or the bin around it or nearest to it. */
export function createStateFinder({
  starts,
  knots,
  count,
  hasMissing,
}: NumericStates): (value: number) => number {
  const atoms = new Map<number, number>()
  const bins: number[] = []
  for (let s = 0; s + 1 < starts.length; s++) {
    if ((starts[s + 1] ?? 0) - (starts[s] ?? 0) === 1) atoms.set(knots[starts[s] ?? 0] ?? 0, s)
    else bins.push(s)
  }
  const uppers = Float64Array.from(bins, (s) => knots[(starts[s + 1] ?? 0) - 1] ?? 0)
  return (value) => {
    if (Number.isNaN(value)) return hasMissing ? count - 1 : 0
    const atom = atoms.get(value)
    if (atom !== undefined) return atom
    let [low, high] = [0, bins.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((uppers[middle] ?? 0) > value) high = middle
      else low = middle + 1
    }
    return bins[low] ?? 0
  }
}

/** The given rows, in that order. */
export function selectStateRows({ columns, stateCounts }: StateTable, rows: Int32Array): StateTable {
  return { rowCount: rows.length, stateCounts, columns: columns.map((codes) => pick(codes, rows)) }
}

function pick(codes: Uint16Array, rows: Int32Array): Uint16Array {
  const picked = new Uint16Array(rows.length)
  for (let i = 0; i < rows.length; i++) picked[i] = codes[rows[i] ?? 0] ?? 0
  return picked
}
