import { describe, expect, it } from 'vitest'
import { median, summarize } from './summary.ts'

describe('median', () => {
  it('is the middle of an odd number of values and the mean of the two middle ones of an even number', () => {
    expect(median([9, 1, 5])).toBe(5)
    expect(median([9, 1, 5, 7])).toBe(6)
    expect(() => median([])).toThrow(RangeError)
  })
})

describe('summarize', () => {
  it('takes ratios within pairs, so that a machine twice as slow for one pair changes none', () => {
    const summary = summarize([
      [10, 30],
      [20, 60],
      [10, 28],
    ])
    expect(summary).toEqual({ ours: 10, peer: 30, ratio: { median: 3, min: 2.8, max: 3 } })
  })
})
