/**
 * Notation
 *   rank   of a cell: 0 = missing; 1 … size for values, the same value alike in all tables. Ranks of numbers and dates ascend
 *          with the values, those of categories and truth values stand in order of appearance
 */
import type { Column } from '../table/column.ts'
import { namedColumns, type Table } from '../table/table.ts'
import { columnKind } from './metric.ts'

/** What the ranks of a column mean, in all tables. */
export interface RankedColumn {
  readonly name: string
  /** Are its values numbers or dates? */
  readonly ordered: boolean
  /** The largest rank. */
  readonly size: number
}

/** Tables as ranks, column by column. */
export interface RankedTables {
  readonly columns: readonly RankedColumn[]
  readonly tables: readonly RankedRows[]
}

/** The rows of one table: `cells[column][row]`. */
export interface RankedRows {
  readonly rowCount: number
  readonly cells: readonly Int32Array[]
}

/** Ranks the columns of the first table in all of them; ids are left out. All must have its columns. O(columns · rows · log rows). */
export function rankTables(tables: readonly Table[]): RankedTables {
  const names = (tables[0]?.schema.columns ?? [])
    .filter(({ type }) => columnKind(type) !== 'ignored')
    .map(({ name }) => name)
  const columnsOf = tables.map(
    (table) => new Map(namedColumns(table).map((each) => [each.schema.name, each.column])),
  )
  const ranked = names.map((name) => {
    const columns = columnsOf.flatMap((byName) => byName.get(name) ?? [])
    const ordered = columns[0]?.type === 'numerical' || columns[0]?.type === 'datetime'
    return { name, ordered, ...(ordered ? rankNumbers(columns) : numberCategories(columns)) }
  })
  return {
    columns: ranked.map(({ name, ordered, size }) => ({ name, ordered, size })),
    tables: tables.map(({ rowCount }, t) => ({
      rowCount,
      cells: ranked.map(({ ranks }) => ranks[t] ?? new Int32Array(rowCount)),
    })),
  }
}

/** The given rows, in that order. */
export function selectRankedRows({ cells }: RankedRows, rows: Int32Array): RankedRows {
  return {
    rowCount: rows.length,
    cells: cells.map((ranks) => rows.map((row) => ranks[row] ?? 0)),
  }
}

/** Every different row once, in order of first appearance. O(columns · rows). */
export function distinctRows(rows: RankedRows): RankedRows {
  const seen = new Set<string>()
  const first: number[] = []
  for (let row = 0; row < rows.rowCount; row++) {
    const key = rows.cells.map((ranks) => ranks[row]).join()
    if (seen.has(key)) continue
    seen.add(key)
    first.push(row)
  }
  return first.length === rows.rowCount ? rows : selectRankedRows(rows, Int32Array.from(first))
}

interface Ranking {
  readonly size: number
  readonly ranks: readonly Int32Array[]
}

function rankNumbers(columns: readonly Column[]): Ranking {
  const values = columns.flatMap((column) =>
    'values' in column && column.type !== 'id' ? [column.values] : [],
  )
  const sorted = new Float64Array(values.reduce((sum, each) => sum + each.length, 0))
  let count = 0
  for (const each of values) for (const value of each) if (!Number.isNaN(value)) sorted[count++] = value
  const different = sorted.subarray(0, count).sort()
  let size = 0
  // Adding 0 makes −0, which sorts apart, equal to 0.
  for (const value of different)
    if (size === 0 || different[size - 1] !== value) different[size++] = value + 0
  const ascending = different.subarray(0, size)
  return {
    size,
    ranks: values.map((each) =>
      Int32Array.from(each, (value) => (Number.isNaN(value) ? 0 : rankOf(value, ascending))),
    ),
  }
}

function rankOf(value: number, ascending: Float64Array): number {
  let low = 0
  let high = ascending.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ascending[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low + 1
}

function numberCategories(columns: readonly Column[]): Ranking {
  const numbers = new Map<string, number>()
  const numberOf = (category: string) => {
    const number = numbers.get(category) ?? numbers.size + 1
    numbers.set(category, number)
    return number
  }
  const ranks = columns.flatMap((column) => {
    if (!('codes' in column)) return []
    const categories = column.type === 'boolean' ? ['false', 'true'] : column.categories
    const newCodes = Int32Array.from([0, ...categories.map(numberOf)])
    return [Int32Array.from(column.codes, (code) => newCodes[code + 1] ?? 0)]
  })
  return { size: numbers.size, ranks }
}

/** Rows with, for every column, their order by rank. */
export interface RankIndex extends RankedRows {
  readonly orders: readonly RankOrder[]
}

/** The rows with rank r stand at `starts[r]` up to `starts[r + 1]` of `rows`. */
export interface RankOrder {
  readonly starts: Int32Array
  readonly rows: Int32Array
}

/** Sorts rows by every column. O(columns · rows). */
export function indexRanks(rows: RankedRows, columns: readonly RankedColumn[]): RankIndex {
  return { ...rows, orders: rows.cells.map((ranks, c) => orderByRank(ranks, columns[c]?.size ?? 0)) }
}

function orderByRank(ranks: Int32Array, size: number): RankOrder {
  const starts = new Int32Array(size + 2)
  for (const rank of ranks) starts[rank + 1] = (starts[rank + 1] ?? 0) + 1
  for (let rank = 1; rank < starts.length; rank++)
    starts[rank] = (starts[rank] ?? 0) + (starts[rank - 1] ?? 0)
  const next = starts.slice()
  const rows = new Int32Array(ranks.length)
  for (let row = 0; row < ranks.length; row++) {
    const rank = ranks[row] ?? 0
    const place = next[rank] ?? 0
    rows[place] = row
    next[rank] = place + 1
  }
  return { starts, rows }
}
