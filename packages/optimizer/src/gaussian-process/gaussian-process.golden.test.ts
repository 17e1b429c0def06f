import { createRng } from '@tabricate/core'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readGolden } from '../../test/golden.ts'
import { fitHyperparameters } from './fit.ts'
import { createLikelihood, toTheta } from './likelihood.ts'
import { covariance, type InputKinds, toRows } from './matern.ts'
import { createPosterior } from './posterior.ts'

const interval = z.tuple([z.number(), z.number()])
const numbers = z.array(z.number())
const golden = readGolden(
  'gp.json',
  z.object({
    bounds: z.object({ amplitude: interval, lengthScale: interval, noise: interval }),
    sets: z.array(
      z.object({
        name: z.string(),
        X: z.array(numbers),
        y: numbers,
        hyper: z.object({ amplitude: z.number(), lengthScales: numbers, noise: z.number() }),
        kernel: z.array(numbers),
        lml: z.number(),
        gradient: z.object({ logAmplitude: z.number(), logLengthScales: numbers, logNoise: z.number() }),
        test: z.array(numbers),
        mean: numbers,
        sd: numbers,
        fitted: z.object({ lml: z.number(), startsReachingIt: z.number() }),
      }),
    ),
  }),
)

/** Of the golden file, relative to max(1, |value|). */
const tolerance = { kernel: 1e-12, likelihood: 1e-8, gradient: 1e-6, mean: 1e-8, sd: 1e-7 }
/** Below the recorded optimum, which 65 to 129 starts found. */
const fitSlack = 1e-3

function expectClose(actual: number, expected: number, relative: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(relative * Math.max(1, Math.abs(expected)))
}

describe.each(golden.sets)('$name', ({ X, y, hyper, kernel, lml, gradient, test, mean, sd, fitted }) => {
  const rows = toRows(X)
  const kinds: InputKinds = (X[0] ?? []).map(() => 'numeric')
  const values = Float64Array.from(y)

  it('has the covariance matrix', () => {
    const matrix = covariance(rows, kinds, hyper)
    kernel.forEach((row, i) => {
      for (let j = 0; j <= i; j++) expectClose(matrix[i * rows.count + j] ?? 0, row[j] ?? 0, tolerance.kernel)
    })
  })

  it('has the log marginal likelihood and its gradient', () => {
    const slopes = new Float64Array(rows.width + 2)
    expectClose(
      createLikelihood(rows, kinds, values).evaluate(toTheta(hyper), slopes),
      lml,
      tolerance.likelihood,
    )
    const expected = [gradient.logAmplitude, ...gradient.logLengthScales, gradient.logNoise]
    expected.forEach((slope, k) => {
      expectClose(slopes[k] ?? 0, slope, tolerance.gradient)
    })
  })

  it('has the posterior mean and standard deviation', () => {
    const posterior = createPosterior(rows, kinds, values, hyper)
    const prediction = posterior.createPrediction()
    test.forEach((point, i) => {
      posterior.predict(Float64Array.from(point), prediction)
      expectClose(prediction.mean, mean[i] ?? 0, tolerance.mean)
      expectClose(prediction.sd, sd[i] ?? 0, tolerance.sd)
    })
  })

  it('finds hyper-parameters at least as likely as the recorded optimum', async () => {
    const starts = [{ amplitude: 1, lengthScales: kinds.map(() => 1), noise: 1e-3 }]
    const { logPosterior } = await fitHyperparameters(rows, kinds, values, {
      bounds: golden.bounds,
      starts,
      randomStarts: 64,
      rng: createRng(1),
    })
    expect(logPosterior).toBeGreaterThanOrEqual(fitted.lml - fitSlack)
  })
})
