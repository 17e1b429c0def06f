import { expect, it } from 'vitest'
import { float, int, type Parameter } from '../space/parameter.ts'
import { optimize } from '../study/optimize.ts'
import { createStudy } from '../study/study.ts'
import { testStrategy } from '../testing/test-strategy.ts'
import { auto } from './auto.ts'

for (const { name, run } of testStrategy(auto, { trials: 12, manyTrials: 40 })) {
  if (/exactly|same seed|before any|numbers/.test(name)) it(name, run)
}

it('begins with a Gaussian process; then a trust region has its turn, in wide spaces every one', async () => {
  const chosen = async (parameters: readonly Parameter[], trials: number) => {
    const space = Object.fromEntries(parameters.map((parameter, i) => [`x${i}`, parameter]))
    const study = createStudy({ space, strategy: auto() })
    const point = Object.fromEntries(Object.keys(space).map((name) => [name, 0]))
    for (let i = 0; i < trials; i++) study.enqueue(point)
    await optimize(study, () => 0, { trials: trials + 1 })
    return 'restart' in (study.trials.at(-1)?.attributes ?? {}) ? 'trust region' : 'Gaussian process'
  }
  const continuous = (count: number) => Array.from({ length: count }, () => float(0, 1))
  expect(await chosen(continuous(4), 25)).toBe('Gaussian process')
  expect(await chosen(continuous(5), 29)).toBe('Gaussian process')
  expect(await chosen(continuous(5), 30)).toBe('Gaussian process')
  expect(await chosen(continuous(5), 31)).toBe('trust region')
  expect(await chosen([...continuous(4), int(0, 9)], 31)).toBe('Gaussian process')
  expect(await chosen(continuous(16), 95)).toBe('Gaussian process')
  expect(await chosen(continuous(16), 96)).toBe('trust region')
  expect(await chosen(continuous(16), 97)).toBe('trust region')
})
