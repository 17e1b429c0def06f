import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRng } from '../random/rng.ts'
import { isMissing } from '../table/column.ts'
import { namedColumns, selectRows, type Table } from '../table/table.ts'
import {
  booleanField,
  categoricalField,
  idField,
  mixedTable,
  numericalField,
  numericTable,
  tableOf,
} from '../testing/table-fixtures.ts'
import { distanceToClosestRecord, distanceToTwoClosestRecords } from './distance-to-closest-record.ts'
import { valueRange } from './present-values.ts'
import { sampleRows } from './sample-rows.ts'

/** The definition, cell by cell: all distances of a row in ascending order. */
function distancesByDefinition(rows: Table, row: number, reference: Table, scale: Table): number[] {
  const columns = namedColumns(rows).filter(({ schema }) => schema.type !== 'id')
  const sums = Array.from({ length: reference.rowCount }, (_, other) =>
    columns.reduce((sum, { column: a, index }) => {
      const b = reference.columns[index]
      const measure = scale.columns[index]
      if (b === undefined || measure === undefined) throw new Error('a column is missing')
      if (isMissing(a, row) || isMissing(b, other))
        return sum + (isMissing(a, row) && isMissing(b, other) ? 0 : 1)
      if (a.type === 'categorical' && b.type === 'categorical') {
        return sum + (a.categories[a.codes[row] ?? 0] === b.categories[b.codes[other] ?? 0] ? 0 : 1)
      }
      if (a.type === 'boolean' && b.type === 'boolean') return sum + (a.codes[row] === b.codes[other] ? 0 : 1)
      if (
        'values' in a &&
        a.type !== 'id' &&
        'values' in b &&
        b.type !== 'id' &&
        'values' in measure &&
        measure.type !== 'id'
      ) {
        const difference = Math.abs((a.values[row] ?? 0) - (b.values[other] ?? 0))
        const { min, max } = valueRange(measure.values) ?? { min: 0, max: 0 }
        return sum + (difference === 0 ? 0 : Math.min(1, difference / (max - min)))
      }
      throw new Error('types differ')
    }, 0),
  )
  return sums.map((sum) => sum / columns.length).sort((a, b) => a - b)
}

const cell = (value: fc.Arbitrary<number>, missing: number) =>
  fc.oneof({ weight: 1, arbitrary: fc.constant(missing) }, { weight: 5, arbitrary: value })
const tables = fc
  .array(
    fc.record({
      x: cell(fc.integer({ min: -3, max: 3 }), Number.NaN),
      y: cell(
        fc.integer({ min: 0, max: 64 }).map((y) => y / 64),
        Number.NaN,
      ),
      constant: fc.constant(7),
      a: cell(fc.integer({ min: 0, max: 2 }), -1),
      b: cell(fc.integer({ min: 0, max: 2 }), -1),
      c: cell(fc.integer({ min: 0, max: 1 }), -1),
      flag: cell(fc.integer({ min: 0, max: 1 }), -1),
    }),
    { minLength: 1, maxLength: 15 },
  )
  .map((rows) =>
    tableOf(
      [
        idField(
          'id',
          rows.map((_, row) => String(row)),
        ),
        numericalField(
          'x',
          rows.map((row) => row.x),
        ),
        numericalField(
          'y',
          rows.map((row) => row.y),
        ),
        numericalField(
          'constant',
          rows.map((row) => row.constant),
        ),
        // The same categories in an order of first appearance that differs between tables.
        categoricalField(
          'a',
          [...new Set(rows.map((row) => row.a))].filter((a) => a >= 0).map(String),
          rows.map((row) => [...new Set(rows.map((each) => each.a))].filter((a) => a >= 0).indexOf(row.a)),
        ),
        categoricalField(
          'b',
          ['p', 'q', 'r'],
          rows.map((row) => row.b),
        ),
        categoricalField(
          'c',
          ['p', 'q'],
          rows.map((row) => row.c),
        ),
        booleanField(
          'flag',
          rows.map((row) => row.flag),
        ),
      ],
      rows.length,
    ),
  )

describe('distanceToTwoClosestRecords', () => {
  it('finds what a look at every pair of rows finds, on any scale', () => {
    fc.assert(
      fc.property(tables, tables, tables, (rows, reference, scale) => {
        const { nearest, second } = distanceToTwoClosestRecords(rows, reference, scale)
        const only = distanceToClosestRecord(rows, reference, scale)
        for (let row = 0; row < rows.rowCount; row++) {
          const [first = Number.NaN, next = Number.NaN] = distancesByDefinition(rows, row, reference, scale)
          // Sums in another order round differently.
          expect(nearest[row]).toBeCloseTo(first, 12)
          expect(only[row]).toBe(nearest[row])
          if (Number.isNaN(next)) expect(second?.[row]).toBeNaN()
          else expect(second?.[row]).toBeCloseTo(next, 12)
        }
      }),
    )
  })

  it('finds it in larger tables too, with and without categories', () => {
    for (const [rows, reference] of [
      [mixedTable(150, 1), mixedTable(300, 2)],
      [numericTable(150, 1), numericTable(300, 2)],
    ] as const) {
      const { nearest, second } = distanceToTwoClosestRecords(rows, reference)
      for (let row = 0; row < rows.rowCount; row++) {
        const [first, next] = distancesByDefinition(rows, row, reference, reference)
        expect(nearest[row]).toBeCloseTo(first ?? Number.NaN, 12)
        expect(second?.[row]).toBeCloseTo(next ?? Number.NaN, 12)
      }
    }
  })

  it('is 0 for rows that occur, in any order, and 0 twice for those that occur twice', () => {
    const table = mixedTable(200)
    const rows = selectRows(table, sampleRows(createRng(1), 200, 50))
    expect(distanceToClosestRecord(rows, table)).toEqual(new Float64Array(50))
    const doubled = selectRows(
      table,
      Int32Array.from({ length: 400 }, (_, row) => row % 200),
    )
    expect(distanceToTwoClosestRecords(rows, doubled).second).toEqual(new Float64Array(50))
  })

  it('is not a number without rows to be near to', () => {
    const table = mixedTable(3)
    const empty = selectRows(table, new Int32Array(0))
    expect(distanceToClosestRecord(table, empty)).toEqual(new Float64Array(3).fill(Number.NaN))
    expect(distanceToClosestRecord(empty, table)).toHaveLength(0)
    const ids = tableOf([idField('id', ['a', 'b'])], 2)
    expect(distanceToClosestRecord(ids, ids)).toEqual(new Float64Array(2).fill(Number.NaN))
  })
})
