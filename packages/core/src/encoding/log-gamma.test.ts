import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digamma, logBeta, logGamma } from './log-gamma.ts'

// Reference values: SciPy 1.17.1 (gammaln, psi, betaln).
const golden = [
  [0.001, 6.907178885383853, -1000.5755719318103],
  [0.5, 0.5723649429247, -1.9635100260214235],
  [1, 0, -0.5772156649015329],
  [2.5, 0.2846828704729192, 0.7031566406452432],
  [9.99, 12.779315214350195, 2.250700372831201],
  [100.5, 361.43554046777757, 4.605174352581845],
  [12501, 105424.18472829141, 9.43352392275706],
] as const

describe('logGamma and digamma', () => {
  // 2e-14: a few units in the last place, and the cancellation near the zeros of both.
  const tolerance = 2e-14
  it.each(golden)('at %d', (x, expectedLogGamma, expectedDigamma) => {
    const scale = (value: number) => Math.max(1, Math.abs(value))
    expect(Math.abs(logGamma(x) - expectedLogGamma) / scale(expectedLogGamma)).toBeLessThan(tolerance)
    expect(Math.abs(digamma(x) - expectedDigamma) / scale(expectedDigamma)).toBeLessThan(tolerance)
  })
  it('obey their recurrences', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e5, noNaN: true }), (x) => {
        expect(Math.abs(logGamma(x + 1) - logGamma(x) - Math.log(x))).toBeLessThan(
          1e-13 * Math.max(10, logGamma(x + 1)),
        )
        expect(Math.abs(digamma(x + 1) - digamma(x) - 1 / x)).toBeLessThan(1e-13 * Math.max(10, 1 / x))
      }),
    )
  })
  it('logBeta of whole numbers is a fraction of factorials', () => {
    expect(logBeta(3, 4)).toBeCloseTo(Math.log(1 / 60), 13)
  })
})
