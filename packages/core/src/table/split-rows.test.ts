import fc from 'fast-check'
import { expect, it } from 'vitest'
import { splitRows } from './split-rows.ts'
import type { Table } from './table.ts'
import { tableFromColumns } from './table-from-values.ts'

const table = (rowCount: number) =>
  tableFromColumns({ x: Array.from({ length: rowCount }, (_, row) => row * row) })
const values = ({ columns }: Table) => (columns[0]?.type === 'numerical' ? [...columns[0].values] : [])

it('cuts every row into one of two parts of exact size, in order', () => {
  const options = [
    fc.integer({ min: 3, max: 300 }),
    fc.double({ min: 0.01, max: 0.99, noNaN: true }),
    fc.integer(),
  ] as const
  fc.assert(
    fc.property(...options, (rowCount, holdout, seed) => {
      const parts = splitRows(table(rowCount), { holdout, seed })
      const [train, held] = [values(parts.train), values(parts.holdout)]
      expect(held.length).toBe(Math.min(rowCount - 1, Math.max(1, Math.round(holdout * rowCount))))
      expect(train).toEqual(train.toSorted((a, b) => a - b))
      expect(held).toEqual(held.toSorted((a, b) => a - b))
      expect([...train, ...held].toSorted((a, b) => a - b)).toEqual(values(table(rowCount)))
    }),
    { numRuns: 50 },
  )
})

it('depends on the seed alone; 0 is a seed', () => {
  const split = (seed: number) => values(splitRows(table(100), { seed }).holdout)
  expect(split(0)).toEqual(split(0))
  expect(split(0)).not.toEqual(split(1))
  expect(split(0)).toHaveLength(20)
})

it('refuses shares, seeds and tables that cannot be', () => {
  expect(() => splitRows(table(10), { holdout: 1, seed: 1 })).toThrow('it is 1')
  expect(() => splitRows(table(10), { holdout: Number.NaN, seed: 1 })).toThrow('it is NaN')
  expect(() => splitRows(table(10), { seed: Number.NaN })).toThrow('seed must be')
  expect(() => splitRows(table(1), { seed: 1 })).toThrow('1 row cannot be split')
})
