import { expect, it } from 'vitest'
import { createRng } from '../random/rng.ts'
import type { DatesPlan, NumbersPlan } from './preparation-plan.ts'
import { preparedIntervals } from './prepared-intervals.ts'
import { restoreDate, restoreNumber } from './restore-cell.ts'

const base = { name: 'x', preparedIndex: 0, hasMissing: false, reason: '' }
const numbers = (plan: Partial<NumbersPlan>): NumbersPlan => ({
  ...base,
  kind: 'numbers',
  min: -3,
  max: 7,
  decimals: null,
  grid: null,
  ...plan,
})
const days: DatesPlan = { ...base, kind: 'dates', origin: 1000, resolution: 10, last: 9, grid: null }

const ranges = [
  [{ min: -1, max: 2 }],
  [{ min: -1.26, max: 2.34 }],
  [{ min: Number.NEGATIVE_INFINITY, max: 0.25 }],
  [{ min: 4, max: Number.POSITIVE_INFINITY }],
  [{ min: 1, max: 1 }],
  [
    { min: 1, max: 1 },
    { min: 1.5, max: 3 },
    { min: 2, max: 6 },
  ],
  [{ min: 8, max: 9 }],
]
const plans = [
  numbers({}),
  numbers({ decimals: 1 }),
  numbers({ decimals: 0 }),
  numbers({ grid: [-3, -1, 0.5, 1, 2, 7] }),
]

it.each(plans)('finds the prepared values that are restored into ranges: %o', (plan) => {
  const rng = createRng(1)
  for (const some of ranges) {
    const intervals = preparedIntervals(plan, some)
    for (let i = 0; i < 500; i++) {
      const value = -5 + 14 * rng.uniform()
      const restored = restoreNumber(plan, value)
      const isInside = some.some(({ min, max }) => restored >= min && restored <= max)
      expect(intervals.some(({ min, max }) => value >= min && value <= max)).toBe(isInside)
    }
  }
})

it('does so for dates', () => {
  const rng = createRng(2)
  const intervals = preparedIntervals(days, [{ min: 1015, max: 1044 }])
  expect(intervals).toEqual([{ min: 1.5, max: 4.5 }])
  for (let i = 0; i < 500; i++) {
    const step = -1 + 12 * rng.uniform()
    const date = restoreDate(days, step)
    expect(intervals.some(({ min, max }) => step >= min && step <= max)).toBe(date >= 1015 && date <= 1044)
  }
})
