import { expect, it } from 'vitest'
import { float } from '../space/parameter.ts'
import { optimize } from '../study/optimize.ts'
import { createStudy } from '../study/study.ts'
import { testStrategy } from '../testing/test-strategy.ts'
import { auto } from './auto.ts'

for (const { name, run } of testStrategy(auto, { trials: 12, manyTrials: 40 })) {
  if (/exactly|same seed|before any|numbers/.test(name)) it(name, run)
}

it('searches wide numeric spaces in a trust region, narrow ones by a Gaussian process', async () => {
  for (const [width, note] of [
    [20, 'restart'],
    [3, 'hyperparameters'],
  ] as const) {
    const space = Object.fromEntries(Array.from({ length: width }, (_, i) => [`x${i}`, float(0, 1)]))
    const study = createStudy({ space, strategy: auto() })
    await optimize(study, (parameters) => Object.values(parameters).reduce((sum, x) => sum + x, 0), {
      trials: 7,
    })
    expect(study.trials.at(-1)?.attributes).toHaveProperty(note)
  }
})
