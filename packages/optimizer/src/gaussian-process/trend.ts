/**
 * Notation
 *   z_j      2 x_j − 1: a numeric input on [−1, 1]
 *   φ(x)     features: √c; √l z_j and √q (z_j² − ⅓) of every numeric input; √e [x_j = k] of every choice k of a categorical one
 *   φ·φ′     added to the covariance: the function's mean is Σ_m w_m φ_m with standard normal w_m. C. E. Rasmussen, C. K. I. Williams, "Gaussian
 *            Processes for Machine Learning", 2006, section 2.7
 */
import { dot } from '../linear-algebra/cholesky.ts'
import type { InputKinds, Rows } from './matern.ts'

/** Prior variances of the coefficients. */
export interface TrendVariances {
  readonly constant: number
  readonly linear: number
  readonly quadratic: number
  readonly category: number
}

/** A mean function whose coefficients are learned with the rest. */
export interface Trend {
  readonly size: number
  /** Writes φ(point). */
  features(point: ArrayLike<number>, target: Float64Array): void
  /** Adds Σ_m weights_m ∂φ_m/∂x_j to `target[j]`. */
  addSlopes(point: ArrayLike<number>, weights: Float64Array, target: Float64Array): void
}

/** `levels`: choices of every categorical input, by its place; ignored for numeric ones. */
export function createTrend(kinds: InputKinds, levels: readonly number[], variances: TrendVariances): Trend {
  const constant = Math.sqrt(variances.constant)
  const linear = Math.sqrt(variances.linear)
  const quadratic = Math.sqrt(variances.quadratic)
  const category = Math.sqrt(variances.category)
  const starts: number[] = []
  let size = 1
  kinds.forEach((kind, j) => {
    starts.push(size)
    size += kind === 'numeric' ? 2 : (levels[j] ?? 1)
  })
  return {
    size,
    features(point, target) {
      target.fill(0)
      target[0] = constant
      kinds.forEach((kind, j) => {
        const start = starts[j] ?? 0
        const x = point[j] ?? 0
        if (kind === 'numeric') {
          const z = 2 * x - 1
          target[start] = linear * z
          target[start + 1] = quadratic * (z * z - 1 / 3)
        } else target[start + x] = category
      })
    },
    addSlopes(point, weights, target) {
      kinds.forEach((kind, j) => {
        if (kind !== 'numeric') return
        const start = starts[j] ?? 0
        const z = 2 * (point[j] ?? 0) - 1
        target[j] =
          (target[j] ?? 0) +
          2 * linear * (weights[start] ?? 0) +
          4 * quadratic * z * (weights[start + 1] ?? 0)
      })
    },
  }
}

/** φ of every row: row i is `values[i · size …]`. */
export function trendFeatures({ values, count, width }: Rows, trend: Trend): Float64Array {
  const features = new Float64Array(count * trend.size)
  for (let i = 0; i < count; i++)
    trend.features(
      values.subarray(i * width, (i + 1) * width),
      features.subarray(i * trend.size, (i + 1) * trend.size),
    )
  return features
}

/** φ·φ′ of all rows: lower half. */
export function trendMatrix(rows: Rows, trend: Trend): Float64Array {
  const { count: n } = rows
  const { size } = trend
  const features = trendFeatures(rows, trend)
  const matrix = new Float64Array(n * n)
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) matrix[i * n + j] = dot(features, i * size, features, j * size, size)
  return matrix
}
