import { createRng, normal } from '@tabricate/core'
import { describe, expect, it } from 'vitest'
import { conditionalTable, marginalTable } from './conditional-tables.ts'

const states = 12
const ordered = { parentStates: states, childStates: states, orderedParents: states, orderedChildren: states }

/** Rows of a ridge: the child is near the parent. */
function ridge(rows: number, seed: number): Float64Array {
  const rng = createRng(seed)
  const counts = new Float64Array(states * states)
  for (let i = 0; i < rows; i++) {
    const u = rng.integer(states)
    const v = Math.min(states - 1, Math.max(0, Math.round(u + 1.5 * normal(rng))))
    counts[u * states + v] = (counts[u * states + v] ?? 0) + 1
  }
  return counts
}

const uniform = new Float32Array(states).fill(1 / states)
const logLikelihood = (table: Float32Array, counts: Float64Array) =>
  counts.reduce((sum, count, at) => sum + (count > 0 ? count * Math.log(table[at] ?? 0) : 0), 0)

describe('conditionalTable', () => {
  it('gives probabilities that sum to one, also for a parent without rows', () => {
    const counts = ridge(100, 1)
    counts.fill(0, 0, states)
    const { table } = conditionalTable({ counts, ...ordered }, uniform)
    for (let u = 0; u < states; u++) {
      const line = table.subarray(u * states, (u + 1) * states)
      expect(line.every((p) => p > 0)).toBe(true)
      expect(Math.abs(line.reduce((a, b) => a + b, 0) - 1)).toBeLessThan(1e-6)
    }
  })

  it('makes new rows likelier than rows counted as they are, or independent ones', () => {
    const counts = ridge(150, 2)
    const fresh = ridge(5000, 3)
    const fitted = logLikelihood(conditionalTable({ counts, ...ordered }, uniform).table, fresh)
    const fixed = (strength: number, lift: number) =>
      logLikelihood(
        conditionalTable({ counts, ...ordered }, uniform, { fixed: { decay: 0, lift, strength } }).table,
        fresh,
      )
    expect(fitted).toBeGreaterThan(fixed(1, 0.2) + 500)
    expect(fitted).toBeGreaterThan(fixed(1e6, 1e6) + 500)
  })

  it('tends to the shares themselves as rows become many', () => {
    const counts = ridge(1e6, 4)
    const { table } = conditionalTable({ counts, ...ordered }, uniform)
    const total = counts.subarray(0, states).reduce((a, b) => a + b, 0)
    for (let v = 0; v < states; v++)
      expect(Math.abs((table[v] ?? 0) - (counts[v] ?? 0) / total)).toBeLessThan(0.005)
  })
})

describe('marginalTable', () => {
  it('draws few rows to what all rows say, and many not', () => {
    const overall = Float64Array.of(0.5, 0.5)
    const few = marginalTable(Float64Array.of(1, 1), overall)
    const many = marginalTable(Float64Array.of(900, 100), overall)
    expect(few.smoothing).toBeGreaterThan(many.smoothing)
    expect(many.table[0]).toBeCloseTo(0.9, 2)
  })
})
