/**
 * Notation
 *   o_ij   count of cell (i, j) in one table of n rows
 *   r_i, c_j, e_ij   sums of row i and of column j of that table, and r_i c_j / n
 *   R, C   number of rows and columns with any count
 *   TV     ½ Σ |o_ij / n − o'_ij / n'|, total variation distance of the real and the synthetic table
 *   V      √( χ² / n / (min(R, C) − 1) ), χ² = Σ (o_ij − e_ij)² / e_ij, without corrections
 *          H. Cramér, "Mathematical Methods of Statistics", 1946, section 21.9
 */
import type { AlignedCodes } from './aligned-codes.ts'

/** Joint counts of two columns, in the real and in the synthetic table: the cells that occur in either. */
export interface ContingencyTable {
  /** The first column's code, by cell. */
  readonly rows: Int32Array
  /** The second column's code, by cell. */
  readonly columns: Int32Array
  readonly real: Float64Array
  readonly synthetic: Float64Array
  /** Number of possible codes of the first and of the second column. */
  readonly sizes: readonly [number, number]
}

/** Tables of up to this many possible cells are counted in arrays, larger ones in a map. */
const largestDenseTable = 1 << 18

/** Counts how often the codes of two columns occur together. O(rows + cells). */
export function contingencyTable(a: AlignedCodes, b: AlignedCodes): ContingencyTable {
  const cells = a.size * b.size <= largestDenseTable ? denseCells(a, b) : sparseCells(a, b)
  const { keys, real, synthetic } = cells
  return {
    rows: Int32Array.from(keys, (key) => Math.floor(key / b.size)),
    columns: Int32Array.from(keys, (key) => key % b.size),
    real,
    synthetic,
    sizes: [a.size, b.size],
  }
}

/** A cell's key is row code · number of columns + column code. */
interface Cells {
  readonly keys: Float64Array
  readonly real: Float64Array
  readonly synthetic: Float64Array
}

function denseCells(a: AlignedCodes, b: AlignedCodes): Cells {
  const count = (rowCodes: Int32Array, columnCodes: Int32Array): Float64Array => {
    const counts = new Float64Array(a.size * b.size)
    for (let row = 0; row < rowCodes.length; row++) {
      const key = (rowCodes[row] ?? 0) * b.size + (columnCodes[row] ?? 0)
      counts[key] = (counts[key] ?? 0) + 1
    }
    return counts
  }
  const real = count(a.real, b.real)
  const synthetic = count(a.synthetic, b.synthetic)
  const occurs = (_: number, key: number) => real[key] !== 0 || synthetic[key] !== 0
  const keys = Float64Array.from(real, (_, key) => key).filter(occurs)
  return { keys, real: real.filter(occurs), synthetic: synthetic.filter(occurs) }
}

function sparseCells(a: AlignedCodes, b: AlignedCodes): Cells {
  const cellOf = new Map<number, number>()
  const number = (rowCodes: Int32Array, columnCodes: Int32Array): Int32Array =>
    rowCodes.map((rowCode, row) => {
      const key = rowCode * b.size + (columnCodes[row] ?? 0)
      const cell = cellOf.get(key) ?? cellOf.size
      if (cell === cellOf.size) cellOf.set(key, cell)
      return cell
    })
  const realCells = number(a.real, b.real)
  const syntheticCells = number(a.synthetic, b.synthetic)
  return {
    keys: Float64Array.from(cellOf.keys()),
    real: sumBy(realCells, cellOf.size),
    synthetic: sumBy(syntheticCells, cellOf.size),
  }
}

/** TV of the two tables; NaN when either has no rows. */
export function totalVariation({ real, synthetic }: ContingencyTable): number {
  const realTotal = total(real)
  const syntheticTotal = total(synthetic)
  if (realTotal === 0 || syntheticTotal === 0) return Number.NaN
  let distance = 0
  for (let cell = 0; cell < real.length; cell++) {
    distance += Math.abs((real[cell] ?? 0) / realTotal - (synthetic[cell] ?? 0) / syntheticTotal)
  }
  return Math.min(1, distance / 2)
}

/** V of one of the two tables; NaN when it has fewer than two rows or columns that are not empty. */
export function cramersV(table: ContingencyTable, side: 'real' | 'synthetic'): number {
  const counts = table[side]
  const n = total(counts)
  const rowSums = sumBy(table.rows, table.sizes[0], counts)
  const columnSums = sumBy(table.columns, table.sizes[1], counts)
  const occupiedRows = countPositive(rowSums)
  const occupiedColumns = countPositive(columnSums)
  const freedom = Math.min(occupiedRows, occupiedColumns) - 1
  if (freedom < 1) return Number.NaN

  let chiSquare = 0
  let expectedInOccupied = 0
  let occupied = 0
  for (let cell = 0; cell < counts.length; cell++) {
    const observed = counts[cell] ?? 0
    if (observed === 0) continue
    const expected = ((rowSums[table.rows[cell] ?? 0] ?? 0) * (columnSums[table.columns[cell] ?? 0] ?? 0)) / n
    chiSquare += (observed - expected) ** 2 / expected
    expectedInOccupied += expected
    occupied++
  }
  // An empty cell adds (0 − e)² / e = e: together what the others leave of n.
  if (occupied < occupiedRows * occupiedColumns) chiSquare += Math.max(0, n - expectedInOccupied)
  return Math.min(1, Math.sqrt(chiSquare / n / freedom))
}

/** Sums of `weights` (default 1 each) by group 0 … `size` − 1. */
function sumBy(groups: Int32Array, size: number, weights?: Float64Array): Float64Array {
  const sums = new Float64Array(size)
  for (let i = 0; i < groups.length; i++) {
    const group = groups[i] ?? 0
    sums[group] = (sums[group] ?? 0) + (weights === undefined ? 1 : (weights[i] ?? 0))
  }
  return sums
}

function total(counts: Float64Array): number {
  let sum = 0
  for (const count of counts) sum += count
  return sum
}

function countPositive(sums: Float64Array): number {
  let count = 0
  for (const sum of sums) if (sum > 0) count++
  return count
}
