import { describe, expect, it } from 'vitest'
import { decodeModel, encodeModel } from '../artifact/model-file.ts'
import { independent } from '../baselines/independent.ts'
import { createRng } from '../random/rng.ts'
import { getColumn, type Table } from '../table/table.ts'
import { categoricalField, numericalField, tableOf } from '../testing/table-fixtures.ts'
import { defineModel } from './define-model.ts'
import { estimateFit } from './estimate-fit.ts'

const rowCount = 6000
const categoryCount = 900
const rng = createRng(5)
/** Zipf-like: a few frequent categories, many rare ones. */
const codes = Int32Array.from({ length: rowCount }, () => Math.floor(categoryCount * rng.uniform() ** 3))
const table = tableOf(
  [
    categoricalField(
      'street',
      Array.from({ length: categoryCount }, (_, code) => `street ${code}`),
      codes,
    ),
    categoricalField(
      'kind',
      ['a', 'b'],
      codes.map((code) => code % 2),
    ),
    numericalField(
      'x',
      Float64Array.from(codes, (code) => code / 8),
    ),
  ],
  rowCount,
)
const grouped = defineModel({ ...independent.definition, id: 'grouped', maxCategories: 50 })

function shares(of: Table): Float64Array {
  const { column } = getColumn(of, 'street')
  const counts = new Float64Array(categoryCount)
  if (column.type === 'categorical') for (const code of column.codes) counts[code] = (counts[code] ?? 0) + 1
  return counts.map((count) => count / of.rowCount)
}

describe('a model that learns a column of many categories as codes', () => {
  it('gives the categories back with their frequencies, and says so before it learns', async () => {
    const notices: string[] = []
    const synthesizer = await grouped().fit(table, { onNotice: (notice) => notices.push(notice) })
    expect(notices).toHaveLength(1)
    expect(notices[0]).toMatch(
      /^Column "street": \d+ categories are learned as \d\d codes: the 40 most frequent/,
    )
    const sample = await synthesizer.sample(20_000, { seed: 1 })
    const [real, synthetic] = [shares(table), shares(sample)]
    for (let code = 0; code < categoryCount; code++) {
      const share = real[code] ?? 0
      // Six standard errors: 900 categories are looked at.
      const tolerance = 6 * Math.sqrt(Math.max(share, 1 / rowCount) / 20_000)
      expect(Math.abs((synthetic[code] ?? 0) - share)).toBeLessThan(tolerance)
    }
  })

  it('meets conditions on rare categories with few rows drawn', async () => {
    const synthesizer = await grouped().fit(table)
    const rare = shares(table).findIndex((share, code) => code > 400 && share > 0)
    let drawn = 0
    const sample = await synthesizer.sample(50, {
      where: { street: `street ${rare}` },
      onStats: ({ drawnRows }) => {
        drawn = drawnRows
      },
    })
    expect(shares(sample)[rare]).toBe(1)
    // Its group has about a fiftieth of the rows; the category itself a thousandth of them or less.
    expect(drawn).toBeLessThan(10_000)
  })

  it('is the same from its file', async () => {
    const synthesizer = await grouped().fit(table)
    const restored = await decodeModel(await encodeModel(synthesizer), [grouped])
    expect(await restored.sample(100, { seed: 3 })).toEqual(await synthesizer.sample(100, { seed: 3 }))
  })

  it('can be overruled', async () => {
    const notices: string[] = []
    await grouped().fit(table, {
      encoding: { maxCategories: 1000 },
      onNotice: (notice) => notices.push(notice),
    })
    expect(notices).toEqual([])
  })
})

describe('estimateFit', () => {
  it('says what a fit takes, and what it would do with many categories', () => {
    const estimate = estimateFit(table, { model: grouped() })
    expect(estimate).toMatchObject({ encodedColumns: 3, parameters: 0, memoryBytes: 8 * 3 * rowCount })
    expect(estimate.seconds).toBeGreaterThan(0)
    expect(estimate.notices[0]).toContain('Column "street"')
    expect(estimateFit(table, { model: independent() }).notices).toEqual([])
  })

  it('takes less time at better rates, and products with more threads', () => {
    const seconds = (given: object) => estimateFit(table, { model: grouped(), ...given }).seconds
    expect(seconds({ elementsPerSecond: 1e9 })).toBeCloseTo(seconds({ elementsPerSecond: 0.5e9 }) / 2, 12)
    expect(seconds({ threads: 4 })).toBe(seconds({}))
    const counted = { encodedColumns: 3, parameters: 0, memoryBytes: 0, multiplyAdds: 88e9, elements: 1.5e9 }
    const multiplying = defineModel({ ...independent.definition, id: 'multiplying', cost: () => counted })
    expect(estimateFit(table, { model: multiplying() }).seconds).toBeCloseTo(3, 12)
    expect(estimateFit(table, { model: multiplying(), threads: 4 }).seconds).toBeCloseTo(2, 12)
  })
})
