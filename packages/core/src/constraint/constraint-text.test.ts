import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTabricateError } from '../errors.ts'
import { type ConstraintRule, fixedCombinations, lessThan, range, sumOf, unique } from './constraint.ts'
import { formatConstraint, parseConstraint } from './constraint-text.ts'

const name = fc.oneof(
  fc.string({ minLength: 1, unit: 'grapheme' }),
  fc.constantFrom('start', 'a, b', '12', '1e5', 'Infinity', '"quoted"', 'größe (m)', ' padded '),
)
const names = (minLength: number) => fc.array(name, { minLength, maxLength: 4 })
const bound = fc.oneof(
  fc.integer(),
  fc.constantFrom(0.1, -1e-7, 1e21, '2020-01-01', '2020-01-01T00:00:00Z', '7'),
)
const rule: fc.Arbitrary<ConstraintRule> = fc.oneof(
  fc.tuple(name, name).map(([low, high]) => lessThan(low, high)),
  fc.tuple(name, name).map(([low, high]) => lessThan(low, high, { orEqual: true })),
  fc.tuple(name, bound, bound).map(([column, min, max]) => range(column, { min, max })),
  fc.tuple(name, bound).map(([column, max]) => range(column, { max })),
  fc.tuple(name, bound).map(([column, min]) => range(column, { min })),
  names(2).map((columns) => fixedCombinations(...columns)),
  fc.tuple(name, names(2)).map(([total, parts]) => sumOf(total, parts)),
  names(1).map((columns) => unique(...columns)),
)

describe('constraint text', () => {
  it('is read as what it was written from, whatever the names', () => {
    fc.assert(
      fc.property(rule, (each) => {
        expect(parseConstraint(formatConstraint(each))).toEqual(each)
      }),
      { numRuns: 1000, seed: 1 },
    )
  })

  it('is what a person would write', () => {
    expect(parseConstraint(' lessThan( start ,end)')).toEqual(lessThan('start', 'end'))
    expect(parseConstraint('range(age, 18, )')).toEqual(range('age', { min: 18 }))
    expect(parseConstraint('range(age,,99)')).toEqual(range('age', { max: 99 }))
    expect(parseConstraint('range(hired, 2001-05-01)')).toEqual(range('hired', { min: '2001-05-01' }))
    expect(parseConstraint('sumOf(pay, "wage, gross", bonus)')).toEqual(
      sumOf('pay', ['wage, gross', 'bonus']),
    )
    expect(formatConstraint(lessThan('a b', '12'))).toBe('lessThan(a b, "12")')
  })

  it.each([
    '',
    'start < end',
    'lessThan(start)',
    'lessThan(a, b, c)',
    'smaller(a, b)',
    'unique()',
    'unique("a)',
    'unique("a" b)',
    'sumOf(total, one)',
    'range()',
    'lessThan(a, )',
  ])('%j is refused with what is expected', (text) => {
    try {
      parseConstraint(text)
      expect.unreachable()
    } catch (error) {
      expect(isTabricateError(error, 'CONSTRAINT_INVALID') && error.message).toContain('lessThan(low, high)')
    }
  })
})
