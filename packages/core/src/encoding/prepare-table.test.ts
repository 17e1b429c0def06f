import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dataTitle, findDataFile, readCsvColumns, toNumbers } from '../../test/csv-columns.ts'
import { throughJson } from '../../test/through-json.ts'
import { normal } from '../random/distributions.ts'
import { createRng } from '../random/rng.ts'
import type { Table } from '../table/table.ts'
import {
  booleanField,
  categoricalField,
  dateField,
  degenerateTable,
  mixedTable,
  numericalField,
  tableOf,
} from '../testing/table-fixtures.ts'
import { type PrepareOptions, prepareTable } from './prepare-table.ts'
import { restoreTable } from './restore-table.ts'

const rows = (count: number, value: (row: number) => number) =>
  Array.from({ length: count }, (_, row) => value(row))

function prepareOne(values: readonly number[], options: PrepareOptions = {}, decimals: number | null = null) {
  const { prepared, plan } = prepareTable(
    tableOf([numericalField('x', values, decimals)], values.length),
    options,
  )
  return { column: prepared.columns[0], plan: plan.columns[0] }
}

function roundTrip(table: Table, options: PrepareOptions = {}): Table {
  const { prepared, plan } = prepareTable(table, options)
  const saved = throughJson(plan)
  expect(saved).toEqual(plan)
  return restoreTable(saved, prepared)
}

describe('which columns are discrete', () => {
  it.each([
    ['40 whole values, three rows each', rows(120, (row) => row % 40), 'discrete'],
    ['40 whole values, two rows each', rows(80, (row) => row % 40), 'continuous'],
    ['41 whole values', rows(4100, (row) => row % 41), 'continuous'],
    ['fractions on ten rows each', rows(50, (row) => (row % 5) / 2), 'discrete'],
    ['fractions on nine rows each', rows(45, (row) => (row % 5) / 2), 'continuous'],
    ['two fractions', [0.5, 1.25], 'discrete'],
    ['a constant', [7.5, 7.5, 7.5], 'discrete'],
    ['one row', [Math.PI], 'discrete'],
    ['all missing', [Number.NaN, Number.NaN], 'discrete'],
    ['no rows', [], 'discrete'],
  ] as const)('%s', (_, values, kind) => {
    expect(prepareOne(values).column?.kind).toBe(kind)
  })

  it('gives codes of ascending values, missing last', () => {
    const { column, plan } = prepareOne([5, Number.NaN, 2, 5])
    expect(column).toEqual({ kind: 'discrete', name: 'x', codes: Int32Array.of(1, 2, 0, 1), cardinality: 3 })
    expect(plan).toMatchObject({ kind: 'distinct', values: [2, 5], hasMissing: true })
  })

  it('gives an all-missing column one code', () => {
    expect(prepareOne([Number.NaN, Number.NaN]).column).toMatchObject({
      codes: Int32Array.of(0, 0),
      cardinality: 1,
    })
  })

  it('is overruled by name', () => {
    const many = rows(100, (row) => row / 7)
    expect(prepareOne(many, { discrete: ['x'] }).column).toMatchObject({ kind: 'discrete', cardinality: 100 })
    expect(prepareOne([1, 1, 1], { continuous: ['x'] }).column?.kind).toBe('continuous')
    expect(prepareOne(many, { discrete: ['x'] }).plan?.reason).toContain('as asked')
  })

  it('names every column that cannot be overruled', () => {
    const table = tableOf([categoricalField('a', ['u'], [0]), numericalField('b', [1])], 1)
    const attempt = () => prepareTable(table, { discrete: ['a', 'b', 'c'], continuous: ['b'] })
    expect(attempt).toThrowError(
      expect.objectContaining({
        code: 'INVALID_OPTIONS',
        issues: [
          {
            path: ['discrete', 0],
            message: '"a" is categorical; only numerical and datetime columns leave a choice',
          },
          { path: ['discrete', 1], message: '"b" is named as discrete and as continuous' },
          { path: ['discrete', 2], message: 'there is no column "c"' },
        ],
      }),
    )
  })

  it('refuses infinite numbers', () => {
    expect(() => prepareOne([1, Number.POSITIVE_INFINITY])).toThrowError(
      expect.objectContaining({ code: 'INVALID_TABLE' }),
    )
  })
})

