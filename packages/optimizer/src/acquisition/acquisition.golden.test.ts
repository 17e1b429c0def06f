import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readGolden } from '../../test/golden.ts'
import { logDistribution, logExpectedExcess, logExpectedExcessSlope } from '../normal/standard-normal.ts'
import {
  expectedImprovement,
  logExpectedImprovement,
  logProbabilityOfImprovement,
  lowerConfidenceBound,
  probabilityOfImprovement,
} from './acquisition.ts'

const figure = z.union([z.number(), z.literal('-Infinity').transform(() => -Infinity)])
const golden = readGolden(
  'acquisition.json',
  z.object({
    cases: z.array(
      z.object({
        mu: z.number(),
        sigma: z.number(),
        best: z.number(),
        xi: z.number(),
        kappa: z.number(),
        ei: figure,
        logEi: figure,
        pi: figure,
        logPi: figure,
        lcb: z.number(),
      }),
    ),
    unit: z.array(z.object({ u: z.number(), logH: z.number(), logPhi: z.number(), dLogH: z.number() })),
  }),
)

/** Of the golden file: figures of 40 digits rounded to doubles; u itself carries rounding that tails magnify. */
const relative = 1e-12
/** Where the improvement is a difference of nearly equal numbers in the definition. */
const relativeEi = 1e-9

function expectClose(actual: number, expected: number, tolerance: number): void {
  if (!Number.isFinite(expected)) expect(actual).toBe(expected)
  else expect(Math.abs(actual - expected)).toBeLessThanOrEqual(tolerance * Math.abs(expected))
}

describe('acquisition functions', () => {
  it.each(golden.cases)('mean $mu, sd $sigma, best $best, xi $xi', (each) => {
    const { mu, sigma, best, xi, kappa } = each
    expectClose(expectedImprovement(mu, sigma, best, xi), each.ei, relativeEi)
    expectClose(logExpectedImprovement(mu, sigma, best, xi), each.logEi, relative)
    expectClose(probabilityOfImprovement(mu, sigma, best, xi), each.pi, relative * 100)
    expectClose(logProbabilityOfImprovement(mu, sigma, best, xi), each.logPi, relative)
    expectClose(lowerConfidenceBound(mu, sigma, kappa), each.lcb, 1e-15)
  })

  it.each(golden.unit)('u = $u', ({ u, logH, logPhi, dLogH }) => {
    expectClose(logExpectedExcess(u), logH, relative)
    expectClose(logDistribution(u), logPhi, relative)
    expectClose(logExpectedExcessSlope(u), dLogH, relative)
  })
})
