import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRng } from '../random/rng.ts'
import { selectRows } from '../table/table.ts'
import {
  booleanField,
  categoricalField,
  mixedTable,
  numericalField,
  tableOf,
} from '../testing/table-fixtures.ts'
import { createDifferenceCount } from './code-differences.ts'
import { createRowEncoder } from './encoded-rows.ts'
import { identicalMatches } from './identical-matches.ts'
import { membershipInference } from './membership-inference.ts'
import { createCandidateSearch } from './nearest-candidates.ts'
import { countMatches, multivariatePredicates, type Predicate, univariatePredicates } from './predicates.ts'
import { sortedQuantile } from './quantile.ts'
import { distinctRows, indexRanks, rankTables } from './ranked-rows.ts'
import { indexRows } from './row-index.ts'
import { singleMatchFactor } from './single-match-extrapolation.ts'

describe('createDifferenceCount', () => {
  it('counts the codes that differ, few or many to a column', () => {
    const codes = fc.array(
      fc.tuple(fc.nat(3), fc.nat(3), fc.nat(600), fc.nat(3), fc.nat(254), fc.nat(255), fc.nat(2)),
      {
        minLength: 1,
        maxLength: 40,
      },
    )
    fc.assert(
      fc.property(codes, codes, (rows, queries) => {
        const index = indexRows({
          rowCount: rows.length,
          codes: Int32Array.from(rows.flat()),
          codeWidth: 7,
          points: new Float64Array(0),
          pointWidth: 0,
        })
        const count = createDifferenceCount(index)
        for (const query of queries) {
          const expected = Array.from({ length: index.groupCount }, (_, group) =>
            query.reduce<number>(
              (sum, code, c) => sum + (index.groupCodes[group * 7 + c] === code ? 0 : 1),
              0,
            ),
          )
          expect(Array.from(count(Int32Array.from(query)))).toEqual(expected)
        }
      }),
    )
  })
})

describe('createCandidateSearch', () => {
  it('finds what a look at every pair finds, the first of those equally near', () => {
    const population = mixedTable(360, 5)
    const targets = selectRows(
      population,
      Int32Array.from({ length: 60 }, (_, row) => row),
    )
    const candidates = selectRows(
      population,
      Int32Array.from({ length: 300 }, (_, row) => 60 + row),
    )
    const encoder = createRowEncoder(population)
    const [t, c] = [encoder.encode(targets), encoder.encode(candidates)]
    const distance = (target: number, candidate: number, hidden: string | undefined) => {
      const place = encoder.places.get(hidden ?? '')
      let [sum, points] = [0, 0]
      for (let i = 0; i < t.codeWidth; i++) {
        if (place?.kind === 'code' && place.offset === i) continue
        if (t.codes[target * t.codeWidth + i] !== c.codes[candidate * t.codeWidth + i]) sum++
      }
      for (let i = 0; i < t.pointWidth; i++) {
        if (place?.kind === 'point' && place.offset === i) continue
        const [a = 0, b = 0] = [t.points[target * t.pointWidth + i], c.points[candidate * t.pointWidth + i]]
        points += Math.min(Math.abs(a - b), 1)
      }
      return sum + points
    }
    const ordered = (target: number, hidden?: string) =>
      Array.from({ length: 300 }, (_, candidate) => candidate).sort(
        (a, b) => distance(target, a, hidden) - distance(target, b, hidden) || a - b,
      )
    const search = createCandidateSearch(c)
    const near = search.nearest(t, 3)
    const hidden = ['smoker', 'children', 'amount']
    const without = search.nearestWithout(t, [
      ...hidden.map((name) => encoder.places.get(name) ?? null),
      null,
    ])
    for (let target = 0; target < 60; target++) {
      expect(Array.from(near.subarray(3 * target, 3 * target + 3))).toEqual(ordered(target).slice(0, 3))
      expect(Array.from(without.subarray(4 * target, 4 * target + 4))).toEqual([
        ...hidden.map((name) => ordered(target, name)[0]),
        ordered(target)[0],
      ])
    }
    expect(
      Array.from(
        createCandidateSearch(encoder.encode(selectRows(candidates, new Int32Array(0)))).nearest(t, 1),
      ),
    ).toEqual(Array.from({ length: 60 }, () => -1))
  })
})

