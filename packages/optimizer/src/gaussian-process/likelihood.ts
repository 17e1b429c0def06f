/**
 * Notation
 *   n, d       observations, inputs
 *   K          covariance matrix of the observations: k(x_i, x_j) + noise · [i = j], n × n
 *   α          K⁻¹ y
 *   θ          (log amplitude, log ℓ_1, …, log ℓ_d, log noise)
 *   log p      −½ yᵀ α − Σ log L_ii − ½ n log 2π: Rasmussen & Williams, eq. 2.30 and algorithm 2.1
 *   ∂log p/∂θ  ½ tr((α αᵀ − K⁻¹) ∂K/∂θ): eq. 5.9
 */
import {
  factorize,
  invertLower,
  invertSymmetric,
  solveLower,
  solveUpper,
} from '../linear-algebra/cholesky.ts'
import {
  type Hyperparameters,
  type InputKinds,
  inverseSquares,
  pairDifferences,
  type Rows,
} from './matern.ts'
import { type Trend, trendMatrix } from './trend.ts'

const logTwoPi = Math.log(2 * Math.PI)

/** Log marginal likelihood as a function of θ. Its cost is O(n³ + n² d). */
export interface Likelihood {
  readonly parameterCount: number
  /** log p, and its gradient; −Infinity where K is not positive definite to rounding. */
  evaluate(theta: Float64Array, gradient: Float64Array): number
}

export function createLikelihood(rows: Rows, kinds: InputKinds, y: Float64Array, trend?: Trend): Likelihood {
  const { count: n, width: d } = rows
  const pairCount = (n * (n - 1)) / 2
  const pairs: Pairs = {
    n,
    d,
    differences: pairDifferences(rows, kinds),
    trendCovariances: trend === undefined ? new Float64Array(n * n) : trendMatrix(rows, trend),
    covariances: new Float64Array(pairCount),
    slopes: new Float64Array(pairCount),
  }
  const factor = new Float64Array(n * n)
  const alpha = new Float64Array(n)
  return {
    parameterCount: d + 2,
    evaluate(theta, gradient) {
      const hyperparameters = fromTheta(theta)
      const weights = inverseSquares(hyperparameters.lengthScales)
      fillCovariances(pairs, hyperparameters, weights, factor)
      if (!factorize(factor, n)) return -Infinity
      alpha.set(y)
      solveLower(factor, n, alpha)
      let logDensity = -0.5 * n * logTwoPi
      for (let i = 0; i < n; i++) {
        logDensity -= 0.5 * (alpha[i] ?? 0) ** 2 + Math.log(factor[i * n + i] ?? 1)
      }
      solveUpper(factor, n, alpha)
      const inverse = invertSymmetric(invertLower(factor, n), n)
      fillGradient(pairs, hyperparameters, weights, { alpha, inverse }, gradient)
      return logDensity
    },
  }
}

/** What is computed once for all θ, and of every pair i > j for one: the function's covariance without the trend, and what its derivatives have in common. */
interface Pairs {
  readonly n: number
  readonly d: number
  readonly differences: Float64Array
  readonly trendCovariances: Float64Array
  readonly covariances: Float64Array
  readonly slopes: Float64Array
}

// The two loops over pairs are functions of the module: inside of the likelihood, which is made anew for every fit, they would run uncompiled each time.

/** Writes the covariances of all pairs, and K into the lower half of `target`. */
function fillCovariances(
  { n, d, differences, trendCovariances, covariances, slopes }: Pairs,
  { amplitude, noise }: Hyperparameters,
  weights: Float64Array,
  target: Float64Array,
): void {
  for (let i = 0, pair = 0, at = 0; i < n; i++) {
    for (let j = 0; j < i; j++, pair++) {
      let sum = 0
      for (let k = 0; k < d; k++, at++) sum += (differences[at] ?? 0) * (weights[k] ?? 0)
      const r = Math.sqrt(5 * sum)
      const decay = amplitude * Math.exp(-r)
      const value = decay * (1 + r + (r * r) / 3)
      covariances[pair] = value
      slopes[pair] = (5 / 3) * decay * (1 + r)
      target[i * n + j] = value + (trendCovariances[i * n + j] ?? 0)
    }
    target[i * n + i] = amplitude + noise + (trendCovariances[i * n + i] ?? 0)
  }
}

/** Writes ∂log p/∂θ from α and the lower half of K⁻¹. */
function fillGradient(
  { n, d, differences, covariances, slopes }: Pairs,
  { amplitude, noise }: Hyperparameters,
  weights: Float64Array,
  { alpha, inverse }: { readonly alpha: Float64Array; readonly inverse: Float64Array },
  gradient: Float64Array,
): void {
  let amplitudeSum = 0
  let diagonalSum = 0
  const sums = new Float64Array(d)
  for (let i = 0, pair = 0, at = 0; i < n; i++) {
    const alphaI = alpha[i] ?? 0
    for (let j = 0; j < i; j++, pair++) {
      const difference = alphaI * (alpha[j] ?? 0) - (inverse[i * n + j] ?? 0)
      amplitudeSum += difference * (covariances[pair] ?? 0)
      const common = difference * (slopes[pair] ?? 0)
      for (let k = 0; k < d; k++, at++) sums[k] = (sums[k] ?? 0) + common * (differences[at] ?? 0)
    }
    diagonalSum += alphaI * alphaI - (inverse[i * n + i] ?? 0)
  }
  gradient[0] = amplitudeSum + 0.5 * amplitude * diagonalSum
  for (let k = 0; k < d; k++) gradient[k + 1] = (sums[k] ?? 0) * (weights[k] ?? 0)
  gradient[d + 1] = 0.5 * noise * diagonalSum
}

export function toTheta({ amplitude, lengthScales, noise }: Hyperparameters): Float64Array {
  return Float64Array.from([amplitude, ...lengthScales, noise], Math.log)
}

export function fromTheta(theta: Float64Array): Hyperparameters {
  const values = Array.from(theta, Math.exp)
  return { amplitude: values[0] ?? 1, lengthScales: values.slice(1, -1), noise: values.at(-1) ?? 0 }
}
