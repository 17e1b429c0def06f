import type { Rng } from '../random/rng.ts'
import type { Column } from '../table/column.ts'
import type { Table } from '../table/table.ts'
import { valueRange } from './present-values.ts'

/**
 * A table of random values on the real table's ranges and categories, column by column: numbers and dates uniform between the
 * smallest and the largest (whole numbers where all real ones are), categories that occur and truth values evenly, missing as
 * often as in real. Ids are copied from real rows. It knows nothing of the real rows but their extent.
 */
export function uniformTable(real: Table, rowCount: number, rng: Rng): Table {
  return {
    schema: real.schema,
    columns: real.columns.map((column, index) => uniformColumn(column, rowCount, rng.split(index))),
    rowCount,
  }
}

function uniformColumn(column: Column, rowCount: number, rng: Rng): Column {
  switch (column.type) {
    case 'numerical':
    case 'datetime':
      return { type: column.type, values: uniformValues(column.values, rowCount, rng) }
    case 'categorical':
      return { ...column, codes: Int32Array.from(uniformCodes(column.codes, rowCount, rng)) }
    case 'boolean':
      return { type: 'boolean', codes: Int8Array.from(uniformCodes(column.codes, rowCount, rng)) }
    case 'id':
      return {
        type: 'id',
        values: Array.from(
          { length: rowCount },
          () => column.values[rng.integer(column.values.length)] ?? null,
        ),
      }
    default:
      return column satisfies never
  }
}

function uniformValues(real: Float64Array, rowCount: number, rng: Rng): Float64Array {
  const values = new Float64Array(rowCount).fill(Number.NaN)
  const range = valueRange(real)
  if (range === undefined) return values
  const { min, max } = range
  const missing = missingShare(real, Number.isNaN)
  const whole =
    max - min < 2 ** 32 && real.every((value) => Number.isNaN(value) || Number.isSafeInteger(value))
  for (let row = 0; row < rowCount; row++) {
    if (rng.uniform() < missing) continue
    const u = rng.uniform()
    // Weighted ends instead of a difference: ranges near the largest double do not overflow.
    values[row] = whole ? min + Math.floor(u * (max - min + 1)) : min * (1 - u) + max * u
  }
  return values
}

function uniformCodes(real: Int32Array | Int8Array, rowCount: number, rng: Rng): number[] {
  const occurring = [...new Set(real)].filter((code) => code >= 0)
  const missing = missingShare(real, (code) => code < 0)
  return Array.from({ length: rowCount }, () =>
    rng.uniform() < missing ? -1 : (occurring[rng.integer(occurring.length)] ?? -1),
  )
}

function missingShare(
  cells: Float64Array | Int32Array | Int8Array,
  isMissing: (cell: number) => boolean,
): number {
  let missing = 0
  for (const cell of cells) if (isMissing(cell)) missing++
  return missing / cells.length
}
