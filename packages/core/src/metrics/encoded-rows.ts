/**
 * Notation
 *   range       of column c in the table that gives the scale, max − min
 *   d_c         distance of two rows in column c: min(|a − b| / range, 1) for numbers and dates, 0 or 1 for categories, truth
 *               values and where there is no range; missing against missing 0, missing against a value 1
 */
import type { Column } from '../table/column.ts'
import { namedColumns, type Table } from '../table/table.ts'
import { columnKind } from './metric.ts'
import { valueRange } from './present-values.ts'

/** Rows in a form in which distances are quickly computed, row by row. */
export interface EncodedRows {
  readonly rowCount: number
  /** Row-major; equal codes are equal values, missing included. */
  readonly codes: Int32Array
  readonly codeWidth: number
  /** Row-major, in units of the range from its lower end; 10³⁰⁰ where missing. */
  readonly points: Float64Array
  readonly pointWidth: number
}

/** Rows `from` up to `to`, without a copy. */
export function sliceRows(encoded: EncodedRows, from: number, to: number): EncodedRows {
  const { codes, codeWidth, points, pointWidth } = encoded
  return {
    ...encoded,
    rowCount: to - from,
    codes: codes.subarray(from * codeWidth, to * codeWidth),
    points: points.subarray(from * pointWidth, to * pointWidth),
  }
}

/** Far from every value, so that missing differs by 1 from all of them and by 0 from itself. */
const missingPoint = 1e300

/** No value is farther out than this. */
const farthestPoint = 1e200

/** Where a column's cells stand in a row. */
export interface CellPlace {
  readonly kind: 'code' | 'point'
  readonly offset: number
}

/** Turns tables of the same columns into rows that can be compared. Ids are left out. */
export interface RowEncoder {
  /** Number of columns that count. */
  readonly width: number
  /** By name of column. */
  readonly places: ReadonlyMap<string, CellPlace>
  encode(table: Table): EncodedRows
}

/** Takes the scale of every column from `scale`. Columns of other tables are found by name. */
export function createRowEncoder(scale: Table): RowEncoder {
  const used = namedColumns(scale).filter(({ schema }) => columnKind(schema.type) !== 'ignored')
  const pointWriters: CellWriter[] = []
  const codeWriters: CellWriter[] = []
  const places = new Map<string, CellPlace>()
  for (const { schema, column } of used) {
    const range =
      column.type === 'numerical' || column.type === 'datetime' ? valueRange(column.values) : undefined
    // Without a range, whatever differs is one apart: as for categories.
    if (range === undefined || range.min === range.max) {
      places.set(schema.name, { kind: 'code', offset: codeWriters.length })
      codeWriters.push(createCodeWriter(schema.name))
    } else {
      places.set(schema.name, { kind: 'point', offset: pointWriters.length })
      pointWriters.push(createPointWriter(schema.name, range))
    }
  }
  return {
    width: used.length,
    places,
    encode(table) {
      const columns = new Map(namedColumns(table).map(({ schema, column }) => [schema.name, column]))
      const points = new Float64Array(table.rowCount * pointWriters.length)
      const codes = new Int32Array(table.rowCount * codeWriters.length)
      pointWriters.forEach((write, offset) => {
        write(columns, points, offset, pointWriters.length)
      })
      codeWriters.forEach((write, offset) => {
        write(columns, codes, offset, codeWriters.length)
      })
      return {
        rowCount: table.rowCount,
        codes,
        codeWidth: codeWriters.length,
        points,
        pointWidth: pointWriters.length,
      }
    },
  }
}

/** Writes a column's cells into every `width`-th place from `offset`. */
type CellWriter = (
  columns: ReadonlyMap<string, Column>,
  target: Float64Array | Int32Array,
  offset: number,
  width: number,
) => void

function createPointWriter(
  name: string,
  { min, max }: { readonly min: number; readonly max: number },
): CellWriter {
  const width = max - min
  // Halved before subtracting, where the range is larger than the largest double.
  const scale = Number.isFinite(width)
    ? (value: number) => (value - min) / width
    : (value: number) => (value / 2 - min / 2) / (max / 2 - min / 2)
  return (columns, target, offset, step) => {
    const column = columns.get(name)
    if (column?.type !== 'numerical' && column?.type !== 'datetime') return
    for (let row = 0; row < column.values.length; row++) {
      const value = column.values[row] ?? Number.NaN
      target[row * step + offset] = Number.isNaN(value)
        ? missingPoint
        : Math.max(-farthestPoint, Math.min(farthestPoint, scale(value)))
    }
  }
}

/** Codes from 1 in order of appearance, the same value always alike; missing is 0. */
function createCodeWriter(name: string): CellWriter {
  const numbers = new Map<string | number, number>()
  const numberOf = (value: string | number): number => {
    const number = numbers.get(value) ?? numbers.size + 1
    numbers.set(value, number)
    return number
  }
  return (columns, target, offset, step) => {
    const column = columns.get(name)
    if (column === undefined || column.type === 'id') return
    if (column.type === 'numerical' || column.type === 'datetime') {
      for (let row = 0; row < column.values.length; row++) {
        const value = column.values[row] ?? Number.NaN
        target[row * step + offset] = Number.isNaN(value) ? 0 : numberOf(value)
      }
      return
    }
    const categories = column.type === 'boolean' ? ['false', 'true'] : column.categories
    const codes = Int32Array.from([0, ...categories.map(numberOf)])
    for (let row = 0; row < column.codes.length; row++) {
      target[row * step + offset] = codes[(column.codes[row] ?? -1) + 1] ?? 0
    }
  }
}
