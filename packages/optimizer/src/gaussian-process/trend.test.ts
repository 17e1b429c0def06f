import { describe, expect, it } from 'vitest'
import { createLikelihood, toTheta } from './likelihood.ts'
import { type InputKinds, toRows } from './matern.ts'
import { createPosterior } from './posterior.ts'
import { createTrend, trendMatrix } from './trend.ts'

const kinds: InputKinds = ['numeric', 'categorical', 'numeric']
const levels = [0, 3, 0]
const hyper = { amplitude: 0.8, lengthScales: [0.3, 1.2, 0.5], noise: 0.01 }
const trend = createTrend(kinds, levels, { constant: 10, linear: 0.3, quadratic: 0.3, category: 0.5 })
const rows = toRows([
  [0.1, 0, 0.9],
  [0.4, 2, 0.2],
  [0.8, 1, 0.5],
  [0.6, 2, 0.7],
])
const y = Float64Array.from([0.5, -1, 1.3, -0.2])

describe('the trend', () => {
  it('adds its features’ products to the covariance', () => {
    const matrix = trendMatrix(rows, trend)
    const bowl = (z: number) => z * z - 1 / 3
    // Rows 1 and 3 share their choice.
    expect(matrix[3 * 4 + 1]).toBeCloseTo(
      10 + 0.5 + 0.3 * (-0.2 * 0.2 + -0.6 * 0.4) + 0.3 * (bowl(0.2) * bowl(0.2) + bowl(0.6) * bowl(0.4)),
      12,
    )
    expect(matrix[2 * 4 + 1]).toBeCloseTo(
      10 + 0.3 * (0.6 * -0.2 + 0) + 0.3 * (bowl(0.6) * bowl(0.2) + bowl(0) * bowl(0.6)),
      12,
    )
  })

  it('leaves the gradient of the likelihood right (central differences, 1e-6)', () => {
    const likelihood = createLikelihood(rows, kinds, y, trend)
    const theta = toTheta(hyper)
    const gradient = new Float64Array(theta.length)
    const scratch = new Float64Array(theta.length)
    likelihood.evaluate(theta, gradient)
    theta.forEach((_, k) => {
      const at = (step: number) =>
        likelihood.evaluate(
          theta.map((value, i) => (i === k ? value + step : value)),
          scratch,
        )
      expect(gradient[k]).toBeCloseTo((at(1e-5) - at(-1e-5)) / 2e-5, 6)
    })
  })

  it('has slopes of mean and standard deviation (central differences, 1e-6)', () => {
    const posterior = createPosterior(rows, kinds, y, hyper, trend)
    const prediction = posterior.createPrediction()
    const other = posterior.createPrediction()
    const point = Float64Array.of(0.35, 1, 0.62)
    posterior.predictWithSlopes(point, prediction)
    for (const j of [0, 2]) {
      const at = (step: number) => {
        posterior.predict(
          point.map((value, i) => (i === j ? value + step : value)),
          other,
        )
        return { mean: other.mean, sd: other.sd }
      }
      const [above, below] = [at(1e-5), at(-1e-5)]
      expect(prediction.meanSlope[j]).toBeCloseTo((above.mean - below.mean) / 2e-5, 6)
      expect(prediction.sdSlope[j]).toBeCloseTo((above.sd - below.sd) / 2e-5, 6)
    }
    expect([prediction.meanSlope[1], prediction.sdSlope[1]]).toEqual([0, 0])
  })

  it('keeps trials that crowd in a hollow from setting the mean far away', () => {
    const crowd = [0.5, 0.505, 0.51, 0.515, 0.52, 0.0, 1.0]
    const losses = Float64Array.from([-1, -1, -1, -1, -1, 1.5, 1.5])
    const short = { amplitude: 1, lengthScales: [0.05], noise: 1e-4 }
    const meanAt = (constant: number) => {
      const variances = { constant, linear: 0, quadratic: 0, category: 0 }
      const posterior = createPosterior(
        toRows(crowd.map((x) => [x])),
        ['numeric'],
        losses,
        short,
        createTrend(['numeric'], [0], variances),
      )
      const prediction = posterior.createPrediction()
      posterior.predict(Float64Array.of(0.25), prediction)
      return prediction.mean
    }
    expect(meanAt(0)).toBeCloseTo(0, 2)
    expect(meanAt(10)).toBeGreaterThan(0.5)
  })

  it('covers pairs of points in covariances too', () => {
    const posterior = createPosterior(rows, kinds, y, hyper, trend)
    const prediction = posterior.createPrediction()
    const point = Float64Array.of(0.35, 1, 0.62)
    posterior.predict(point, prediction)
    expect(posterior.covariance(point, point)).toBeCloseTo(prediction.sd ** 2, 10)
  })
})
