import { createRng } from '@tabricate/core'
import { describe, expect, it } from 'vitest'
import { testStrategy } from '../testing/test-strategy.ts'
import type { Observation } from './strategy.ts'
import { followTrustRegion } from './trust-region.ts'
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

  it('begins anew when it has shrunk to nothing', () => {
    const failing = history(Array.from({ length: 2 + 4 * 7 }, () => 1))
    const region = followTrustRegion(failing, 2, 2)
    expect(region).toEqual({ restart: 1, length: 0.8, trials: [] })
    const next = [...failing, ...history([5, 4], 1, 1)]
    expect(followTrustRegion(next, 2, 2)).toMatchObject({ restart: 1, length: 0.8, trials: next.slice(-2) })
  })
})
