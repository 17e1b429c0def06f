import { type ContinuousColumn, createRng, normal } from '@tabricate/core'
import { describe, expect, it } from 'vitest'
import { fitStates } from './column-states.ts'
import { encodeStates } from './encode-states.ts'
import { rowLogLikelihoods } from './row-log-likelihood.ts'

const column = (values: ArrayLike<number>, hasMissing = false): ContinuousColumn => ({
  kind: 'continuous',
  name: 'x',
  values: Float64Array.from(values),
  spikes: [],
  hasMissing,
})

const rng = createRng(1)
const values = Array.from({ length: 5000 }, (_, i) =>
  i % 10 === 0 ? 0.25 : i % 17 === 0 ? Number.NaN : Math.exp(normal(rng)),
)
const real = column(values, true)
const states = fitStates(real, { maxBins: 40 })

describe('states of numbers', () => {
  it('are frequent values by themselves, bins, and missing', () => {
    if (states.kind !== 'numeric') return expect.unreachable()
    const sizes = Array.from(
      { length: states.starts.length - 1 },
      (_, s) => (states.starts[s + 1] ?? 0) - (states.starts[s] ?? 0),
    )
    const atoms = sizes.flatMap((size, s) => (size === 1 ? [states.knots[states.starts[s] ?? 0]] : []))
    expect(atoms).toEqual([0.25])
    expect(states.count).toBe(sizes.length + 1)
    const [codes] = encodeStates([states], { rowCount: values.length, columns: [real] }).columns
    const rows = new Float64Array(states.count)
    for (const code of codes ?? []) rows[code] = (rows[code] ?? 0) + 1
    expect(rows.at(-1)).toBe(values.filter(Number.isNaN).length)
    // 40 bins of about equally many rows, thinner at the ends.
    expect(rows.every((count) => count >= 20)).toBe(true)
  })

  it('has no knot at a real value, but the least and the greatest', () => {
    if (states.kind !== 'numeric') return expect.unreachable()
    const known = new Set(values)
    const { knots } = states
    const real = knots.filter((knot) => knot !== 0.25 && known.has(knot))
    expect(real).toHaveLength(2)
  })

  it('has a density whose integral is the share of present values in bins', async () => {
    const single = {
      stateCounts: [states.count],
      weights: Float64Array.of(1),
      forests: [oneColumn(states.count)],
    }
    const steps = 400_000
    const [min, max] = [0, 60]
    const grid = Float64Array.from({ length: steps }, (_, i) => min + ((i + 0.5) * (max - min)) / steps)
    const logs = await rowLogLikelihoods([states], single, { rowCount: steps, columns: [column(grid, true)] })
    const integral = logs.reduce((sum, log) => sum + Math.exp(log) * ((max - min) / steps), 0)
    // Of uniform states all but the atom and missing; the grid misses up to a step at each of some 300 knots.
    expect(Math.abs(integral - (states.count - 2) / states.count)).toBeLessThan(2e-3)
  })
})

function oneColumn(count: number) {
  return {
    parents: Int32Array.of(-1),
    order: Int32Array.of(0),
    tables: [new Float32Array(count).fill(1 / count)],
  }
}
