/**
 * Notation
 *   μ, σ     mean and standard deviation of the function at a point
 *   y*       incumbent: the value to be improved on
 *   ξ        least improvement that counts, in units of y
 *   κ        weight of σ against μ
 *   u        (y* − μ − ξ) / σ
 *   EI       σ H(u), H(u) = u Φ(u) + φ(u): J. Močkus, 1975; D. R. Jones, M. Schonlau, W. J. Welch, J. Glob. Opt. 13, 1998, eq. 15
 *   PI       Φ(u): H. J. Kushner, 1964
 *   LCB      μ − κ σ: D. D. Cox, S. John, 1992
 *   τ        standard deviation of the noise of an observation
 *   AEI      EI (1 − τ / √(σ² + τ²)): D. Huang, T. T. Allen, W. I. Notz, N. Zeng, J. Glob. Opt. 34, 2006, eq. 15
 *   All for minimisation. σ = 0: EI = max(0, y* − μ − ξ), PI = 1 or 0.
 */
import {
  distribution,
  expectedExcess,
  logDistribution,
  logDistributionSlope,
  logExpectedExcess,
  logExpectedExcessSlope,
} from '../normal/standard-normal.ts'

/** Expected improvement. */
export function expectedImprovement(mean: number, sd: number, best: number, xi = 0): number {
  if (sd === 0) return Math.max(0, best - mean - xi)
  return sd * expectedExcess((best - mean - xi) / sd)
}

/** log EI: finite wherever σ > 0, so that a search can climb it from anywhere. */
export function logExpectedImprovement(mean: number, sd: number, best: number, xi = 0): number {
  if (sd === 0) return Math.log(Math.max(0, best - mean - xi))
  return Math.log(sd) + logExpectedExcess((best - mean - xi) / sd)
}

/** Probability of improvement. */
export function probabilityOfImprovement(mean: number, sd: number, best: number, xi = 0): number {
  if (sd === 0) return best - mean - xi > 0 ? 1 : 0
  return distribution((best - mean - xi) / sd)
}

export function logProbabilityOfImprovement(mean: number, sd: number, best: number, xi = 0): number {
  if (sd === 0) return best - mean - xi > 0 ? 0 : -Infinity
  return logDistribution((best - mean - xi) / sd)
}

/** Lower confidence bound: to be made small. */
export function lowerConfidenceBound(mean: number, sd: number, kappa = 1.96): number {
  return mean - kappa * sd
}

/** What is maximised to choose a point, as a function of the prediction there: its value and its derivatives by μ and σ. */
export interface Acquisition {
  value(mean: number, sd: number): number
  byMean(mean: number, sd: number): number
  bySd(mean: number, sd: number): number
}

/** log EI as an acquisition. ∂ log EI/∂μ = −(log H)′/σ, ∂ log EI/∂σ = (1 − u (log H)′)/σ. */
export function logEi(best: number, xi: number): Acquisition {
  return {
    value: (mean, sd) => logExpectedImprovement(mean, sd, best, xi),
    byMean: (mean, sd) => -logExpectedExcessSlope((best - mean - xi) / sd) / sd,
    bySd: (mean, sd) => {
      const u = (best - mean - xi) / sd
      return (1 - u * logExpectedExcessSlope(u)) / sd
    },
  }
}

/**
 * log AEI as an acquisition: looking again where little is left to be learned is worth little. The factor is σ² / (s (s + τ)) with s = √(σ² + τ²).
 */
export function logAugmentedEi(best: number, xi: number, noiseSd: number): Acquisition {
  const { value, byMean, bySd } = logEi(best, xi)
  if (noiseSd === 0) return { value, byMean, bySd }
  return {
    value: (mean, sd) => {
      const s = Math.hypot(sd, noiseSd)
      return value(mean, sd) + 2 * Math.log(sd) - Math.log(s) - Math.log(s + noiseSd)
    },
    byMean,
    bySd: (mean, sd) => {
      const s = Math.hypot(sd, noiseSd)
      return bySd(mean, sd) + 2 / sd - sd / (s * s) - sd / (s * (s + noiseSd))
    },
  }
}

/** log PI as an acquisition. */
export function logPi(best: number, xi: number): Acquisition {
  return {
    value: (mean, sd) => logProbabilityOfImprovement(mean, sd, best, xi),
    byMean: (mean, sd) => -logDistributionSlope((best - mean - xi) / sd) / sd,
    bySd: (mean, sd) => {
      const u = (best - mean - xi) / sd
      return (-u * logDistributionSlope(u)) / sd
    },
  }
}

/** −LCB as an acquisition. */
export function negativeLcb(kappa: number): Acquisition {
  return { value: (mean, sd) => -lowerConfidenceBound(mean, sd, kappa), byMean: () => -1, bySd: () => kappa }
}
