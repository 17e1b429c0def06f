import { createStudy, float, optimize, random } from '@tabricate/optimizer'
import { testStrategy } from '@tabricate/optimizer/testing'
import { describe, expect, it, test } from 'vitest'
import { annealing } from './annealing.ts'

describe('a strategy of your own passes the published suite', () => {
  for (const { name, run } of testStrategy(() => annealing())) test(name, run)
})

it('comes nearer to the least value than random points', async () => {
  const leastOf = async (strategy: ReturnType<typeof random>) => {
    const study = createStudy({ space: { x: float(-5, 10), y: float(0, 15) }, strategy, seed: 1 })
    await optimize(study, ({ x, y }) => (x - 1) ** 2 + (y - 2) ** 2, { trials: 60 })
    return study.best()?.values?.[0] ?? Number.POSITIVE_INFINITY
  }
  expect(await leastOf(annealing())).toBeLessThan((await leastOf(random())) / 3)
})
