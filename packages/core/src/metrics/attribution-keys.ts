import type { Column } from '../table/column.ts'
import { getColumn, type Table } from '../table/table.ts'
import { valueRange } from './present-values.ts'

/** The number of bins a continuous column is cut into. */
const binCount = 10

/**
 * One column of the real and the synthetic table as codes that an attacker compares: 0 = missing, and the same code for the same
 * value, or for numbers in the same bin.
 */
export interface AttributionKeys {
  readonly real: Int32Array
  readonly synthetic: Int32Array
}

/**
 * Codes of the column called `name`. With `binned`, its numbers or dates go into ten bins of equal width over the real range,
 * closed on the right and open at the ends; else every different value has a code of its own.
 */
export function attributionKeys(
  real: Table,
  synthetic: Table,
  name: string,
  binned: boolean,
): AttributionKeys {
  const realColumn = getColumn(real, name).column
  const syntheticColumn = getColumn(synthetic, name).column
  const edges =
    binned && 'values' in realColumn && realColumn.type !== 'id' ? innerEdges(realColumn.values) : undefined
  const codes = new Map<string | number, number>()
  const codeOf = (value: string | number): number => {
    const code = codes.get(value) ?? codes.size + 1
    codes.set(value, code)
    return code
  }
  const encode = (column: Column): Int32Array => {
    const length = 'codes' in column ? column.codes.length : column.values.length
    return Int32Array.from({ length }, (_, row) => {
      const value = valueAt(column, row)
      if (value === undefined) return 0
      return codeOf(edges !== undefined && typeof value === 'number' ? binOf(value, edges) : value)
    })
  }
  return { real: encode(realColumn), synthetic: encode(syntheticColumn) }
}

/** The nine edges between ten bins; a constant column is widened by a thousandth of itself to both sides. */
function innerEdges(values: Float64Array): Float64Array {
  const range = valueRange(values) ?? { min: 0, max: 0 }
  const margin = range.min === range.max ? (range.min === 0 ? 1 : Math.abs(range.min)) / 1000 : 0
  const [min, max] = [range.min - margin, range.max + margin]
  const step = (max - min) / binCount
  return Float64Array.from({ length: binCount - 1 }, (_, i) => (i + 1) * step + min)
}

function binOf(value: number, edges: Float64Array): number {
  let bin = 0
  while (bin < edges.length && (edges[bin] ?? 0) < value) bin++
  return bin
}

function valueAt(column: Column, row: number): string | number | undefined {
  switch (column.type) {
    case 'numerical':
    case 'datetime': {
      const value = column.values[row] ?? Number.NaN
      return Number.isNaN(value) ? undefined : value
    }
    case 'categorical':
      return column.categories[column.codes[row] ?? -1]
    case 'boolean': {
      const code = column.codes[row] ?? -1
      return code < 0 ? undefined : code
    }
    case 'id':
      return column.values[row] ?? undefined
    default:
      return column satisfies never
  }
}
