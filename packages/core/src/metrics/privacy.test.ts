import { describe, expect, it } from 'vitest'
import { createRng } from '../random/rng.ts'
import { concatTables } from '../table/concat-tables.ts'
import { getColumn, selectRows, type Table } from '../table/table.ts'
import {
  categoricalField,
  categoricalTable,
  degenerateTable,
  mixedTable,
  numericalField,
  tableOf,
} from '../testing/table-fixtures.ts'
import { dcrBaselineProtection } from './dcr-baseline-protection.ts'
import { dcrOverfittingProtection } from './dcr-overfitting-protection.ts'
import { disclosureProtection, disclosureProtectionEstimate } from './disclosure-protection.ts'
import { newRowSynthesis } from './new-row-synthesis.ts'
import { uniformTable } from './uniform-table.ts'

const firstRows = (table: Table, count: number) =>
  selectRows(
    table,
    Int32Array.from({ length: count }, (_, row) => row),
  )

/** Other people's rows, of which a share is replaced by copies of those learned. */
function leak(train: Table, fresh: Table, share: number): Table {
  const copied = Math.round(fresh.rowCount * share)
  return concatTables([firstRows(train, copied), firstRows(fresh, fresh.rowCount - copied)])
}

describe('privacy metrics', () => {
  // One table cut in three, so that all share categories.
  const population = mixedTable(900)
  const part = (start: number) =>
    selectRows(
      population,
      Int32Array.from({ length: 300 }, (_, row) => start + row),
    )
  const [train, fresh, holdout] = [part(0), part(300), part(600)]
  const shares = [0, 0.25, 0.5, 0.75, 1]

  it('fall with every further share of copied rows', () => {
    const measure = (synthetic: Table) => ({
      new: newRowSynthesis.compute({ real: train, synthetic }).value ?? Number.NaN,
      overfitting:
        dcrOverfittingProtection.compute({ train, synthetic, holdout, scale: 'train' }).value ?? Number.NaN,
      baseline:
        dcrBaselineProtection.compute({ real: train, synthetic, rng: createRng(1) }).value ?? Number.NaN,
    })
    const measured = shares.map((share) => measure(leak(train, fresh, share)))
    measured.slice(1).forEach((after, i) => {
      const before = measured[i]
      expect(after.new).toBeLessThan(before?.new ?? 0)
      // Once half of the rows are copies, the median is 0 and stays so.
      expect(after.baseline).toBeLessThanOrEqual(before?.baseline ?? 0)
      expect(after.overfitting).toBeLessThan(before?.overfitting ?? 0)
    })
    expect(measured[0]?.overfitting).toBeGreaterThan(0.85)
    expect(measured.at(-1)).toEqual({ new: 0, overfitting: 0, baseline: 0 })
  })

  it('give null with a reason without rows', () => {
    const empty = firstRows(train, 0)
    for (const [real, synthetic] of [
      [train, empty],
      [empty, empty],
    ] as const) {
      const results = [
        newRowSynthesis.compute({ real, synthetic }),
        dcrOverfittingProtection.compute({ train: real, synthetic, holdout }),
        dcrBaselineProtection.compute({ real, synthetic, rng: createRng(1) }),
        disclosureProtection.compute({ real, synthetic, known: ['children'], sensitive: ['smoker'] }),
      ]
      for (const result of results) {
        expect(result.value).toBeNull()
        expect(JSON.parse(JSON.stringify(result))).toEqual(result)
      }
    }
  })

  it('stand columns without information', () => {
    const real = degenerateTable(20)
    expect(newRowSynthesis.compute({ real, synthetic: real }).value).toBe(0)
    expect(dcrOverfittingProtection.compute({ train: real, synthetic: real, holdout: real })).toEqual({
      value: 1,
      closerToTrain: 0,
      equallyClose: 1,
      closerToHoldout: 0,
    })
    const baseline = dcrBaselineProtection.compute({ real, synthetic: real, rng: createRng(1) })
    expect(baseline).toMatchObject({ value: null, syntheticMedian: 0, randomMedian: 0 })
  })
})

describe('newRowSynthesis', () => {
  it('matches numbers within one per cent of the synthetic value', () => {
    const table = (...values: number[]) => tableOf([numericalField('x', values)], values.length)
    const real = table(100, -50, 0, Number.NaN)
    const isNew = (value: number) => newRowSynthesis.compute({ real, synthetic: table(value) }).value
    // |100 − 99.1| is within 0.991, |100 − 99| is not within 0.99.
    expect([99.1, 101, 99, 102, -50.5, -51, 0, 1e-9, Number.NaN].map(isNew)).toEqual([
      0, 0, 1, 1, 0, 1, 0, 1, 0,
    ])
    expect(newRowSynthesis.compute({ real, synthetic: table(99), tolerance: 0.02 }).value).toBe(0)
  })
})

