import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Column } from '../table/column.ts'
import { booleanField, categoricalField, idField, numericalField } from '../testing/table-fixtures.ts'
import { columnDistribution } from './column-distribution.ts'

const numbers = (values: readonly number[]) => numericalField('x', values)
const distributionOf = (
  [schema, real]: ReturnType<typeof numbers>,
  [, synthetic]: readonly [unknown, Column],
) => columnDistribution({ schema, real, synthetic })

const sum = (counts: readonly number[]) => counts.reduce((total, rows) => total + rows, 0)

describe('columnDistribution of numbers', () => {
  it('counts every row of both tables exactly once', () => {
    const cells = fc.array(
      fc
        .oneof(fc.integer({ min: -50, max: 50 }), fc.double(), fc.constant(Number.NaN))
        .filter((value) => Math.abs(value) !== Infinity),
      { maxLength: 60 },
    )
    fc.assert(
      fc.property(cells, cells, (real, synthetic) => {
        const found = distributionOf(numbers(real), numbers(synthetic))
        if (found?.kind !== 'continuous') throw new Error('numbers are continuous')
        const rows = (side: 'real' | 'synthetic') =>
          sum(found[side]) + found.below[side] + found.above[side] + found.missing[side]
        expect(rows('real')).toBe(real.length)
        expect(rows('synthetic')).toBe(synthetic.length)
        expect(found.edges.every((edge, i) => i === 0 || edge > (found.edges[i - 1] ?? Infinity))).toBe(true)
        expect(JSON.parse(JSON.stringify(found))).toEqual(found)
      }),
    )
  })

  it('has finite edges where the values are as far apart as doubles can be', () => {
    const { MAX_VALUE } = Number
    const found = distributionOf(numbers([-1e293, MAX_VALUE, -MAX_VALUE]), numbers([]))
    if (found?.kind !== 'continuous') throw new Error('numbers are continuous')
    expect(found.edges.every(Number.isFinite)).toBe(true)
    expect(sum(found.real) + found.below.real + found.above.real).toBe(3)
  })

  it('gives every bin equally many whole numbers', () => {
    const values = Array.from({ length: 500 }, (_, i) => i % 100)
    const found = distributionOf(numbers(values), numbers(values))
    if (found?.kind !== 'continuous') throw new Error('numbers are continuous')
    expect(found.edges.slice(0, 3)).toEqual([-0.5, 3.5, 7.5])
    expect(new Set(found.real)).toEqual(new Set([20]))
  })

  it('keeps outliers out of the bins', () => {
    const values = Array.from({ length: 1000 }, (_, i) => i / 1000)
    const found = distributionOf(numbers([...values, 1e9]), numbers(values))
    expect(found).toMatchObject({ above: { real: 10, synthetic: 9 }, summary: { real: { p50: 0.5 } } })
    expect(found?.kind === 'continuous' && found.edges.at(-1)).toBeLessThan(1)
  })
})

describe('columnDistribution of categories', () => {
  const field = (counts: Readonly<Record<string, number>>) =>
    categoricalField(
      'c',
      Object.keys(counts),
      Object.values(counts).flatMap((rows, code) => Array.from({ length: rows }, () => code)),
    )

  it('names the frequent ones of either table, and none that few real rows have', () => {
    const found = distributionOf(
      field({ common: 40, rare: 4, invented: 0 }),
      field({ common: 10, rare: 20, invented: 3 }),
    )
    expect(found).toEqual({
      kind: 'discrete',
      categories: [
        { category: 'common', real: 40, synthetic: 10 },
        { category: 'invented', real: 0, synthetic: 3 },
      ],
      others: { categories: 1, real: 4, synthetic: 20 },
      missing: { real: 0, synthetic: 0 },
    })
  })

  it('names twelve at most, and counts the missing', () => {
    const counts = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`c${i}`, 10 + i]))
    const found = distributionOf(field(counts), field(counts))
    expect(found).toMatchObject({ others: { categories: 8, real: 108, synthetic: 108 } })
    const truth = booleanField('b', [1, 1, -1])
    expect(distributionOf(truth, booleanField('b', [0, -1, -1]))).toMatchObject({
      categories: [
        { category: 'true', real: 2, synthetic: 0 },
        { category: 'false', real: 0, synthetic: 1 },
      ],
      missing: { real: 1, synthetic: 2 },
    })
  })

  it('says nothing of ids', () => {
    expect(distributionOf(idField('id', ['1']), idField('id', ['2']))).toBeNull()
  })
})
