/**
 * Notation
 *   hash   53 bits of a row's values, in order of columns: FNV-1a over the text of categories and the bytes of numbers, finished by
 *          murmur3's mixer. Rows are taken to be equal if their hashes are: among a million rows against a million, the chance
 *          that a single match is false is 10⁻⁴
 */
import type { Column } from '../table/column.ts'
import { namedColumns, type Table } from '../table/table.ts'
import { columnKind, type MetricDescription, type MetricResult, undefinedBecause } from './metric.ts'
import { type Interval, wilsonInterval } from './wilson-interval.ts'

/** `value` is the share of rows that occur in the reference. */
export type IdenticalMatchResult = MetricResult & {
  readonly rows: number
  readonly matches: number
  readonly interval: Interval | null
}

/** Share of rows that are equal to a row of `reference` in every column but ids. Exact values; missing equals missing. O(rows). */
export const identicalMatches: MetricDescription & {
  readonly compute: (rows: Table, reference: Table) => IdenticalMatchResult
} = {
  name: 'IdenticalMatchShare',
  goal: 'minimize',
  range: [0, 1],
  compute(rows, reference) {
    const names = namedColumns(reference)
      .filter(({ schema }) => columnKind(schema.type) !== 'ignored')
      .map(({ schema }) => schema.name)
    const nothing = { rows: rows.rowCount, matches: 0, interval: null }
    if (rows.rowCount === 0) return { ...undefinedBecause('There are no rows.'), ...nothing }
    if (names.length === 0) return { ...undefinedBecause('All columns are ids.'), ...nothing }
    const known = new Set(hashRows(reference, names))
    const matches = hashRows(rows, names).reduce((sum, hash) => sum + (known.has(hash) ? 1 : 0), 0)
    const { rowCount } = rows
    return { value: matches / rowCount, rows: rowCount, matches, interval: wilsonInterval(matches, rowCount) }
  },
}

function hashRows(table: Table, names: readonly string[]): Float64Array {
  const columns = new Map(namedColumns(table).map(({ schema, column }) => [schema.name, column]))
  const high = new Int32Array(table.rowCount)
  const low = new Int32Array(table.rowCount)
  for (const name of names) {
    const column = columns.get(name)
    if (column !== undefined) addColumn(column, high, low)
  }
  return Float64Array.from(
    { length: table.rowCount },
    (_, row) => ((high[row] ?? 0) >>> 0) * 2 ** 21 + ((low[row] ?? 0) >>> 11),
  )
}

/** Mixes a column's cells into the two words of every row. */
function addColumn(column: Column, high: Int32Array, low: Int32Array): void {
  const add = (row: number, word: number) => {
    high[row] = mix((high[row] ?? 0) * 31 + word)
    low[row] = mix(Math.imul(low[row] ?? 0, 0x01000193) ^ Math.imul(word, 0x9e3779b1))
  }
  switch (column.type) {
    case 'numerical':
    case 'datetime': {
      // Adding 0 makes −0 and 0 one.
      const words = new Int32Array(
        column.values.map((value) => (Number.isNaN(value) ? Number.NaN : value + 0)).buffer,
      )
      for (let row = 0; row < high.length; row++) {
        add(row, words[2 * row] ?? 0)
        add(row, words[2 * row + 1] ?? 0)
      }
      return
    }
    case 'categorical':
    case 'boolean': {
      const categories = column.type === 'boolean' ? ['false', 'true'] : column.categories
      const words = Int32Array.from(
        ['', ...categories].map((category, i) => (i === 0 ? 0 : hashText(category))),
      )
      for (let row = 0; row < high.length; row++) add(row, words[(column.codes[row] ?? -1) + 1] ?? 0)
      return
    }
    case 'id':
      return
    default:
      column satisfies never
  }
}

function hashText(text: string): number {
  let hash = 0x811c9dc5 | 0
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return mix(hash)
}

function mix(word: number): number {
  let hash = word ^ (word >>> 16)
  hash = Math.imul(hash, 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