describe('disclosureProtection', () => {
  it('is 0 where known values give sensitive ones away, and 1 where they tell nothing', () => {
    const row = Int32Array.from({ length: 90 }, (_, i) => i % 9)
    const table = (secret: (i: number) => number) =>
      tableOf(
        [
          categoricalField(
            'known',
            ['a', 'b', 'c'],
            row.map((i) => i % 3),
          ),
          categoricalField('secret', ['x', 'y', 'z'], row.map(secret)),
        ],
        90,
      )
    const told = table((i) => i % 3)
    const untold = table((i) => Math.floor(i / 3))
    const score = (real: Table, synthetic: Table) =>
      disclosureProtection.compute({ real, synthetic, known: ['known'], sensitive: ['secret'] })
    expect(score(told, told)).toMatchObject({ value: 0, protection: 0 })
    const safe = score(untold, untold)
    expect(safe.value).toBeCloseTo(1, 12)
    expect(safe.baselineProtection).toBeCloseTo(2 / 3, 12)
  })

  it('falls back on the nearest known values, or leaves rows out, as its method says', () => {
    const table = (a: number[], b: number[], secret: number[]) =>
      tableOf(
        [
          categoricalField('a', ['1', '2'], a),
          categoricalField('b', ['1', '2'], b),
          categoricalField('secret', ['x', 'y'], secret),
        ],
        a.length,
      )
    const real = table([0, 0], [0, 1], [0, 1])
    const synthetic = table([0, 1], [0, 1], [0, 0])
    const protection = (method: 'cap' | 'zeroCap' | 'generalizedCap') =>
      disclosureProtection.compute({ real, synthetic, known: ['a', 'b'], sensitive: ['secret'], method })
        .protection
    // The first row is guessed; the second has no neighbour, and both rows at distance 1 say x, which is wrong.
    expect(protection('cap')).toBe(0)
    expect(protection('zeroCap')).toBe(0.5)
    expect(protection('generalizedCap')).toBe(0.5)
  })

  it('is estimated from random rows', () => {
    const real = categoricalTable(3000, 1)
    const synthetic = categoricalTable(3000, 2)
    const disclosure = { real, synthetic, known: ['a'], sensitive: ['b'] }
    const exact = disclosureProtection.compute(disclosure).value ?? Number.NaN
    const estimate =
      disclosureProtectionEstimate.compute({ ...disclosure, rng: createRng(3) }).value ?? Number.NaN
    // Standard error of a mean over 10 · 1000 rows of a share of about 0.25: below 0.01.
    expect(Math.abs(estimate - exact)).toBeLessThan(0.03)
    expect(disclosureProtectionEstimate.compute({ ...disclosure, rng: createRng(3) }).value).toBe(estimate)
  })

  it('names every column that cannot be used', () => {
    const real = categoricalTable(10)
    const attempt = () =>
      disclosureProtection.compute({ real, synthetic: real, known: ['a', 'no'], sensitive: ['a', 'none'] })
    expect(attempt).toThrow(/known\[1\]: there is no column "no"/)
    expect(attempt).toThrow(/sensitive\[0\]: "a" is known already/)
    expect(attempt).toThrow(/sensitive\[1\]: there is no column "none"/)
    expect(() =>
      disclosureProtection.compute({ real, synthetic: real, known: [], sensitive: ['a'] }),
    ).toThrow(/known: names no column/)
  })
})

describe('uniformTable', () => {
  it('keeps ranges, categories, whole numbers and the share of missing values, and nothing else', () => {
    const real = mixedTable(2000)
    const random = uniformTable(real, 4000, createRng(1))
    const values = (table: Table, name: string) => {
      const { column } = getColumn(table, name)
      if (column.type !== 'numerical') throw new Error(`${name} is not numerical`)
      return column.values
    }
    expect(random.rowCount).toBe(4000)
    expect(new Set(values(random, 'children'))).toEqual(new Set([0, 1, 2, 3, 4]))
    const [score, drawn] = [values(real, 'score'), values(random, 'score')]
    const present = (numbers: Float64Array) => numbers.filter((value) => !Number.isNaN(value))
    expect(Math.min(...present(drawn))).toBeGreaterThanOrEqual(Math.min(...present(score)))
    expect(Math.max(...present(drawn))).toBeLessThanOrEqual(Math.max(...present(score)))
    // Standard error of a share near 0.15 over 4000 rows: 0.006.
    expect(present(drawn).length / 4000).toBeCloseTo(present(score).length / 2000, 1)
  })
})