describe('predicates', () => {
  const { columns, tables } = rankTables([mixedTable(250, 8), mixedTable(250, 9)])
  const [rows = { rowCount: 0, cells: [] }] = tables
  const index = indexRanks(distinctRows(rows), columns)
  const matches = (predicate: Predicate, row: number) =>
    predicate.every(({ column, low, high, except }) => {
      const rank = rows.cells[column]?.[row] ?? -1
      return rank >= low && rank <= high && rank !== except
    })

  it('count what a look at every row counts', () => {
    const condition = fc
      .tuple(fc.nat(columns.length - 1), fc.nat(300), fc.nat(300), fc.boolean())
      .map(([column, a, b, excludes]) => {
        const size = columns[column]?.size ?? 0
        const [low, high] = [Math.min(a, b, size), Math.min(Math.max(a, b), size)]
        return { column, low, high, except: excludes ? low : -1 }
      })
    fc.assert(
      fc.property(fc.array(condition, { minLength: 1, maxLength: 4 }), fc.nat(5), (predicate, limit) => {
        const expected = Array.from({ length: 250 }, (_, row) => row).filter((row) =>
          matches(predicate, row),
        ).length
        expect(countMatches(index, predicate)).toBe(expected)
        expect(countMatches(index, predicate, limit)).toBe(Math.min(limit, expected))
      }),
    )
  })

  it('single out one row each, and are all different', async () => {
    const search = { columns, rows: index, count: 200, rng: createRng(1) }
    const options = { width: 3, attempts: 20_000, signal: undefined }
    for (const found of [univariatePredicates(search), await multivariatePredicates(search, options)]) {
      expect(found).toHaveLength(200)
      for (const predicate of found) expect(countMatches(index, predicate)).toBe(1)
      expect(new Set(found.map((predicate) => JSON.stringify(predicate))).size).toBe(200)
    }
  })

  it('leave out repeated rows', () => {
    const table = mixedTable(20)
    const twice = selectRows(
      table,
      Int32Array.from({ length: 40 }, (_, row) => row % 20),
    )
    const [ranked] = rankTables([twice]).tables
    expect(ranked && distinctRows(ranked).rowCount).toBe(20)
  })
})

describe('singleMatchFactor', () => {
  it('is that of the Poisson distribution where all predicates are alike', () => {
    // Frequencies of a Poisson distribution of mean 1 among 10,000: S(t) / S(1) = t e^(1 − t).
    const counts = [3679, 3679, 1839, 613, 153, 31, 5, 1].flatMap((n, k) =>
      Array.from({ length: n }, () => k),
    )
    for (const t of [1, 2, 3]) expect(singleMatchFactor(counts, t)).toBeCloseTo(t * Math.exp(1 - t), 2)
  })

  it('is 1 where nothing matches, and grows with t where matches are rare', () => {
    expect(singleMatchFactor([0, 0, 0], 4)).toBe(1)
    expect(singleMatchFactor([...Array.from({ length: 999 }, () => 0), 1], 2)).toBeCloseTo(2, 1)
  })
})

describe('identicalMatches', () => {
  it('finds equal rows whatever the order of categories, and no others', () => {
    const table = (x: number[], categories: string[], codes: number[], flags: number[]) =>
      tableOf(
        [numericalField('x', x), categoricalField('c', categories, codes), booleanField('b', flags)],
        x.length,
      )
    const real = table([0, 1, Number.NaN, 2], ['a', 'b'], [0, 1, -1, 0], [0, 1, -1, 1])
    const synthetic = table([-0, 1, Number.NaN, 2, 2], ['b', 'a'], [1, 1, -1, 1, 1], [0, 1, -1, 1, 0])
    // Row 1 has another category, row 4 another truth value.
    expect(identicalMatches.compute(synthetic, real)).toMatchObject({ value: 0.6, matches: 3, rows: 5 })
    const population = mixedTable(3000, 4)
    const [first, second] = [0, 1500].map((from) =>
      selectRows(
        population,
        Int32Array.from({ length: 1500 }, (_, i) => from + i),
      ),
    )
    if (first === undefined || second === undefined) throw new Error('There is no table.')
    expect(identicalMatches.compute(first, first).value).toBe(1)
    expect(identicalMatches.compute(first, second).value).toBe(0)
  })
})

describe('membershipInference', () => {
  it('is the probability that a training row is nearer, with an interval', () => {
    const distances = (...values: number[]) => Float64Array.from(values)
    expect(membershipInference.compute(distances(0, 0), distances(1, 2))).toMatchObject({
      value: 1,
      advantage: 1,
    })
    expect(membershipInference.compute(distances(1), distances(1))).toMatchObject({
      value: 0.5,
      advantage: 0,
    })
    expect(membershipInference.compute(distances(), distances(1))).toMatchObject({
      value: null,
      advantage: null,
    })
    const source = createRng(3)
    const draw = () => Float64Array.from({ length: 1000 }, () => source.uniform())
    const { value, interval } = membershipInference.compute(draw(), draw())
    // √(1 / (6 · 1000)) is the standard error of an AUC of one half with 1,000 rows each.
    expect((interval?.[1] ?? 0) - (value ?? 0)).toBeCloseTo(1.96 / Math.sqrt(6000), 3)
  })
})

it('quantiles are linear between order statistics', () => {
  const sorted = Float64Array.from([1, 2, 4, 8])
  expect([0, 0.5, 0.75, 1].map((q) => sortedQuantile(sorted, q))).toEqual([1, 3, 5, 8])
  expect(sortedQuantile(new Float64Array(0), 0.5)).toBeNaN()
})
