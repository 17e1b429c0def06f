import { createRng } from '@tabricate/core'
import { float, type Parameter, type Space } from '@tabricate/optimizer'
import type { TestFunction } from './functions.ts'

/** Each range is moved by up to this share of its width, either way. */
const mostShift = 0.1

/**
 * The function with the ranges of its numeric parameters moved at random, the same for every strategy with the same seed: a strategy that begins
 * in the middle of a space must not find an optimum that lies there. Mixed spaces stay as they are: their values have meanings.
 */
export function shiftedFunction(testFunction: TestFunction, seed: number): TestFunction {
  if (!testFunction.shifted) return testFunction
  const rng = createRng(seed).split('shift')
  const space: Space = Object.fromEntries(
    Object.entries(testFunction.space).map(([name, parameter]): [string, Parameter] => {
      if (parameter.type !== 'float') return [name, parameter]
      const by = mostShift * (2 * rng.uniform() - 1) * (parameter.high - parameter.low)
      return [name, float(parameter.low + by, parameter.high + by)]
    }),
  )
  return { ...testFunction, space }
}
