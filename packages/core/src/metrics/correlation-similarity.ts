/**
 * Notation
 *   ρ_r, ρ_s   correlation of two columns in the real and in the synthetic table (Pearson's or Spearman's)
 *   score      1 − |ρ_r − ρ_s| / 2, in [0, 1]
 */
import {
  type ColumnPair,
  type ComparisonResult,
  continuousTypes,
  continuousValues,
  measured,
  type PairMetric,
} from './metric.ts'
import { pearson } from './pearson.ts'
import { isConstant } from './present-values.ts'
import { spearman } from './spearman.ts'

/** Linear (Pearson) or monotone (Spearman) association. */
export type CorrelationCoefficient = 'pearson' | 'spearman'

const coefficients = { pearson, spearman }

/** What may be set of a {@link correlationSimilarity}. */
export interface CorrelationOptions {
  /** Default `pearson`. */
  readonly coefficient?: CorrelationCoefficient
  /** A pair whose real correlation is not stronger than this is not scored. Default: every pair is. */
  readonly threshold?: number
}

/**
 * How close the correlation of two columns of numbers or dates is to the real one; the result carries both. Rows with a
 * missing value in either column are left out. `null` when a column is constant or fewer than two rows are complete, in
 * either table. O(n), for Spearman O(n log n).
 */
export function correlationSimilarity(options: CorrelationOptions = {}): PairMetric<ComparisonResult> {
  const { coefficient = 'pearson', threshold } = options
  const name = 'CorrelationSimilarity'
  return {
    name,
    goal: 'maximize',
    range: [0, 1],
    appliesTo: [continuousTypes, continuousTypes],
    compute(realPair, syntheticPair) {
      const real = correlate(name, realPair, coefficient)
      const synthetic = correlate(name, syntheticPair, coefficient)
      const both = { real: real.value, synthetic: synthetic.value }
      if (real.value === null) return { value: null, reason: `In the real table ${real.reason}.`, ...both }
      if (threshold !== undefined && Math.abs(real.value) <= threshold) {
        return { value: null, reason: `The real correlation is not above ${threshold}.`, ...both }
      }
      if (synthetic.value === null) {
        return { value: null, reason: `In the synthetic table ${synthetic.reason}.`, ...both }
      }
      return { value: 1 - Math.abs(real.value - synthetic.value) / 2, ...both }
    },
  }
}

function correlate(metric: string, [a, b]: ColumnPair, coefficient: CorrelationCoefficient) {
  const x = continuousValues(metric, a)
  const y = continuousValues(metric, b)
  if (isConstant(x) || isConstant(y)) return { value: null, reason: 'a column is constant' }
  const rho = coefficients[coefficient](x, y)
  return measured(rho, 'fewer than two rows are complete, or their values do not vary')
}
