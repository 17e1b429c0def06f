import { describe, expect, it } from 'vitest'
import { float } from '../space/parameter.ts'
import { random } from '../strategy/random.ts'
import { optimize } from '../study/optimize.ts'
import { createStudy } from '../study/study.ts'
import { halvingPruner, hyperbandPruner } from './halving-pruner.ts'
import { medianPruner } from './median-pruner.ts'
import { patiencePruner } from './patience-pruner.ts'
import type { Pruner } from './pruner.ts'

/** Runs trials whose curves are given, and returns the step at which each ended. */
async function lastSteps(
  pruner: Pruner,
  curves: readonly (readonly number[])[],
  direction: 'minimize' | 'maximize',
) {
  const study = createStudy({ space: { x: float(0, 1) }, strategy: random(), pruner, direction })
  await optimize(
    study,
    (_, { number, report }) => {
      const curve = curves[number] ?? []
      for (const [step, value] of curve.entries()) if (report(step, value)) return value
      return curve.at(-1) ?? 0
    },
    { trials: curves.length },
  )
  return study.trials.map(({ state, reports }) => `${state} ${reports.at(-1)?.step}`)
}

const straight = (from: number, to: number) =>
  Array.from({ length: 10 }, (_, i) => from + ((to - from) * i) / 9)

describe('median', () => {
  const curves = [
    straight(5, 1),
    straight(5, 2),
    straight(5, 3),
    straight(5, 4),
    straight(6, 5.5),
    straight(4, 0),
  ]

  it('stops what is worse than the median of the others, and nothing before there are enough of them', async () => {
    expect(await lastSteps(medianPruner(), curves, 'minimize')).toEqual([
      'complete 9',
      'complete 9',
      'complete 9',
      'complete 9',
      'pruned 0',
      'complete 9',
    ])
  })

  it('looks at the other end when maximising', async () => {
    const upside = curves.map((curve) => curve.map((value) => -value))
    expect(await lastSteps(medianPruner(), upside, 'maximize')).toEqual(
      await lastSteps(medianPruner(), curves, 'minimize'),
    )
  })

  it('waits for the warm-up', async () => {
    expect((await lastSteps(medianPruner({ warmupSteps: 4 }), curves, 'minimize'))[4]).toBe('pruned 4')
  })
})

describe('successive halving', () => {
  it('lets one in three pass each rung: steps 1, 3, 9', async () => {
    // Each trial is worse than all before it: of the trials at a rung only the first may go on, until there are enough for two.
    const curves = Array.from({ length: 9 }, (_, i) => straight(i, i))
    const ends = await lastSteps(halvingPruner({ minResource: 1, reduction: 3 }), curves, 'minimize')
    expect(ends).toEqual(['complete 9', ...Array.from({ length: 8 }, () => 'pruned 1')])
  })

  it('costs a third or less of the steps when trials come in random order', async () => {
    const quality = [7, 2, 9, 4, 11, 0, 5, 10, 1, 8, 3, 6]
    const curves = quality.map((q) => Array.from({ length: 27 }, (_, i) => q + 10 / (i + 1)))
    const ends = await lastSteps(halvingPruner({ minResource: 1, reduction: 3 }), curves, 'minimize')
    const steps = ends.reduce((sum, end) => sum + Number(end.split(' ')[1]) + 1, 0)
    expect(steps / (27 * 12)).toBeLessThan(0.4)
    // The best one is never stopped.
    expect(ends[5]).toBe('complete 26')
  })

  it('finds its first rung by the first complete trial: a ninth of its steps', async () => {
    const curves = Array.from({ length: 9 }, (_, i) => Array.from({ length: 33 }, () => i))
    const ends = await lastSteps(halvingPruner(), curves, 'minimize')
    expect(ends).toEqual(['complete 32', ...Array.from({ length: 8 }, () => 'pruned 3')])
  })
})

it('Hyperband has brackets that wait longer, and never stops the best', async () => {
  const curves = Array.from({ length: 40 }, (_, i) => Array.from({ length: 27 }, () => (i * 17) % 40))
  const ends = await lastSteps(hyperbandPruner({ maxResource: 27 }), curves, 'minimize')
  const firstRungs = new Set(
    ends.filter((end) => end.startsWith('pruned')).map((end) => Number(end.split(' ')[1])),
  )
  expect([...firstRungs].sort((a, b) => a - b)).toEqual(expect.arrayContaining([1, 3, 9]))
  expect(ends[0]).toBe('complete 26')
})

it('patience stops what has stopped to improve', async () => {
  const curves = [
    [5, 4, 3, 3, 3, 3, 1],
    [5, 4, 4.5, 4.2, 3.9, 3.8, 3.7],
  ]
  expect(await lastSteps(patiencePruner({ reports: 3 }), curves, 'minimize')).toEqual([
    'pruned 5',
    'complete 6',
  ])
})

it('refuses options out of range', () => {
  expect(() => medianPruner({ quantile: 1 })).toThrow('quantile must be above 0 and below 1')
  expect(() => hyperbandPruner({ maxResource: 1 })).toThrow('maxResource must be a whole number from 2')
})
