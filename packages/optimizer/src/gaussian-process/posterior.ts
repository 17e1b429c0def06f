/**
 * Notation
 *   X, y       observed points and values
 *   L, M       Cholesky factor of the observations' covariance, and its inverse
 *   α          K⁻¹ y
 *   k_∗        covariances of the function at x with the observations
 *   v          M k_∗
 *   μ(x)       k_∗ᵀ α                                     Rasmussen & Williams, algorithm 2.1
 *   σ²(x)      amplitude − vᵀ v, of the function itself, without noise
 *   ∂σ²/∂x     −2 (∂k_∗/∂x)ᵀ Mᵀ v
 */
import { TabricateError } from '@tabricate/core'
import {
  dot,
  factorize,
  invertLower,
  multiplyLower,
  multiplyTransposed,
  solveLower,
  solveUpper,
} from '../linear-algebra/cholesky.ts'
import {
  categoryMask,
  covariance,
  type Hyperparameters,
  type InputKinds,
  inverseSquares,
  type Rows,
} from './matern.ts'
import { type Trend, trendFeatures } from './trend.ts'

/** Mean and standard deviation of the function at a point, with their derivatives by its coordinates (0 for categories). */
export interface Prediction {
  mean: number
  sd: number
  readonly meanSlope: Float64Array
  readonly sdSlope: Float64Array
}

export interface Posterior {
  readonly rows: Rows
  readonly hyperparameters: Hyperparameters
  /** A prediction to be filled by {@link predict} and {@link predictWithSlopes}. */
  createPrediction(): Prediction
  /** O(n² + n d). */
  predict(point: Float64Array, target: Prediction): void
  predictWithSlopes(point: Float64Array, target: Prediction): void
  /** Covariance of the function at two points. */
  covariance(a: Float64Array, b: Float64Array): number
}

/** Added to the diagonal, times the amplitude, until the factorisation succeeds. */
const jitters = [0, 1e-10, 1e-8, 1e-6, 1e-4]

/** The Gaussian process given observations `y` at `rows`; zero prior mean. */
export function createPosterior(
  rows: Rows,
  kinds: InputKinds,
  y: Float64Array,
  hyperparameters: Hyperparameters,
  trend?: Trend,
): Posterior {
  const { count: n, width: d } = rows
  const { amplitude, lengthScales, noise } = hyperparameters
  const weights = inverseSquares(lengthScales)
  const mask = categoryMask(kinds)
  const matrix = covariance(rows, kinds, hyperparameters)
  const size = trend?.size ?? 0
  const features = trend === undefined ? new Float64Array(0) : trendFeatures(rows, trend)
  for (let i = 0; i < n && size > 0; i++)
    for (let j = 0; j <= i; j++)
      matrix[i * n + j] = (matrix[i * n + j] ?? 0) + dot(features, i * size, features, j * size, size)
  const factor = factorizeWithJitter(matrix, n, amplitude, noise)
  const alpha = Float64Array.from(y)
  solveLower(factor, n, alpha)
  solveUpper(factor, n, alpha)
  const inverseFactor = invertLower(factor, n)

  const trendWeights = new Float64Array(size)
  for (let i = 0; i < n; i++)
    for (let m = 0; m < size; m++)
      trendWeights[m] = (trendWeights[m] ?? 0) + (alpha[i] ?? 0) * (features[i * size + m] ?? 0)
  const known: Known = { rows, mask, weights, amplitude, trendSize: size, features, alpha, inverseFactor }
  const phi = new Float64Array(size)
  const residual = new Float64Array(size)
  const cross = new Float64Array(n)
  const slopes = new Float64Array(n)
  const v = new Float64Array(n)
  const beta = new Float64Array(n)

  const crossWith = (point: Float64Array) => {
    trend?.features(point, phi)
    fillCross(known, point, phi, { cross, slopes })
  }
  const predict = (point: Float64Array, target: Prediction) => {
    crossWith(point)
    target.mean = dot(cross, 0, alpha, 0, n)
    const explained = multiplyLower(inverseFactor, n, cross, v)
    target.sd = Math.sqrt(Math.max(0, amplitude + dot(phi, 0, phi, 0, size) - explained))
  }
  return {
    rows,
    hyperparameters,
    createPrediction: () => ({
      mean: 0,
      sd: 0,
      meanSlope: new Float64Array(d),
      sdSlope: new Float64Array(d),
    }),
    predict,
    predictWithSlopes(point, target) {
      predict(point, target)
      multiplyTransposed(inverseFactor, n, v, beta)
      const { meanSlope, sdSlope } = target
      fillSlopes(known, point, { slopes, beta }, target)
      if (trend !== undefined) {
        trend.addSlopes(point, trendWeights, meanSlope)
        residual.set(phi)
        subtractProduct(features, n, beta, residual)
        trend.addSlopes(point, residual, sdSlope)
      }
      // ∂σ/∂x = ∂σ²/∂x / 2σ; at an observed point without noise σ has a kink, and no slope is better than an infinite one.
      const scale = target.sd > 1e-12 ? 1 / target.sd : 0
      for (let j = 0; j < d; j++) sdSlope[j] = (sdSlope[j] ?? 0) * scale
    },
    covariance(a, b) {
      crossWith(b)
      multiplyLower(inverseFactor, n, cross, beta)
      crossWith(a)
      // φ(a) is what that left.
      trend?.features(b, residual)
      let explained = -dot(phi, 0, residual, 0, size)
      for (let i = 0; i < n; i++) explained += dot(inverseFactor, i * n, cross, 0, i + 1) * (beta[i] ?? 0)
      let sum = 0
      for (let j = 0; j < d; j++) {
        const difference = (a[j] ?? 0) - (b[j] ?? 0)
        sum += (mask[j] === 1 ? (difference === 0 ? 0 : 1) : difference * difference) * (weights[j] ?? 0)
      }
      const r = Math.sqrt(5 * sum)
      return amplitude * (1 + r + (r * r) / 3) * Math.exp(-r) - explained
    },
  }
}

