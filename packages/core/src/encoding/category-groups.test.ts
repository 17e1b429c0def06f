import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { throughJson } from '../../test/through-json.ts'
import { fillUniform } from '../random/distributions.ts'
import { createRng } from '../random/rng.ts'
import { categoricalField, numericalField, tableOf } from '../testing/table-fixtures.ts'
import { groupCategories, minRows } from './category-groups.ts'
import { conditionOnPrepared } from './condition-on-prepared.ts'
import { conditionsOnCodes, openMemberDraw } from './group-members.ts'
import { type PrepareOptions, prepareTable } from './prepare-table.ts'
import type { DiscreteColumn, PreparedTable } from './prepared.ts'
import { restoreTable } from './restore-table.ts'

const noScores = () => new Float64Array(0)
const texts = (category: number) => `c${category}`

describe('groupCategories', () => {
  it('keeps the frequent, and never has more codes than allowed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 3, maxLength: 300 }),
        fc.integer({ min: 2, max: 50 }),
        (counts, maxCategories) => {
          const groups = groupCategories(
            Float64Array.from(counts),
            texts,
            () => Float64Array.from(counts, (_, category) => category % 7),
            maxCategories,
          )
          expect(groups.codeCount).toBeLessThanOrEqual(maxCategories)
          expect(new Set(groups.codes).size).toBe(groups.codeCount)
          const kept = counts.filter((_, category) => (groups.codes[category] ?? 0) < groups.keptCount)
          const others = counts.filter((_, category) => (groups.codes[category] ?? 0) >= groups.keptCount)
          expect(kept.length).toBe(groups.keptCount)
          for (const count of kept) expect(count).toBeGreaterThanOrEqual(minRows)
          if (kept.length > 0) expect(Math.min(...kept)).toBeGreaterThanOrEqual(Math.max(0, ...others))
          expect(throughJson(groups)).toEqual(groups)
        },
      ),
    )
  })

  it('puts categories on few rows together by their text alone', () => {
    const counts = Float64Array.from({ length: 1000 }, (_, category) => (category < 500 ? 3 : 4))
    const groups = groupCategories(counts, texts, noScores, 20)
    const others = groupCategories(counts.toReversed(), texts, noScores, 20)
    expect([groups.keptCount, groups.alikeCount, groups.codeCount]).toEqual([0, 0, 20])
    // The same texts are together, whatever their counts: codes are only numbered otherwise.
    const partition = ({ codes }: typeof groups) => {
      const first = new Map<number, number>()
      return codes.map((code, category) => {
        if (!first.has(code)) first.set(code, category)
        return first.get(code)
      })
    }
    expect(partition(others)).toEqual(partition(groups))
  })
})

/** Towns of countries: each country has as many towns, and decides on a second column. */
function townTable(countries: number, towns: number, rowsEach: number) {
  const rowCount = countries * towns * rowsEach
  const town = Int32Array.from({ length: rowCount }, (_, row) => row % (countries * towns))
  const noise = new Float64Array(rowCount)
  fillUniform(createRng(1), noise)
  const names = (count: number, letter: string) => Array.from({ length: count }, (_, i) => `${letter}${i}`)
  return tableOf(
    [
      // Towns of a country do not follow each other.
      categoricalField('town', names(countries * towns, 't'), town),
      categoricalField(
        'country',
        names(countries, 'c'),
        town.map((each) => each % countries),
      ),
      categoricalField(
        'other',
        names(6, 'o'),
        Int32Array.from(noise, (u) => Math.floor(u * 6)),
      ),
      numericalField('x', noise),
    ],
    rowCount,
  )
}

const discreteOf = (prepared: PreparedTable, index: number): DiscreteColumn => {
  const column = prepared.columns[index]
  if (column?.kind !== 'discrete') throw new Error(`column ${index} is not discrete`)
  return column
}

/** How well the codes of column 0 tell those of column 1: share of rows in the likeliest country of their code. */
function told(prepared: PreparedTable): number {
  const [codes, other] = [discreteOf(prepared, 0), discreteOf(prepared, 1)]
  const counts = new Float64Array(codes.cardinality * other.cardinality)
  codes.codes.forEach((code, row) => {
    const at = code * other.cardinality + (other.codes[row] ?? 0)
    counts[at] = (counts[at] ?? 0) + 1
  })
  let best = 0
  for (let code = 0; code < codes.cardinality; code++) {
    best += Math.max(...counts.subarray(code * other.cardinality, (code + 1) * other.cardinality))
  }
  return best / codes.codes.length
}

