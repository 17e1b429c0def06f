/**
 * Notation, for one dimension
 *   x_n, w_n            values with their counts;  N = Σ w_n rows;  s = sample standard deviation
 *   K                   components, k = 1 … K
 *   r_nk                responsibility of component k for x_n
 *   N_k, x̄_k, S_k      Σ w·r + 10ε,  Σ w·r·x / N_k,  Σ w·r·(x − x̄_k)² / N_k + floor²
 *   a_k, b_k            stick-breaking Beta posteriors;  γ0 weight concentration prior
 *   m_k, β_k            mean and its precision (prior: mean of the data, 1)
 *   cov_k, ν_k          variance and degrees of freedom (prior: s², 1)
 *
 * Variational inference for a truncated Dirichlet-process mixture: D. M. Blei, M. I. Jordan, "Variational Inference for
 * Dirichlet Process Mixtures", Bayesian Analysis 1(1), 2006; C. M. Bishop, "Pattern Recognition and Machine Learning",
 * 10.2; in the formulation of scikit-learn's `BayesianGaussianMixture` (BSD). It is computed on z = (x − mean) / s, where
 * no scale overflows; results are in the units of x.
 */

import { digamma, logBeta, logGamma } from './log-gamma.ts'

/** What a component's constant term in the E-step depends on; one figure a component. */
export interface MixtureTerms {
  readonly stickA: ArrayLike<number>
  readonly stickB: ArrayLike<number>
  readonly standardDeviations: readonly number[]
  readonly meanPrecisions: ArrayLike<number>
  readonly degreesOfFreedom: ArrayLike<number>
}

/**
 * The terms of component k in the E-step that do not depend on x: a value x belongs to component k with probability
 * ∝ exp(offset_k − ½·((x − m_k) / √cov_k)²). The logarithm of that sum is the density's expected logarithm.
 */
export function logOffsets(terms: MixtureTerms): number[] {
  const { stickA, stickB, standardDeviations, meanPrecisions, degreesOfFreedom } = terms
  let logSticks = 0
  return standardDeviations.map((deviation, k) => {
    const a = stickA[k] ?? 0
    const b = stickB[k] ?? 0
    const nu = degreesOfFreedom[k] ?? 0
    const psiSum = digamma(a + b)
    const logWeight = digamma(a) - psiSum + logSticks
    logSticks += digamma(b) - psiSum
    const expectedLogPrecision = Math.LN2 + digamma(nu / 2) - Math.log(nu) - 1 / (meanPrecisions[k] ?? 1)
    return logWeight - 0.5 * Math.log(2 * Math.PI) - Math.log(deviation) + 0.5 * expectedLogPrecision
  })
}

/** Standardised values with their counts. */
export interface Data {
  readonly z: Float64Array
  readonly counts: Float64Array
  readonly componentCount: number
}

/** Priors of the standardised values, whose mean is 0. */
export interface Priors {
  readonly concentration: number
  readonly variance: number
  /** Added to S_k. */
  readonly floor: number
}

/** The variational posterior, in standardised units. */
export interface Posterior {
  readonly stickA: Float64Array
  readonly stickB: Float64Array
  readonly means: Float64Array
  readonly meanPrecisions: Float64Array
  readonly variances: Float64Array
  readonly degreesOfFreedom: Float64Array
}

