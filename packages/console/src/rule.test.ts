import { describe, expect, it } from 'vitest'
import { firstRuleDraft, type RuleDraft, ruleOf, suits } from './rule.ts'

const entered = (part: Partial<RuleDraft>) => ruleOf({ ...firstRuleDraft, ...part })

describe('a rule', () => {
  it('is there when all that its kind needs is entered', () => {
    expect(entered({ kind: 'less_than', column: 'start', other: 'end' })).toEqual({
      kind: 'less_than',
      low: 'start',
      high: 'end',
      or_equal: true,
    })
    expect(entered({ kind: 'range', column: 'age', min: 0 })).toEqual({
      kind: 'range',
      column: 'age',
      min: 0,
    })
    expect(entered({ kind: 'range', column: 'day', max: '2024-12-31' })).toEqual({
      kind: 'range',
      column: 'day',
      max: '2024-12-31',
    })
    expect(entered({ kind: 'sum_of', column: 'pay', columns: ['wage', 'bonus'] })).toEqual({
      kind: 'sum_of',
      total: 'pay',
      parts: ['wage', 'bonus'],
    })
    expect(entered({ kind: 'fixed_combinations', columns: ['city', 'country'] })).toEqual({
      kind: 'fixed_combinations',
      columns: ['city', 'country'],
    })
    expect(entered({ kind: 'unique', columns: ['year'] })).toEqual({ kind: 'unique', columns: ['year'] })
  })

  it.each<Partial<RuleDraft>>([
    { kind: 'less_than', column: 'start' },
    { kind: 'less_than', column: 'start', other: 'start' },
    { kind: 'range', column: 'age' },
    { kind: 'range', min: 1 },
    { kind: 'sum_of', column: 'pay', columns: ['wage'] },
    { kind: 'sum_of', column: 'pay', columns: ['pay', 'bonus'] },
    { kind: 'fixed_combinations', columns: ['city'] },
    { kind: 'unique', columns: [] },
  ])('is not there before: %o', (part) => {
    expect(entered(part)).toBe(undefined)
  })

  it('speaks of columns that it can be true of', () => {
    expect(suits('less_than', 'datetime')).toBe(true)
    expect(suits('less_than', 'categorical')).toBe(false)
    expect(suits('sum_of', 'datetime')).toBe(false)
    expect(suits('fixed_combinations', 'categorical')).toBe(true)
    expect(suits('unique', 'id')).toBe(false)
  })
})
