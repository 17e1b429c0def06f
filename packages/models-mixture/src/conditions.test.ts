import {
  createRng,
  fixedCombinations,
  getColumn,
  normal,
  type SampleStats,
  type Table,
  type Where,
} from '@tabricate/core'
import { categoricalField, constrainedTable, numericalField, tableOf } from '@tabricate/core/testing'
import { describe, expect, it } from 'vitest'
import { mixture } from './mixture.ts'

/** A category on one row in a thousand, a number that depends on it, one that depends on that number, and missing cells. */
function rareTable(rowCount: number): Table {
  const rng = createRng(1)
  const kinds = Int32Array.from({ length: rowCount }, () => (rng.uniform() < 0.001 ? 2 : rng.integer(2)))
  const size = Float64Array.from(kinds, (kind) => 10 * kind + normal(rng))
  const weight = size.map((value) => (rng.uniform() < 0.1 ? Number.NaN : value + normal(rng)))
  return tableOf(
    [
      categoricalField('kind', ['a', 'b', 'rare'], kinds),
      numericalField('size', size),
      numericalField('weight', weight),
    ],
    rowCount,
  )
}

const model = await mixture({ components: 4 }).fit(rareTable(20_000))

async function sample(where: Where) {
  const all: SampleStats[] = []
  const onStats = (stats: SampleStats) => void all.push(stats)
  const rows = await model.sample(2000, { where, onStats })
  const numbers = (name: string) => {
    const { column } = getColumn(rows, name)
    return column.type === 'numerical' ? column.values : new Float64Array(0)
  }
  return { drawnForEach: (all[0]?.drawnRows ?? 0) / 2000, size: numbers('size'), weight: numbers('weight') }
}

const mean = (values: Float64Array) => values.reduce((a, b) => a + b, 0) / values.length

describe('conditions', () => {
  it.each<[string, Where]>([
    ['a rare value', { kind: 'rare' }],
    ['a set', { kind: ['rare', 'a'] }],
    ['a range', { size: { min: 9, max: 9.5 } }],
    ['an open range of missing cells’ column', { weight: { max: -2 } }],
    ['missing', { weight: null }],
    ['three columns at once', { kind: 'b', size: { min: 10 }, weight: { min: 8, max: 10.5 } }],
    ['one exact number of a continuous column', { size: 9.123456 }],
  ])('are met without rejection: %s', async (_, where) => {
    expect((await sample(where)).drawnForEach).toBe(1)
  })

  it('move the columns that depend on them, and no others', async () => {
    const { size, weight } = await sample({ size: 9.123456 })
    expect(size.every((value) => value === 9.123456)).toBe(true)
    const present = weight.filter((value) => !Number.isNaN(value))
    // Missingness is independent: five standard errors of 2,000 drawn rows, and as much of the rows learned.
    expect(Math.abs(present.length / 2000 - 0.9)).toBeLessThan(0.06)
    expect(Math.abs(mean(present) - 9.12)).toBeLessThan(0.3)
  })
})

it('conditions on parts of combinations that are learned as one are aimed at', async () => {
  const constraints = [fixedCombinations('city', 'country')]
  const constrained = await mixture({ components: 2 }).fit(constrainedTable(300), { constraints })
  const all: SampleStats[] = []
  const where = { city: 'Paris', country: 'USA' }
  await constrained.sample(1000, { where, onStats: (stats) => void all.push(stats) })
  expect(all).toMatchObject([{ drawnRows: 1000, acceptedRows: 1000 }])
})
