import { createRng } from '@tabricate/core'
import { describe, expect, it } from 'vitest'
import { testStrategy } from '../testing/test-strategy.ts'
import type { Observation } from './strategy.ts'
import { followTrustRegion, localTrials } from './trust-region.ts'
import { turbo } from './turbo.ts'

for (const { name, run } of testStrategy(() => turbo({ initialTrials: 6 }), { trials: 12, manyTrials: 50 }))
  it(name, run)

describe('the trust region', () => {
  /** Trials one after the other, or in batches, with these losses. */
  function history(losses: readonly number[], batch = 1, restart = 0): Observation[] {
    return losses.map((loss, i) => ({
      state: 'complete',
      point: Float64Array.of(createRng(i).uniform()),
      loss,
      lastStep: -1,
      notes: { restart, ended: i - (i % batch) },
    }))
  }

  it('doubles after three successes in a row, up to 1.6', () => {
    expect(followTrustRegion(history([9, 9, 8, 7, 6]), 4, 2).length).toBe(1.6)
    expect(followTrustRegion(history([9, 9, 8, 7, 6, 5, 4, 3]), 4, 2).length).toBe(1.6)
  })

  it('halves after max(4, d) failures; an improvement below a thousandth is one', () => {
    expect(followTrustRegion(history([9, 9, 9, 9, 9]), 2, 2).length).toBe(0.8)
    expect(followTrustRegion(history([9, 9, 9, 9, 9, 8.999]), 2, 2).length).toBe(0.4)
    expect(followTrustRegion(history([9, 9, 9, 9, 9, 9]), 5, 2).length).toBe(0.8)
  })

  it('counts a batch as one success', () => {
    expect(followTrustRegion(history([9, 9, 8, 7, 6, 5], 2), 4, 2).length).toBe(0.8)
    expect(followTrustRegion(history([9, 9, 8, 7, 6, 5, 4, 3], 2), 4, 2).length).toBe(1.6)
  })

  it('grows again when it has shrunk to nothing, and begins anew the second time', () => {
    const failing = (times: number) => history(Array.from({ length: 2 + 4 * times }, () => 1))
    expect(followTrustRegion(failing(6), 2, 2).length).toBe(0.8 / 2 ** 6)
    expect(followTrustRegion(failing(7), 2, 2)).toMatchObject({ restart: 0, length: 0.2 })
    expect(followTrustRegion(failing(11), 2, 2)).toMatchObject({ restart: 0, length: 0.2 / 2 ** 4 })
    const twice = failing(12)
    expect(followTrustRegion(twice, 2, 2)).toEqual({ restart: 1, length: 0.8, trials: [] })
    const next = [...twice, ...history([5, 4], 1, 1)]
    expect(followTrustRegion(next, 2, 2)).toMatchObject({ restart: 1, length: 0.8, trials: next.slice(-2) })
  })

  it('is small from the beginning where another strategy has looked before', () => {
    const others = history([9, 8, 7, 6]).map((each) => ({ ...each, notes: {} }))
    expect(followTrustRegion(others, 2, 4).length).toBe(0.2)
    expect(followTrustRegion([...others.slice(0, 3), ...history([5])], 2, 4).length).toBe(0.8)
  })

  it('learns from trials near its best one, at least three to a parameter, and those that run', () => {
    const trials = [0.9, 0.5, 0.52, 0.47, 0.7, 0.1].map(
      (x, i): Observation => ({
        state: i === 5 ? 'running' : 'complete',
        point: Float64Array.of(x),
        loss: i === 5 ? Number.NaN : Math.abs(x - 0.5),
        lastStep: -1,
        notes: {},
      }),
    )
    const near = (length: number) => localTrials({ restart: 0, length, trials }, 1).map(({ point: [x] }) => x)
    expect(near(0.01)).toEqual([0.5, 0.52, 0.47, 0.1])
    expect(near(0.25)).toEqual([0.5, 0.52, 0.47, 0.7, 0.1])
  })
})
