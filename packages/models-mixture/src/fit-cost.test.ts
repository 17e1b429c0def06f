import { estimateFit } from '@tabricate/core'
import { mixedTable } from '@tabricate/core/testing'
import { expect, test } from 'vitest'
import { mixture } from './mixture.ts'

const costOf = (rowCount: number, options = {}) =>
  estimateFit(mixedTable(rowCount), { model: mixture(options) })

test('a mixture takes longer for more rows and components, and less without trees or a search', () => {
  const cost = costOf(6000)
  expect(costOf(24_000).seconds).toBeGreaterThan(1.5 * cost.seconds)
  // The responsibilities of 32 components at least, of two rounds, in float32.
  expect(costOf(24_000).memoryBytes - cost.memoryBytes).toBeGreaterThan(18_000 * 32 * 2 * 4)
  expect(costOf(6000, { dependence: 'none' }).seconds).toBeLessThan(cost.seconds)
  expect(costOf(6000, { components: 2 }).seconds).toBeLessThan(cost.seconds / 2)
  expect(costOf(6000, { components: 64 }).parameters).toBeCloseTo(
    16 * costOf(6000, { components: 4 }).parameters,
    -2,
  )
})

test('its states are those of its columns', () => {
  // Three groups; 48 bins and spikes at most for numbers; five values of children; two words and missing; 48 bins of dates.
  const { encodedColumns } = costOf(2000, { bins: 10 })
  expect(encodedColumns).toBeGreaterThan(3 + 3 + 5 + 4 * 8)
  expect(encodedColumns).toBeLessThan(3 + 3 + 5 + 4 * 30)
})
