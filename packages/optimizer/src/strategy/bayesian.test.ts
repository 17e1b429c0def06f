import { describe, expect, it } from 'vitest'
import { testStrategy } from '../testing/test-strategy.ts'
import { bayesian } from './bayesian.ts'

// The cost of a Gaussian process grows with the cube of the trials: 150 pass through every phase, the limit of observations is tested apart.
for (const { name, run } of testStrategy(() => bayesian(), { trials: 14, manyTrials: 60 })) it(name, run)

describe('hedge', () => {
  for (const { name, run } of testStrategy(() => bayesian({ acquisition: 'hedge' }), {
    trials: 10,
    manyTrials: 12,
  })) {
    if (/exactly|same seed|before any/.test(name)) it(name, run)
  }
})

it('refuses options out of range', () => {
  expect(() => bayesian({ initialTrials: 1 })).toThrow('initialTrials must be a whole number from 2')
  expect(() => bayesian({ xi: -1 })).toThrow('xi must be a number from 0')
})
