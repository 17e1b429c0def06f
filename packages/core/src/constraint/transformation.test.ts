import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { roundToDecimals } from '../encoding/number-rounding.ts'
import type { Table } from '../table/table.ts'
import {
  booleanField,
  categoricalField,
  dateField,
  numericalField,
  tableOf,
} from '../testing/table-fixtures.ts'
import { type ConstraintRule, fixedCombinations, lessThan, sumOf } from './constraint.ts'
import { learnTransformation } from './learn-transformation.ts'
import { rowTest } from './row-test.ts'
import { applyTransformation, revertTransformation } from './transformation.ts'

/** The table learned in place of `table`, and what comes back of it. */
function thereAndBack(table: Table, rules: readonly ConstraintRule[]) {
  const transformation = learnTransformation(table, rules)
  if (transformation === undefined) throw new Error('nothing was transformed')
  const learned = applyTransformation(transformation, table)
  return { transformation, learned, ...revertTransformation(structuredClone(transformation), learned) }
}

const missing = fc.constant(Number.NaN)
const cents = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((value) => value / 100)
const cell = fc.oneof({ weight: 5, arbitrary: cents }, { weight: 1, arbitrary: missing })
const day = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 30_000 }) },
  { weight: 1, arbitrary: missing },
)
const pairs = <T>(each: fc.Arbitrary<T>) => fc.array(fc.tuple(each, each), { minLength: 3, maxLength: 30 })
/** Smaller first; where one is missing, as they are. */
const ordered = ([a, b]: readonly [number, number]): [number, number] => (a > b ? [b, a] : [a, b])

describe('a real table comes back as it was', () => {
  it('with gaps between numbers of two decimals', () => {
    const property = fc.property(pairs(cell), (rows) => {
      const both = rows.map(ordered)
      const table = tableOf(
        [
          numericalField(
            'low',
            both.map(([low]) => low),
            2,
          ),
          numericalField(
            'high',
            both.map(([, high]) => high),
            2,
          ),
        ],
        both.length,
      )
      // Ranges that do not overlap, or nothing but missing values.
      if (learnTransformation(table, [lessThan('low', 'high', { orEqual: true })]) === undefined) return
      const {
        table: back,
        marks,
        learned,
      } = thereAndBack(table, [lessThan('low', 'high', { orEqual: true })])
      expect(back).toEqual(table)
      expect(marks.every((mark) => mark === 1)).toBe(true)
      const gaps = learned.columns.find((_, index) => learned.columns[index] !== table.columns[index])
      expect(gaps?.type === 'numerical' && gaps.values.every((gap) => !(gap < 0))).toBe(true)
    })
    fc.assert(property, { numRuns: 300, seed: 1 })
  })

  it('with gaps between dates', () => {
    const property = fc.property(pairs(day), (rows) => {
      const both = rows.map(ordered)
      const table = tableOf(
        [
          dateField(
            'from',
            both.map(([from]) => from),
          ),
          dateField(
            'to',
            both.map(([, to]) => to),
          ),
        ],
        both.length,
      )
      if (learnTransformation(table, [lessThan('from', 'to', { orEqual: true })]) === undefined) return
      expect(thereAndBack(table, [lessThan('from', 'to', { orEqual: true })]).table).toEqual(table)
    })
    fc.assert(property, { numRuns: 300, seed: 2 })
  })

  it('with sums, whatever is missing', () => {
    const row = fc.tuple(cell, cell, cell, fc.boolean())
    const property = fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), (rows) => {
      const parts = [0, 1, 2].map((index) => rows.map((each) => Number(each[index])))
      const total = rows.map(([a, b, c, isMissing]) => {
        if (isMissing) return Number.NaN
        const sum = roundToDecimals(a + b + c, 2)
        // Where a part is missing, the total may be anything.
        return Number.isNaN(sum) ? 12.34 : sum
      })
      const table = tableOf(
        [
          numericalField('total', total, 2),
          ...parts.map((values, index) => numericalField(`part ${index}`, values, 2)),
        ],
        rows.length,
      )
      const rule = sumOf('total', ['part 0', 'part 1', 'part 2'])
      if (learnTransformation(table, [rule]) === undefined) return
      expect(thereAndBack(table, [rule]).table).toEqual(table)
    })
    fc.assert(property, { numRuns: 300, seed: 3 })
  })

  it('with combinations of columns of every type', () => {
    const row = fc.tuple(fc.integer({ min: -1, max: 2 }), fc.integer({ min: -1, max: 1 }), cell, day)
    const property = fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
      const at = (index: number) => rows.map((each) => Number(each[index]))
      const table = tableOf(
        [
          numericalField('before', at(2), 2),
          categoricalField('city', ['a,b', '', '__proto__'], at(0)),
          booleanField('capital', at(1)),
          numericalField('height', at(2), 2),
          dateField('founded', at(3)),
        ],
        rows.length,
      )
      const { table: back, learned } = thereAndBack(table, [
        fixedCombinations('city', 'capital'),
        fixedCombinations('founded', 'height', 'capital'),
      ])
      expect(back).toEqual(table)
      expect(learned.schema.columns).toHaveLength(2)
    })
    fc.assert(property, { numRuns: 300, seed: 4 })
  })
})