describe('spikes', () => {
  const noisy = (share: number, value: number) =>
    rows(1000, (row) => (row < 1000 * share ? value : row + 0.25))

  it('are values on more than 2 % of the rows, ascending', () => {
    const values = rows(1000, (row) => (row < 300 ? 5 : row < 321 ? -2 : row < 341 ? 900 : row + 0.25))
    expect(prepareOne(values).column).toMatchObject({ kind: 'continuous', spikes: [-2, 5] })
  })
  it('count missing cells as rows', () => {
    const values = rows(1000, (row) => (row < 18 ? 0 : row < 500 ? Number.NaN : row))
    expect(prepareOne(values).column).toMatchObject({ spikes: [], hasMissing: true })
  })
  it('are on ten rows at least', () => {
    const values = rows(200, (row) => (row < 9 ? 0 : row))
    expect(prepareOne(values).column).toMatchObject({ spikes: [] })
  })
  it('obey spikeShare, and maxSpikes keeps the most frequent', () => {
    expect(prepareOne(noisy(0.1, 3), { spikeShare: 0.1 }).column).toMatchObject({ spikes: [] })
    const two = rows(1000, (row) => (row < 300 ? 5 : row < 350 ? -2 : row))
    expect(prepareOne(two, { maxSpikes: 1 }).column).toMatchObject({ spikes: [5] })
  })
  it('of dates are in steps of the resolution', () => {
    const days = rows(500, (row) => (row < 50 ? 20_000 : 19_000 + row))
    const { prepared } = prepareTable(tableOf([dateField('day', days)], 500))
    expect(prepared.columns[0]).toMatchObject({ kind: 'continuous', spikes: [20_000 - 19_050] })
  })
})

describe('the way back', () => {
  it('clips to the real range, rounds to the real decimals, keeps missing', () => {
    const values = rows(100, (row) => row / 4)
    const { plan } = prepareTable(tableOf([numericalField('x', values)], 100))
    const drawn = Float64Array.of(-3, 0.301, 11.987, 99, Number.NaN)
    const prepared = {
      rowCount: 5,
      columns: [{ kind: 'continuous', name: 'x', values: drawn, spikes: [], hasMissing: true }],
    } as const
    expect(restoreTable(plan, prepared).columns[0]).toEqual({
      type: 'numerical',
      values: Float64Array.of(0, 0.3, 11.99, 24.75, Number.NaN),
    })
  })

  it('draws only values seen where these are few, on 20 rows each', () => {
    const values = rows(2000, (row) => [0.5, 7, 7.25, 100][row % 4] ?? 0)
    const { plan } = prepareTable(tableOf([numericalField('x', values)], 2000), { continuous: ['x'] })
    const drawn = Float64Array.of(-9, 3.75, 3.76, 7.2, 53, 54, 1e9, Number.NaN)
    const prepared = {
      rowCount: 8,
      columns: [{ kind: 'continuous', name: 'x', values: drawn, spikes: [], hasMissing: true }],
    } as const
    expect(restoreTable(plan, prepared).columns[0]).toEqual({
      type: 'numerical',
      values: Float64Array.of(0.5, 0.5, 7, 7.25, 7.25, 100, 100, Number.NaN),
    })
    const fewer = prepareOne(rows(950, (row) => row % 50))
    expect(fewer.plan).toMatchObject({ kind: 'numbers', grid: null })
    expect(prepareOne(rows(1000, (row) => row % 50)).plan).toMatchObject({ grid: rows(50, (row) => row) })
  })

  it('keeps days days', () => {
    const { plan } = prepareTable(
      tableOf(
        [
          dateField(
            'day',
            rows(100, (row) => 18_000 + 3 * row),
          ),
        ],
        100,
      ),
    )
    const drawn = Float64Array.of(-1, 0.4, 0.6, 1e9)
    const prepared = {
      rowCount: 4,
      columns: [{ kind: 'continuous', name: 'day', values: drawn, spikes: [], hasMissing: false }],
    } as const
    const { columns } = restoreTable(plan, prepared)
    expect(columns[0]).toEqual({
      type: 'datetime',
      values: Float64Array.of(18_000, 18_000, 18_001, 18_297).map((day) => day * 86_400_000),
    })
  })

  it('allows the decimals of the schema when these rows happen to show fewer', () => {
    const values = rows(100, (row) => row * 3)
    expect(prepareOne(values, {}, 2).plan).toMatchObject({ kind: 'numbers', decimals: 2 })
  })

  it('keeps all categories of the schema, and codes only those in use', () => {
    const table = tableOf([categoricalField('c', ['unused', 'a', 'gone', 'b'], [3, 1, -1, 3])], 4)
    const { prepared, plan } = prepareTable(table)
    expect(prepared.columns[0]).toMatchObject({ cardinality: 3, codes: Int32Array.of(1, 0, 2, 1) })
    expect(restoreTable(plan, prepared)).toEqual(table)
  })

  it('reports a prepared table of another plan as a defect', () => {
    const { plan } = prepareTable(tableOf([booleanField('b', [0, 1])], 2))
    expect(() => restoreTable(plan, { rowCount: 2, columns: [] })).toThrowError(
      expect.objectContaining({ code: 'DEFECT' }),
    )
  })

  it.each([
    ['every type of column', mixedTable(500)],
    ['columns without information', degenerateTable(50)],
    ['one row', degenerateTable(1)],
    ['no rows', degenerateTable(0)],
  ])('gives back a table of %s', (_, table) => {
    const restored = roundTrip(table)
    expect(restored.schema).toEqual(table.schema)
    expect(restored.rowCount).toBe(table.rowCount)
    // Ids are made by streams, of which there are none here.
    const expected = table.columns.map((column) =>
      column.type === 'id' ? { ...column, values: column.values.map(() => null) } : column,
    )
    expect(restored.columns).toEqual(expected)
  })

  it('gives back any values exactly, discrete or continuous', () => {
    const number = fc.oneof(
      fc.double({ noDefaultInfinity: true }).map((x) => x + 0),
      fc.integer({ min: -50, max: 50 }),
      fc.integer({ min: -500_000, max: 500_000 }).map((x) => x / 1000),
      fc.constant(Number.NaN),
    )
    const cell = fc.record({
      number,
      day: fc.oneof(fc.integer({ min: -100_000, max: 100_000 }), fc.constant(Number.NaN)),
      code: fc.integer({ min: -1, max: 4 }),
      flag: fc.integer({ min: -1, max: 1 }),
    })
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 120 }), fc.boolean(), (cells, discrete) => {
        const table = tableOf(
          [
            numericalField(
              'number',
              cells.map((each) => each.number),
            ),
            dateField(
              'day',
              cells.map((each) => each.day),
            ),
            categoricalField(
              'category',
              ['', 'a', '__proto__', 'NaN', 'é'],
              cells.map((each) => each.code),
            ),
            booleanField(
              'flag',
              cells.map((each) => each.flag),
            ),
          ],
          cells.length,
        )
        const names = ['number', 'day']
        const { prepared, plan } = prepareTable(table, discrete ? { discrete: names } : { continuous: names })
        expect(restoreTable(plan, prepared).columns).toEqual(table.columns)
      }),
    )
  })
})

