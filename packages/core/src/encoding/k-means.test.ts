import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRng } from '../random/rng.ts'
import { kMeans } from './k-means.ts'

function inertia(values: Float64Array, counts: Float64Array, assignment: Int32Array): number {
  let total = 0
  for (const cluster of new Set(assignment)) {
    const members = Array.from(values.keys()).filter((n) => assignment[n] === cluster)
    const rows = members.reduce((sum, n) => sum + (counts[n] ?? 0), 0)
    const mean = members.reduce((sum, n) => sum + (counts[n] ?? 0) * (values[n] ?? 0), 0) / rows
    total += members.reduce((sum, n) => sum + (counts[n] ?? 0) * ((values[n] ?? 0) - mean) ** 2, 0)
  }
  return total
}

describe('kMeans', () => {
  it('finds clusters that are far apart, whatever the seed', () => {
    const values = Float64Array.of(0, 1, 2, 100, 101, 500)
    const counts = Float64Array.of(5, 1, 1, 1, 20, 1)
    for (let seed = 0; seed < 20; seed++) {
      const [a, b, c, d, e, f] = kMeans(values, counts, 3, createRng(seed))
      expect([a === b, b === c, d === e]).toEqual([true, true, true])
      expect(new Set([a, d, f]).size).toBe(3)
    }
  })
  it('makes no more clusters than there are values', () => {
    expect([...kMeans(Float64Array.of(7), Float64Array.of(3), 10, createRng(0))]).toEqual([0])
    expect(new Set(kMeans(Float64Array.of(1, 2), Float64Array.of(3, 4), 10, createRng(0))).size).toBe(2)
  })
  it('ends where moving one value to a neighbouring cluster does not help', () => {
    const sample = fc.uniqueArray(fc.integer({ min: 0, max: 1000 }), { minLength: 6, maxLength: 30 })
    fc.assert(
      fc.property(sample, fc.integer({ min: 0, max: 99 }), (numbers, seed) => {
        const values = Float64Array.from(numbers).sort()
        const counts = values.map((value) => 1 + (value % 3))
        const assignment = kMeans(values, counts, 3, createRng(seed))
        const means = [0, 1, 2].map((cluster) => {
          const members = Array.from(values.keys()).filter((n) => assignment[n] === cluster)
          const rows = members.reduce((sum, n) => sum + (counts[n] ?? 0), 0)
          return members.reduce((sum, n) => sum + (counts[n] ?? 0) * (values[n] ?? 0), 0) / rows
        })
        values.forEach((value, n) => {
          const distances = means
            .map((mean) => Math.abs(value - mean))
            .filter((distance) => !Number.isNaN(distance))
          const own = Math.abs(value - (means[assignment[n] ?? 0] ?? 0))
          expect(own).toBeLessThanOrEqual(Math.min(...distances) + 1e-9)
        })
        expect(inertia(values, counts, assignment)).toBeLessThan(
          inertia(values, counts, new Int32Array(values.length)),
        )
      }),
    )
  })
})
