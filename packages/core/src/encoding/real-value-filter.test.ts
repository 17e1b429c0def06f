import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openRealValueFilter, realValueFilter } from './real-value-filter.ts'

const values = (count: number, prefix: string) =>
  new Set(Array.from({ length: count }, (_, i) => `${prefix}${i}`))

describe('the filter of real values', () => {
  it('finds every real value, whatever it is', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: 'binary' }), { maxLength: 50 }), (texts) => {
        const isReal = openRealValueFilter(realValueFilter(new Set(texts)))
        expect(texts.every(isReal)).toBe(true)
      }),
    )
  })
  it.each([1, 5, 40, 1000, 30_000])('of %d values finds about half of all others', (count) => {
    const isReal = openRealValueFilter(realValueFilter(values(count, 'real')))
    const found = [...values(4000, 'other')].filter(isReal).length / 4000
    // m is within a factor of sqrt(2) of D / ln 2: .39 to .62 of the bits are set, give or take their spread for small D.
    if (count >= 40) {
      expect(found).toBeGreaterThan(0.3)
      expect(found).toBeLessThan(0.72)
    } else expect(found).toBeLessThan(0.8)
  })
  it('takes about a fifth of a byte a value, and is the same whatever the order', () => {
    const filter = realValueFilter(values(100_000, 'v'))
    expect(filter.length).toBeLessThan(100_000 * 0.25)
    expect(realValueFilter(new Set([...values(100_000, 'v')].toReversed()))).toBe(filter)
  })
  it('of no values finds nothing', () => {
    expect(openRealValueFilter(realValueFilter(new Set()))('x')).toBe(false)
  })
})
