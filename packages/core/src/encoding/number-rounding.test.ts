import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateResolution } from './date-resolution.ts'
import { distinctValues, indexOfSorted, nearestOfSorted } from './distinct-values.ts'
import { learnDecimals, roundToDecimals } from './number-rounding.ts'

describe('learnDecimals', () => {
  it.each([
    [[], 0],
    [[1, 2, -30], 0],
    [[1.5, 2.25, 3], 2],
    [[0.1, 0.2, 0.3], 1],
    [[0.1 + 0.2], null],
    [[1e200, -3e250], 0],
    [[123456789.123], 3],
    [[2e-6], 6],
    [[Math.PI], null],
    // 15 digits before the point leave none after it.
    [[123456789012345.5], null],
  ])('%j have %j decimals', (values, decimals) => {
    expect(learnDecimals(Float64Array.from(values))).toBe(decimals)
  })
})

describe('roundToDecimals', () => {
  it('gives the double that the decimal text reads as', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -(10 ** 9), max: 10 ** 9 }),
        fc.integer({ min: 0, max: 6 }),
        (scaled, decimals) => {
          const x = Number(`${scaled}e-${decimals}`)
          // A disturbance below half a unit of the last digit is rounded away.
          expect(roundToDecimals(x + 0.3 * 10 ** -decimals, decimals)).toBe(x + 0)
          expect(roundToDecimals(x, decimals)).toBe(x + 0)
        },
      ),
    )
  })
  it('never gives −0, and leaves what is too large to scale', () => {
    expect(Object.is(roundToDecimals(-0.001, 2), 0)).toBe(true)
    expect(roundToDecimals(1.7e308, 3)).toBe(1.7e308)
    expect(roundToDecimals(Number.NaN, 1)).toBeNaN()
  })
})

describe('dateResolution', () => {
  const day = 86_400_000
  it.each([
    ['days', [0, day, 5 * day], day],
    ['days at noon, counted from noon', [day / 2, day * 1.5], day],
    ['hours', [0, 3 * 3_600_000], 3_600_000],
    ['minutes', [0, 90 * 60_000], 60_000],
    ['seconds', [0, 61_000], 1000],
    ['milliseconds', [0, 1], 1],
  ])('%s', (_, dates, resolution) => {
    expect(dateResolution(Float64Array.from(dates), dates[0] ?? 0)).toBe(resolution)
  })
})

describe('distinctValues', () => {
  it('counts ascending values and leaves missing ones out', () => {
    const { values, counts, total } = distinctValues(Float64Array.of(3, Number.NaN, -1, 3, 3, 0, -0))
    expect(Array.from(values, (value) => value + 0)).toEqual([-1, 0, 3])
    expect([...counts]).toEqual([1, 2, 3])
    expect(total).toBe(6)
  })
  it('finds each value and no other', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer()), fc.integer(), (numbers, other) => {
        const sorted = numbers.toSorted((a, b) => a - b)
        sorted.forEach((value, index) => {
          expect(indexOfSorted(sorted, value)).toBe(index)
        })
        expect(indexOfSorted(sorted, other)).toBe(sorted.indexOf(other))
        expect(indexOfSorted(sorted, Number.NaN)).toBe(-1)
      }),
    )
  })
  it('finds the nearest value', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer(), { minLength: 1 }), fc.integer(), (numbers, x) => {
        const sorted = numbers.toSorted((a, b) => a - b)
        const least = Math.min(...sorted.map((value) => Math.abs(value - x)))
        expect(Math.abs(nearestOfSorted(sorted, x) - x)).toBe(least)
      }),
    )
  })
})
