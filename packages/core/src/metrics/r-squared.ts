/**
 * Notation
 *   y, ŷ, ȳ   actual and predicted values, and the mean of the actual ones
 *   R²        1 − Σ (y − ŷ)² / Σ (y − ȳ)²: 1 = exact, 0 = as good as always saying the mean, below 0 = worse
 */
import { type MetricDescription, type MetricResult, undefinedBecause } from './metric.ts'

/** Coefficient of determination. `null` when the actual values do not vary. */
export const rSquared: MetricDescription & {
  readonly compute: (predicted: Float64Array, actual: Float64Array) => MetricResult
} = {
  name: 'R2',
  goal: 'maximize',
  range: [-Infinity, 1],
  compute(predicted, actual) {
    const mean = actual.reduce((sum, value) => sum + value, 0) / actual.length
    let unexplained = 0
    let total = 0
    for (let row = 0; row < actual.length; row++) {
      const value = actual[row] ?? 0
      unexplained += (value - (predicted[row] ?? 0)) ** 2
      total += (value - mean) ** 2
    }
    const value = 1 - unexplained / total
    return Number.isFinite(value) ? { value } : undefinedBecause('The values to be predicted do not vary.')
  },
}
