import { describe, expect, it } from 'vitest'
import { closestName, knownNames } from './known-names.ts'

describe('knownNames', () => {
  it('names what was probably meant, and what there is', () => {
    expect(knownNames('speceis', ['species', 'island'])).toBe(
      'did you mean "species"? There are species, island',
    )
    expect(knownNames('colour', ['species', 'island'])).toBe('there are species, island')
    expect(knownNames('x', [])).toBe('there are none')
  })

  it('lists twenty at most', () => {
    const names = Array.from({ length: 23 }, (_, i) => `column ${i}`)
    expect(knownNames('z', names)).toMatch(/^there are column 0, .*, column 19 and 3 more$/)
  })
})

describe('closestName', () => {
  it.each([
    ['epoch', 'epochs'],
    ['Batchsize', 'batchSize'],
    ['apc', 'pac'],
    ['yaer', 'year'],
    ['beard', undefined],
    ['', undefined],
  ])('of %j is %j', (given, meant) => {
    expect(closestName(given, ['epochs', 'batchSize', 'pac', 'year'])).toBe(meant)
  })
})
