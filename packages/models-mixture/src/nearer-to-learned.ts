/**
 * Notation
 *   distance   of two rows: Σ over columns of |difference| / range, at most 1, for numbers; 0 or 1 for codes; missing against a value 1
 *   share      rows drawn that are nearer to the rows learned than to as many rows held out, plus half of those that are equally near;
 *              about .5 for a model that does not remember rows
 *              M. Platzer, T. Reutterer, "Holdout-Based Empirical Assessment of Mixed-Type Synthetic Data", Front. Big Data 4, 2021
 */
import type { Pacer, PreparedColumn, PreparedTable } from '@tabricate/core'

/** Rows held out that a drawn row is compared with, at most. */
const maxReferences = 1500

/** Rows of each table, in units of the ranges, row by row; NaN = missing. */
interface Points {
  readonly rowCount: number
  readonly values: Float64Array
}

/** Share of drawn rows that are nearer to `learned` than to `heldOut` rows; both are taken from their beginning. */
export async function nearerToLearned(
  drawn: PreparedTable,
  learned: PreparedTable,
  heldOut: PreparedTable,
  pace: Pacer,
): Promise<number> {
  const references = Math.min(maxReferences, learned.rowCount, heldOut.rowCount)
  const width = drawn.columns.length
  const scales = learned.columns.map(rangeOf)
  const isNumeric = Uint8Array.from(learned.columns, ({ kind }) => (kind === 'continuous' ? 1 : 0))
  const toPoints = (table: PreparedTable, rowCount: number): Points => ({
    rowCount,
    values: pointsOf(table, rowCount, scales),
  })
  const rows = toPoints(drawn, drawn.rowCount)
  const near = toPoints(learned, references)
  const far = toPoints(heldOut, references)
  let nearer = 0
  for (let row = 0; row < rows.rowCount; row++) {
    await pace(references * width)
    const point = rows.values.subarray(row * width, (row + 1) * width)
    const [a, b] = [nearestDistance(point, near, isNumeric), nearestDistance(point, far, isNumeric)]
    nearer += a < b ? 1 : a === b ? 0.5 : 0
  }
  return nearer / Math.max(1, rows.rowCount)
}

function nearestDistance(point: Float64Array, { rowCount, values }: Points, isNumeric: Uint8Array): number {
  const width = point.length
  let nearest = Number.POSITIVE_INFINITY
  for (let row = 0, at = 0; row < rowCount; row++, at += width) {
    let distance = 0
    for (let j = 0; j < width && distance < nearest; j++) {
      const [x, y] = [point[j] ?? 0, values[at + j] ?? 0]
      if (isNumeric[j] === 0) distance += x === y ? 0 : 1
      else if (Number.isNaN(x) || Number.isNaN(y)) distance += Number.isNaN(x) === Number.isNaN(y) ? 0 : 1
      else distance += Math.min(1, Math.abs(x - y))
    }
    if (distance < nearest) nearest = distance
  }
  return nearest
}

function rangeOf(column: PreparedColumn): number {
  if (column.kind === 'discrete') return 1
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of column.values) {
    if (value < min) min = value
    if (value > max) max = value
  }
  return max > min ? max - min : 1
}

function pointsOf(table: PreparedTable, rowCount: number, scales: readonly number[]): Float64Array {
  const width = table.columns.length
  const points = new Float64Array(rowCount * width)
  table.columns.forEach((column, j) => {
    const cells = column.kind === 'discrete' ? column.codes : column.values
    const scale = scales[j] ?? 1
    for (let row = 0; row < rowCount; row++) points[row * width + j] = (cells[row] ?? 0) / scale
  })
  return points
}