describe('rules that share columns', () => {
  const rows = [0, 1, 2, 3, 4, 5]
  const column = (name: string, from: number, by: number) =>
    numericalField(
      name,
      rows.map((row) => from + by * row),
      0,
    )
  const table = tableOf(
    [column('a', 1, 1), column('b', 2, 2), column('c', 4, 4), column('sum', 7, 7), column('d', 10, 8)],
    rows.length,
  )

  it('are chained: each column is computed once, after those that it is computed from', () => {
    const {
      transformation,
      learned,
      table: back,
    } = thereAndBack(table, [
      lessThan('b', 'c'),
      lessThan('a', 'b'),
      sumOf('sum', ['a', 'b', 'c']),
      lessThan('sum', 'd'),
    ])
    const made = transformation.steps.map((step) => (step.kind === 'combination' ? '' : step.derived.column))
    expect(made).toEqual(['b', 'c', 'sum', 'd'])
    expect(learned.schema.columns.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd'])
    expect(back).toEqual(table)
  })

  it('compute the lower column where the higher one is computed already', () => {
    const { transformation } = thereAndBack(table, [lessThan('a', 'c'), lessThan('b', 'c')])
    expect(transformation.steps.map((step) => (step.kind === 'gap' ? step.derived.column : ''))).toEqual([
      'c',
      'b',
    ])
  })

  it('compute the column of the wider range, and none where ranges do not overlap', () => {
    const { transformation } = thereAndBack(table, [lessThan('b', 'c')])
    expect(transformation.steps.map((step) => (step.kind === 'gap' ? step.derived.column : ''))).toEqual([
      'c',
    ])
    const narrow = tableOf([column('wide', 0, 20), column('narrow', 90, 3)], rows.length)
    const other = thereAndBack(narrow, [lessThan('wide', 'narrow')])
    expect(other.transformation.steps).toMatchObject([{ derived: { column: 'wide' }, direction: -1 }])
    expect(other.table).toEqual(narrow)
    const apart = tableOf([column('low', 0, 1), column('high', 10, 1)], rows.length)
    expect(learnTransformation(apart, [lessThan('low', 'high')])).toBeUndefined()
  })

  it('leave out a rule that would compute a column from itself', () => {
    const { transformation } = thereAndBack(table, [
      lessThan('a', 'b'),
      lessThan('b', 'c'),
      lessThan('a', 'c'),
    ])
    expect(transformation.steps).toHaveLength(2)
  })
})

it('any gap that is drawn gives rows that obey, also where the computed column is rounded more coarsely', () => {
  const low = [0.25, 1.75, 2.5, 3.13]
  const high = [1, 2, 3, 4]
  const real = tableOf([numericalField('low', low, 2), numericalField('high', high, 0)], 4)
  const rule = lessThan('low', 'high')
  const transformation = learnTransformation(real, [rule])
  if (transformation === undefined) throw new Error('nothing was transformed')
  const property = fc.property(
    fc.double({ min: 0.25, max: 3.13, noNaN: true }),
    fc.double({ min: 0, max: 0.75, noNaN: true }),
    (x, gap) => {
      const drawn = tableOf(
        [numericalField('low', [roundToDecimals(x, 2)], 2), numericalField('high', [gap], 2)],
        1,
      )
      const { table: back, marks } = revertTransformation(transformation, drawn)
      const value = back.columns[1]?.type === 'numerical' ? (back.columns[1].values[0] ?? 0) : 0
      expect(Number.isInteger(value)).toBe(true)
      expect(marks[0]).toBe(value <= 4 ? 1 : 0)
      expect(rowTest(rule, real.schema)?.(back)).toEqual(Uint8Array.of(1))
    },
  )
  fc.assert(property, { numRuns: 500, seed: 5 })
})
