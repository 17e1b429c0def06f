import { describe, expect, it } from 'vitest'
import { multipleOf } from '../space/constraint.ts'
import { categorical, float, int } from '../space/parameter.ts'
import { optimize } from '../study/optimize.ts'
import { createStudy } from '../study/study.ts'
import { testStrategy } from '../testing/test-strategy.ts'
import { grid } from './grid.ts'
import { halton, latin, sobol } from './quasi-random.ts'
import { random } from './random.ts'
import type { Strategy } from './strategy.ts'

const strategies: readonly (readonly [string, () => Strategy])[] = [
  ['random', random],
  ['sobol', sobol],
  ['halton', halton],
  ['latin', () => latin({ points: 10 })],
  ['grid', () => grid({ resolution: 30 })],
]

describe.each(strategies)('%s', (_, create) => {
  for (const { name, run } of testStrategy(create)) it(name, run)
})

describe('grid', () => {
  const space = { a: int(0, 4, { step: 2 }), b: categorical(['x', 'y']), c: float(0, 1) }

  it('tries every combination once, in an order of the seed, and stops', async () => {
    const orders = []
    for (const seed of [1, 2]) {
      const study = createStudy({ space, strategy: grid({ resolution: 3 }), seed })
      const { stopped } = await optimize(study, () => 0, {})
      expect(stopped).toBe('exhausted')
      const texts = study.trials.map(({ parameters }) => JSON.stringify(parameters))
      expect(new Set(texts).size).toBe(3 * 2 * 3)
      expect(texts).toHaveLength(18)
      orders.push(texts.join())
    }
    expect(orders[0]).not.toBe(orders[1])
  })

  it('leaves out what breaks a constraint', async () => {
    const study = createStudy({
      space: { batchSize: int(1, 12), pac: int(2, 3) },
      constraints: [multipleOf('batchSize', 'pac')],
      strategy: grid(),
    })
    await optimize(study, () => 0, {})
    // 6 multiples of 2 and 4 of 3.
    expect(study.trials).toHaveLength(10)
  })

  it('refuses a grid that cannot be numbered', async () => {
    const wide = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`x${i}`, float(0, 1)]))
    await expect(createStudy({ space: wide, strategy: grid() }).ask()).rejects.toMatchObject({
      code: 'INVALID_OPTIONS',
    })
  })
})

it('a Latin hypercube design puts one trial in every slice of every parameter', async () => {
  const study = createStudy({ space: { x: float(0, 1), y: float(0, 1) }, strategy: latin({ points: 20 }) })
  await optimize(study, () => 0, { trials: 20 })
  for (const name of ['x', 'y'] as const) {
    const slices = study.trials.map(({ parameters }) => Math.floor(parameters[name] * 20))
    expect(slices.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i))
  }
})

it('shifted Sobol points keep the net: every 16 consecutive points have one in each sixteenth of each axis', async () => {
  const study = createStudy({ space: { x: float(0, 1), y: float(0, 1) }, strategy: sobol(), seed: 4 })
  await optimize(study, () => 0, { trials: 16 })
  for (const name of ['x', 'y'] as const) {
    const cells = study.trials.map(({ parameters }) => Math.floor(parameters[name] * 16))
    expect(new Set(cells).size).toBe(16)
  }
})
