import { describe, expect, it } from 'vitest'
import type { OptionField } from './option-field.ts'
import { suggestedSearch, wireSpace } from './search-space.ts'

const option = (field: OptionField) => ({ name: 'a', description: '', field })
const whole = { kind: 'number', isWhole: true, min: 1, max: 100 } as const

describe('what is suggested to search', () => {
  it('is a range about the default, within the limits', () => {
    expect(suggestedSearch(option(whole), 10)).toEqual({ kind: 'range', low: 5, high: 20 })
    expect(suggestedSearch(option(whole), 80)).toEqual({ kind: 'range', low: 40, high: 100 })
    expect(suggestedSearch(option(whole), 1)).toEqual({ kind: 'range', low: 1, high: 2 })
    const rate = { kind: 'number', isWhole: false, min: 0, max: 1 } as const
    expect(suggestedSearch(option(rate), 2e-4)).toEqual({ kind: 'range', low: 1e-4, high: 4e-4 })
    expect(suggestedSearch(option(rate), 0)).toEqual({ kind: 'range', low: 0, high: 1 })
  })

  it('is all that can be chosen, and nothing of what has no order', () => {
    expect(suggestedSearch(option({ kind: 'choice', choices: ['best', 'last'] }), 'best')).toEqual({
      kind: 'choices',
      values: ['best', 'last'],
    })
    expect(suggestedSearch(option({ kind: 'numbers', isWhole: true }), [256])).toBe(null)
    expect(suggestedSearch(option(whole), null)).toBe(null)
  })

  it('goes to the platform as lists', () => {
    const space = {
      epochs: { kind: 'range', low: 5, high: 20 },
      keep: { kind: 'choices', values: ['best', 'last'] },
    } as const
    expect(wireSpace(space)).toEqual({ epochs: [5, 20], keep: ['best', 'last'] })
  })
})