describe('a column of many categories', () => {
  const options: PrepareOptions = { maxCategories: 40 }

  it('is grouped so that like categories share codes', () => {
    const { prepared, plan } = prepareTable(townTable(8, 50, 10), options)
    expect(discreteOf(prepared, 0).cardinality).toBeLessThanOrEqual(40)
    // Chance would be an eighth; groups end within a country, seven of them.
    expect(told(prepared)).toBeGreaterThan(0.9)
    expect(plan.columns[0]?.reason).toMatch(
      /^400 categories are learned as \d+ codes: the 32 most frequent by themselves \(8\.0 % of the rows\), 368 in groups of like ones; within a group/,
    )
    expect(plan.columns[1]).not.toHaveProperty('groups')
  })

  it('is grouped by chance where categories have too few rows to be learned', () => {
    const { prepared } = prepareTable(townTable(8, 50, minRows - 1), options)
    // A group of ten towns of eight countries: the likeliest has about a third.
    expect(told(prepared)).toBeLessThan(0.5)
  })

  it('comes back with its frequencies, each category by its share of its code', () => {
    const table = townTable(4, 100, 6)
    const { prepared, plan } = prepareTable(table, options)
    const drawn = openMemberDraw(plan, [])(prepared, createRng(3))
    const codes = discreteOf(drawn, 0)
    expect(codes.cardinality).toBe(400)
    const counts = new Float64Array(400)
    for (const code of codes.codes) counts[code] = (counts[code] ?? 0) + 1
    // Six rows each on average: a Poisson count of 25 or more has a chance below 1e-8.
    expect(Math.max(...counts)).toBeLessThan(25)
    const occurring = counts.filter((count) => count > 0).length
    // 400 · (1 − e^−6) = 399.
    expect(occurring).toBeGreaterThan(390)
    const restored = restoreTable(plan, drawn)
    expect(restored.columns[0]).toMatchObject({ type: 'categorical' })
    expect(restored.rowCount).toBe(table.rowCount)
  })

  it('keeps missing apart', () => {
    const table = townTable(4, 100, 6)
    const [town] = table.columns
    if (town?.type !== 'categorical') throw new Error('no categories')
    const codes = town.codes.map((code, row) => (row % 5 === 0 ? -1 : code))
    const { prepared, plan } = prepareTable(
      { ...table, columns: [{ ...town, codes }, ...table.columns.slice(1)] },
      options,
    )
    const restored = restoreTable(plan, openMemberDraw(plan, [])(prepared, createRng(1)))
    const [back] = restored.columns
    if (back?.type !== 'categorical') throw new Error('no categories')
    expect(back.codes.map((code) => (code < 0 ? 1 : 0))).toEqual(codes.map((code) => (code < 0 ? 1 : 0)))
  })

  it('meets conditions on rare categories, and leaves the other columns as they are given them', () => {
    const table = townTable(4, 100, 50)
    const { prepared, plan } = prepareTable(table, options)
    // A town with a code of its own and two of groups.
    const wanted = new Set(['t0', 't201', 't399'])
    const guide = conditionOnPrepared(plan, 0, (cell) => wanted.has(String(cell)))
    if (guide === undefined) throw new Error('no guide')
    const [onCodes] = conditionsOnCodes(plan, [guide])
    if (onCodes?.kind !== 'discrete') throw new Error('no condition on codes')
    expect(onCodes.allowed.length).toBe(discreteOf(prepared, 0).cardinality)
    const drawnOf = (conditions: Parameters<typeof openMemberDraw>[1]) => {
      const drawn = openMemberDraw(plan, conditions)(prepared, createRng(9))
      const [column] = restoreTable(plan, drawn).columns
      if (column?.type !== 'categorical') throw new Error('no categories')
      const counts = new Map<string, number>()
      for (const code of column.codes) {
        const name = column.categories[code] ?? ''
        if (wanted.has(name)) counts.set(name, (counts.get(name) ?? 0) + 1)
      }
      return counts
    }
    const free = drawnOf([])
    const guided = drawnOf([guide])
    const total = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((a, b) => a + b, 0)
    // t0 has a code of its own: nothing can be gained, and all shares stay. (50 rows each, five deviations.)
    expect(Math.abs(total(guided) - total(free))).toBeLessThan(5 * Math.sqrt(2 * 150))
    const rare = conditionOnPrepared(plan, 0, (cell) => cell === 't201' || cell === 't399')
    if (rare === undefined) throw new Error('no guide')
    const aimed = drawnOf([rare])
    // Without one, groups may be filled with what is asked for.
    expect(total(aimed)).toBeGreaterThan(10 * (total(free) - (free.get('t0') ?? 0)))
  })

  it('is left alone unless a model asks, and refuses less than two codes', () => {
    expect(discreteOf(prepareTable(townTable(4, 100, 6)).prepared, 0).cardinality).toBe(400)
    expect(() => prepareTable(townTable(2, 2, 2), { maxCategories: 1 })).toThrow(
      'maxCategories: must be 2 or more, not 1',
    )
  })
})