/** M-step. `responsibilities` [values, components] carry the counts: w·r. */
export function maximise(
  { z, componentCount: K }: Data,
  responsibilities: Float64Array,
  priors: Priors,
): Posterior {
  const rows = new Float64Array(K).fill(10 * Number.EPSILON)
  const averages = new Float64Array(K)
  for (let n = 0, at = 0; n < z.length; n++) {
    const value = z[n] ?? 0
    for (let k = 0; k < K; k++, at++) {
      const weight = responsibilities[at] ?? 0
      rows[k] = (rows[k] ?? 0) + weight
      averages[k] = (averages[k] ?? 0) + weight * value
    }
  }
  for (let k = 0; k < K; k++) averages[k] = (averages[k] ?? 0) / (rows[k] ?? 1)
  const squares = new Float64Array(K)
  for (let n = 0, at = 0; n < z.length; n++) {
    const value = z[n] ?? 0
    for (let k = 0; k < K; k++, at++) {
      const difference = value - (averages[k] ?? 0)
      squares[k] = (squares[k] ?? 0) + (responsibilities[at] ?? 0) * difference * difference
    }
  }
  const stickB = new Float64Array(K)
  let later = 0
  for (let k = K - 1; k >= 0; k--) {
    stickB[k] = priors.concentration + later
    later += rows[k] ?? 0
  }
  const means = averages.map((average, k) => ((rows[k] ?? 0) * average) / (1 + (rows[k] ?? 0)))
  const variances = averages.map((average, k) => {
    const count = rows[k] ?? 0
    const scatter = (squares[k] ?? 0) + count * priors.floor
    return (priors.variance + scatter + (count / (1 + count)) * average * average) / (1 + count)
  })
  const plusOne = rows.map((count) => 1 + count)
  return { stickA: plusOne, stickB, means, meanPrecisions: plusOne, variances, degreesOfFreedom: plusOne }
}

/** E-step: fills `responsibilities` with w·r and returns −Σ w·r·log r. */
export function expect(
  { z, counts, componentCount: K }: Data,
  posterior: Posterior,
  responsibilities: Float64Array,
): number {
  const { means, variances } = posterior
  const offsets = Float64Array.from(
    logOffsets({ ...posterior, standardDeviations: Array.from(variances, Math.sqrt) }),
  )
  const halfPrecisions = variances.map((variance) => 0.5 / variance)
  const logs = new Float64Array(K)
  let entropy = 0
  for (let n = 0, at = 0; n < z.length; n++, at += K) {
    const value = z[n] ?? 0
    let largest = Number.NEGATIVE_INFINITY
    for (let k = 0; k < K; k++) {
      const difference = value - (means[k] ?? 0)
      const log = (offsets[k] ?? 0) - (halfPrecisions[k] ?? 0) * difference * difference
      logs[k] = log
      if (log > largest) largest = log
    }
    let sum = 0
    let weighted = 0
    for (let k = 0; k < K; k++) {
      const log = (logs[k] ?? 0) - largest
      const share = log > negligible ? Math.exp(log) : 0
      responsibilities[at + k] = share
      sum += share
      weighted += share * log
    }
    // −Σ r·log r with r = e^log / sum
    const count = counts[n] ?? 0
    entropy += count * (Math.log(sum) - weighted / sum)
    const scale = count / sum
    for (let k = 0; k < K; k++) responsibilities[at + k] = (responsibilities[at + k] ?? 0) * scale
  }
  return entropy
}

/** e^−60 is 1e-26 of the largest responsibility: below what a sum over any number of rows can notice. */
const negligible = -60

/** The bound of scikit-learn, in the units of x: standardising took log s from each of the Σ ν_k degrees of freedom. */
export function lowerBound(posterior: Posterior, entropy: number, logDeviation: number): number {
  const { stickA, stickB, meanPrecisions, variances, degreesOfFreedom } = posterior
  let bound = entropy
  for (let k = 0; k < stickA.length; k++) {
    const nu = degreesOfFreedom[k] ?? 0
    bound -= nu * (0.5 * Math.log(variances[k] ?? 1) + logDeviation + 0.5 * Math.log(nu))
    bound += 0.5 * nu * Math.LN2 + logGamma(nu / 2)
    bound += logBeta(stickA[k] ?? 1, stickB[k] ?? 1) - 0.5 * Math.log(meanPrecisions[k] ?? 1)
  }
  return bound
}

/** The expected weight of each component, normalised to sum to 1. */
export function expectedWeights({ stickA, stickB }: Posterior): number[] {
  let left = 1
  const weights = Array.from(stickA, (a, k) => {
    const b = stickB[k] ?? 0
    const weight = (left * a) / (a + b)
    left *= b / (a + b)
    return weight
  })
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => weight / sum)
}
