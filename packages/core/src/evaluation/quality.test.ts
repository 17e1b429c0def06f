import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTabricateError } from '../errors.ts'
import { permutation } from '../random/distributions.ts'
import { createRng } from '../random/rng.ts'
import { selectRows, type Table } from '../table/table.ts'
import {
  categoricalField,
  categoricalTable,
  degenerateTable,
  mixedTable,
  numericalField,
  numericTable,
  tableOf,
} from '../testing/table-fixtures.ts'
import { evaluateQuality } from './quality.ts'
import { shuffleColumns } from './shuffle-columns.ts'

const noRows = new Int32Array(0)

describe('evaluateQuality', () => {
  it('gives 1 for the table itself, under both scorings', () => {
    const real = mixedTable(500)
    for (const scoring of ['sdmetrics', 'sdmetrics-all-pairs'] as const) {
      const { score, columnShapes, columnPairTrends } = evaluateQuality({ real, synthetic: real, scoring })
      // Sums of shares may miss 1 by rounding.
      for (const { value } of [score, columnShapes, columnPairTrends]) expect(value).toBeCloseTo(1, 12)
    }
  })

  it('leaves ids out and names every column and pair once', () => {
    const real = mixedTable(100)
    const { columns, pairs } = evaluateQuality({ real, synthetic: real })
    expect(columns.map((column) => column.column)).toEqual([
      '__proto__',
      'amount',
      'gain',
      'score',
      'children',
      'smoker',
      'since',
    ])
    expect(pairs).toHaveLength((7 * 6) / 2)
    expect(new Set(pairs.map((pair) => pair.columns.join('|'))).size).toBe(pairs.length)
  })

  it('sees lost dependence in pair trends, not in column shapes', () => {
    const real = categoricalTable(2000)
    const { columnShapes, columnPairTrends } = evaluateQuality({
      real,
      synthetic: shuffleColumns(real, createRng(1)),
    })
    expect(columnShapes.value).toBeCloseTo(1, 12)
    // P(a = b) falls from 0.867 to 0.333, and the difference spreads evenly: the total variation is 0.533.
    expect(columnPairTrends.value).toBeCloseTo(1 - 0.533, 1)
  })

  it('counts a pair by the strength of its real association', () => {
    const real = numericTable(300)
    const shuffled = shuffleColumns(real, createRng(5))
    expect(evaluateQuality({ real, synthetic: shuffled }).pairsCounted).toBe(1)
    const weak = evaluateQuality({ real: shuffled, synthetic: real })
    expect(weak.pairsCounted).toBe(0)
    expect(weak.columnPairTrends.value).toBeNull()
    expect(weak.score).toEqual(weak.columnShapes)
    const all = evaluateQuality({ real: shuffled, synthetic: real, scoring: 'sdmetrics-all-pairs' })
    expect(all.pairsCounted).toBe(1)
    expect(all.columnPairTrends.value).toBeCloseTo(0.5, 1)
  })

  it('sees a shift of a continuous column in mixed pairs only with shared edges', () => {
    const codes = Int32Array.from({ length: 400 }, (_, row) => row % 4)
    const table = (offset: number): Table =>
      tableOf(
        [
          categoricalField('group', ['a', 'b', 'c', 'd'], codes),
          numericalField(
            'x',
            Float64Array.from(codes, (code, row) => code * 10 + (row % 7) + offset),
          ),
        ],
        400,
      )
    const [real, synthetic] = [table(0), table(1000)]
    const trend = (binEdges: 'own' | 'shared') =>
      evaluateQuality({ real, synthetic, binEdges }).columnPairTrends.value
    expect(trend('own')).toBeCloseTo(1, 12)
    expect(trend('shared')).toBeLessThan(0.3)
  })

  it('does not depend on the order of rows or columns', () => {
    const [real, synthetic] = [mixedTable(200, 1), mixedTable(150, 2)]
    const expected = evaluateQuality({ real, synthetic })
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const rng = createRng(seed)
        const rows = selectRows(synthetic, permutation(rng, synthetic.rowCount))
        const order = Array.from(permutation(rng, rows.columns.length))
        const shuffled: Table = {
          rowCount: rows.rowCount,
          schema: { columns: order.flatMap((index) => rows.schema.columns[index] ?? []) },
          columns: order.flatMap((index) => rows.columns[index] ?? []),
        }
        const { score } = evaluateQuality({ real, synthetic: shuffled })
        // Sums in another order round differently.
        expect(score.value).toBeCloseTo(expected.score.value ?? Number.NaN, 12)
      }),
      { numRuns: 20 },
    )
  })

  it('gives null with a reason, and survives JSON, when there is nothing to measure', () => {
    const real = mixedTable(50)
    const empty = selectRows(real, noRows)
    for (const result of [
      evaluateQuality({ real, synthetic: empty }),
      evaluateQuality({ real: empty, synthetic: real }),
      evaluateQuality({ real: empty, synthetic: empty }),
      evaluateQuality({ real: tableOf([], 0), synthetic: tableOf([], 0) }),
    ]) {
      expect(result.score).toEqual({ value: null, reason: 'No column can be compared.' })
      for (const part of [...result.columns, ...result.pairs]) {
        expect(part.value).toBeNull()
        expect(part.value === null && part.reason).toMatch(/\w+.*\.$/)
      }
      expect(JSON.parse(JSON.stringify(result))).toEqual(result)
    }
  })

  it.each([1, 2, 30])('measures constant and missing columns over %d rows', (rowCount) => {
    const real = degenerateTable(rowCount)
    const result = evaluateQuality({ real, synthetic: real, scoring: 'sdmetrics-all-pairs' })
    expect(result.score.value).toBeCloseTo(1, 12)
    const unmeasured = result.columns.filter((column) => column.value === null)
    expect(unmeasured.map((column) => column.column)).toEqual(['nothing', 'empty'])
    expect(JSON.parse(JSON.stringify(result))).toEqual(result)
  })

  it('tells all that keeps two tables from being compared at once', () => {
    const real = tableOf(
      [numericalField('x', [1, Infinity]), numericalField('y', [1, 2]), numericalField('z', [1, 2])],
      2,
    )
    const synthetic = tableOf(
      [categoricalField('x', ['a'], [0, 0]), numericalField('y', [1]), numericalField('w', [1, 2])],
      2,
    )
    const attempt = () => evaluateQuality({ real, synthetic })
    expect(attempt).toThrow(/cannot be compared/)
    try {
      attempt()
    } catch (error) {
      if (!isTabricateError(error, 'INVALID_TABLE')) throw error
      expect(error.issues).toEqual([
        { path: ['real', 'x'], message: 'is infinite in row 1' },
        { path: ['synthetic', 'y'], message: 'has 1 rows instead of 2' },
        { path: ['synthetic', 'x'], message: 'is categorical, but numerical in the real table' },
        { path: ['synthetic', 'z'], message: 'is missing' },
        { path: ['synthetic', 'w'], message: 'is not in the real table' },
      ])
    }
  })
})