describe('real tables', () => {
  const file = findDataFile('adult.csv')
  it.skipIf(file === undefined)(dataTitle('Adult is prepared as its columns ask for', 'adult.csv'), () => {
    const names = ['age', 'fnlwgt', 'education-num', 'capital-gain', 'capital-loss', 'hours-per-week']
    const columns = readCsvColumns(file ?? '')
    const fields = names.map((name) =>
      numericalField(name, toNumbers(columns.get(name)).subarray(0, 32_561), 0),
    )
    const { plan, prepared } = prepareTable(tableOf(fields, 32_561))
    expect(Object.fromEntries(plan.columns.map((column) => [column.name, column.reason]))).toEqual({
      age: '73 distinct values in 32561 cells: continuous, 29 spikes, whole numbers, only values seen are drawn',
      fnlwgt: '21648 distinct values in 32561 cells: continuous, whole numbers',
      'education-num': '16 distinct values in 32561 cells: discrete',
      'capital-gain':
        '119 distinct values in 32561 cells: continuous, 1 spike, whole numbers, only values seen are drawn',
      'capital-loss':
        '92 distinct values in 32561 cells: continuous, 1 spike, whole numbers, only values seen are drawn',
      'hours-per-week':
        '94 distinct values in 32561 cells: continuous, 9 spikes, whole numbers, only values seen are drawn',
    })
    expect(prepared.columns[3]).toMatchObject({ kind: 'continuous', spikes: [0] })
    expect(prepared.columns[5]).toMatchObject({ spikes: [20, 25, 30, 35, 40, 45, 50, 55, 60] })
  })

  it('a skewed column with a spike keeps its decimals', () => {
    const rng = createRng(4)
    const values = rows(2000, () =>
      rng.uniform() < 0.9 ? 0 : Math.round(Math.exp(3 * normal(rng)) * 100) / 100,
    )
    expect(prepareOne(values).plan).toMatchObject({ kind: 'numbers', decimals: 2, min: 0 })
  })
})
