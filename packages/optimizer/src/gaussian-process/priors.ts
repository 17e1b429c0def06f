/**
 * Notation
 *   d          number of inputs, each scaled to [0, 1]
 *   z          logarithm of a hyper-parameter
 *   ℓ          length scale: log-normal. Its location grows with ½ log d, as distances in the unit cube grow with √d: C. Hvarfner, E. O. Hellsten,
 *              L. Nardi, "Vanilla Bayesian Optimization Performs Great in High Dimensions", ICML 2024. They take location √2 and scale √3;
 *              with the few points of early trials that lets parameters be called irrelevant that are not, so ours is narrower
 *   amplitude  gamma(2, 1): near 1, the variance of the standardised observations; noise: gamma(1.1, 30): small, mean .037. Both as Optuna 5
 */

import type { Bounds, LogPrior, Priors } from './fit.ts'
import type { TrendVariances } from './trend.ts'

/** Normal density of the logarithm, up to a constant. */
export function logNormal(location: number, scale: number): LogPrior {
  return {
    value: (z) => -0.5 * ((z - location) / scale) ** 2,
    slope: (z) => -(z - location) / (scale * scale),
  }
}

/** Gamma density of the value itself, by its logarithm, up to a constant. */
export function gamma(shape: number, rate: number): LogPrior {
  return {
    value: (z) => (shape - 1) * z - rate * Math.exp(z),
    slope: (z) => shape - 1 - rate * Math.exp(z),
  }
}

export interface LengthScalePrior {
  /** Of log ℓ, before ½ log d. */
  readonly location: number
  readonly scale: number
}

/** Spaces with categories have fewer trials to each of them: longer scales let one learn from another. Both found by benchmark. */
export const lengthScalePriors = {
  numeric: { location: -1, scale: 0.8 },
  mixed: { location: -0.4, scale: 0.8 },
} as const satisfies Readonly<Record<string, LengthScalePrior>>

/** Priors for `d` inputs in the unit cube and standardised observations. */
export function unitCubePriors(d: number, { location, scale }: LengthScalePrior): Priors {
  return {
    amplitude: gamma(2, 1),
    lengthScale: logNormal(location + 0.5 * Math.log(d), scale),
    noise: gamma(1.1, 30),
  }
}

/**
 * The mean far from all trials is learned, not taken to be that of the trials: these crowd where the function is small, and corners of the space would
 * look better than they are. A bowl says the same of the corners of a space that was chosen to hold the optimum. In units of the standardised losses.
 */
export const trendVariances: TrendVariances = { constant: 10, linear: 0.3, quadratic: 0.3, category: 0.5 }

export const unitCubeBounds: Bounds = {
  amplitude: [1e-2, 1e2],
  lengthScale: [1e-2, 1e2],
  noise: [1e-6, 1],
}
