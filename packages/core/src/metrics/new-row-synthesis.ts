/**
 * Notation
 *   x_r, x_s   a cell of a real and of a synthetic row
 *   match      |x_r − x_s| ≤ t · |x_s| for numbers and dates (dates counted from 1970, so that the tolerance of a date of today is
 *              months), equality for categories and truth values; missing matches missing only. Rows match if all cells do
 *   t          0.01, SDMetrics' tolerance
 *   score      share of synthetic rows that no real row matches, in [0, 1]
 */
import { namedColumns, type Table } from '../table/table.ts'
import { columnKind, type MetricDescription, type MetricResult, measured } from './metric.ts'

const defaultTolerance = 0.01

/** What is to be judged. */
export interface NewRowArguments {
  readonly real: Table
  readonly synthetic: Table
  /** t, relative to the synthetic value; from 0. Default 0.01. */
  readonly tolerance?: number
}

/** The score with the number of synthetic rows that are new, and of those that match. */
export type NewRowResult = MetricResult & { readonly newRows: number; readonly matchedRows: number }

/**
 * Share of synthetic rows that are not, within a tolerance, copies of a real row. Ids are left out. `null` when there are no
 * synthetic rows. Real rows are looked up by their categories and one number; in the worst case O(real rows · synthetic rows).
 */
export const newRowSynthesis: MetricDescription & {
  readonly compute: (newRowArguments: NewRowArguments) => NewRowResult
} = {
  name: 'NewRowSynthesis',
  goal: 'maximize',
  range: [0, 1],
  compute({ real, synthetic, tolerance = defaultTolerance }) {
    const names = namedColumns(real)
      .filter(({ schema }) => columnKind(schema.type) !== 'ignored')
      .map(({ schema }) => schema.name)
    const index = indexRows(toRows(real, names))
    const rows = toRows(synthetic, names)
    let matchedRows = 0
    for (let row = 0; row < synthetic.rowCount; row++)
      if (hasMatch(rows, row, index, tolerance)) matchedRows++
    const newRows = synthetic.rowCount - matchedRows
    const score = measured(newRows / synthetic.rowCount, 'The synthetic table has no rows.')
    return { ...score, newRows, matchedRows }
  },
}

/** A table's cells split in what has to be equal and what has to be near. */
interface Rows {
  readonly rowCount: number
  /** Categories, truth values, and which numbers are missing. */
  readonly keyOf: (row: number) => string
  readonly numbers: readonly Float64Array[]
}

function toRows(table: Table, names: readonly string[]): Rows {
  const columns = new Map(namedColumns(table).map(({ schema, column }) => [schema.name, column]))
  const used = names.flatMap((name) => columns.get(name) ?? [])
  const numbers = used.flatMap((column) =>
    column.type === 'numerical' || column.type === 'datetime' ? [column.values] : [],
  )
  const keyOf = (row: number) =>
    JSON.stringify(
      used.map((column) => {
        switch (column.type) {
          case 'numerical':
          case 'datetime':
            return Number.isNaN(column.values[row] ?? Number.NaN)
          case 'categorical':
            return column.categories[column.codes[row] ?? -1] ?? null
          case 'boolean':
            return column.codes[row]
          case 'id':
            return null
          default:
            return column satisfies never
        }
      }),
    )
  return { rowCount: table.rowCount, keyOf, numbers }
}

/** Real rows by key, each list in ascending order of the column with the most different values. */
interface RowIndex {
  readonly rows: Rows
  readonly leading: number
  readonly byKey: ReadonlyMap<string, readonly number[]>
}

function indexRows(rows: Rows): RowIndex {
  const distinct = rows.numbers.map((values) => new Set(values).size)
  const leading = distinct.indexOf(Math.max(...distinct, 0))
  const values = rows.numbers[leading]
  const byKey = new Map<string, number[]>()
  for (let row = 0; row < rows.rowCount; row++) {
    const key = rows.keyOf(row)
    const list = byKey.get(key)
    if (list === undefined) byKey.set(key, [row])
    else list.push(row)
  }
  if (values !== undefined) {
    for (const list of byKey.values()) list.sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0))
  }
  return { rows, leading, byKey }
}

function hasMatch(
  rows: Rows,
  row: number,
  { rows: real, leading, byKey }: RowIndex,
  tolerance: number,
): boolean {
  const candidates = byKey.get(rows.keyOf(row))
  if (candidates === undefined) return false
  const leadingReal = real.numbers[leading]
  const own = rows.numbers[leading]?.[row]
  // Without numbers the keys say it all; a leading number that is missing is so in all candidates.
  if (leadingReal === undefined || own === undefined || Number.isNaN(own)) {
    return candidates.some((candidate) => isNear(rows, row, real, candidate, tolerance))
  }
  const reach = tolerance * Math.abs(own)
  for (let i = firstAtLeast(candidates, leadingReal, own - reach); i < candidates.length; i++) {
    const candidate = candidates[i] ?? 0
    if ((leadingReal[candidate] ?? 0) > own + reach) return false
    if (isNear(rows, row, real, candidate, tolerance)) return true
  }
  return false
}

function isNear(rows: Rows, row: number, real: Rows, candidate: number, tolerance: number): boolean {
  return rows.numbers.every((values, c) => {
    const own = values[row] ?? Number.NaN
    const other = real.numbers[c]?.[candidate] ?? Number.NaN
    return Number.isNaN(own) || Math.abs(other - own) <= tolerance * Math.abs(own)
  })
}

/** Position of the first of `rows`, ascending in `values`, whose value is at least `bound`. */
function firstAtLeast(rows: readonly number[], values: Float64Array, bound: number): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((values[rows[middle] ?? 0] ?? 0) < bound) low = middle + 1
    else high = middle
  }
  return low
}