/** What predictions are made from. */
interface Known {
  readonly rows: Rows
  /** 1 of categories. */
  readonly mask: Uint8Array
  /** 1 / ℓ² of every input. */
  readonly weights: Float64Array
  readonly amplitude: number
  readonly trendSize: number
  /** φ of every row. */
  readonly features: Float64Array
  readonly alpha: Float64Array
  readonly inverseFactor: Float64Array
}

// The loops of a prediction are functions of the module: inside of the posterior, which is made anew for every fit, they would run uncompiled each time.

/** k_∗, and (5/3) (1 + r) e^{−r} · amplitude for the slopes. */
function fillCross(
  { rows: { values, count: n, width: d }, mask, weights, amplitude, trendSize, features }: Known,
  point: Float64Array,
  phi: Float64Array,
  { cross, slopes }: { readonly cross: Float64Array; readonly slopes: Float64Array },
): void {
  for (let i = 0; i < n; i++) {
    let sum = 0
    const row = i * d
    for (let j = 0; j < d; j++) {
      const difference = (point[j] ?? 0) - (values[row + j] ?? 0)
      const squared = mask[j] === 1 ? (difference === 0 ? 0 : 1) : difference * difference
      sum += squared * (weights[j] ?? 0)
    }
    const r = Math.sqrt(5 * sum)
    const decay = amplitude * Math.exp(-r)
    const ofTrend = trendSize > 0 ? dot(phi, 0, features, i * trendSize, trendSize) : 0
    cross[i] = decay * (1 + r + (r * r) / 3) + ofTrend
    slopes[i] = (5 / 3) * decay * (1 + r)
  }
}

/** Writes ∂k_∗/∂x times α, and times β = Mᵀ v. */
function fillSlopes(
  { rows: { values, count: n, width: d }, mask, weights, alpha }: Known,
  point: Float64Array,
  { slopes, beta }: { readonly slopes: Float64Array; readonly beta: Float64Array },
  { meanSlope, sdSlope }: Prediction,
): void {
  meanSlope.fill(0)
  sdSlope.fill(0)
  for (let i = 0; i < n; i++) {
    const slope = slopes[i] ?? 0
    const byMean = -slope * (alpha[i] ?? 0)
    const byVariance = slope * (beta[i] ?? 0)
    for (let j = 0; j < d; j++) {
      if (mask[j] === 1) continue
      const difference = ((point[j] ?? 0) - (values[i * d + j] ?? 0)) * (weights[j] ?? 0)
      meanSlope[j] = (meanSlope[j] ?? 0) + byMean * difference
      sdSlope[j] = (sdSlope[j] ?? 0) + byVariance * difference
    }
  }
}

/** Subtracts Σ_i β_i φ_i, row after row. */
function subtractProduct(features: Float64Array, n: number, beta: Float64Array, target: Float64Array): void {
  const size = target.length
  for (let i = 0; i < n; i++)
    for (let m = 0; m < size; m++)
      target[m] = (target[m] ?? 0) - (beta[i] ?? 0) * (features[i * size + m] ?? 0)
}

function factorizeWithJitter(
  matrix: Float64Array,
  n: number,
  amplitude: number,
  noise: number,
): Float64Array {
  for (const jitter of jitters) {
    const factor = Float64Array.from(matrix)
    for (let i = 0; i < n; i++) factor[i * n + i] = (factor[i * n + i] ?? 0) + noise + jitter * amplitude
    if (factorize(factor, n)) return factor
  }
  throw new TabricateError('DEFECT', `A covariance matrix of ${n} observations is not positive definite.`)
}
