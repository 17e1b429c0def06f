/**
 * Notation
 *   s, n    number of successes and of trials
 *   z       1.96, the 97.5 % quantile of the standard normal distribution
 *   rate    (s + z²/2) / (n + z²)
 *   error   z / (n + z²) · √( s (n − s) / n + z²/4 ); the interval is rate ± error
 *           E. B. Wilson, "Probable inference, the law of succession, and statistical inference", J. Am. Stat. Assoc. 22, 1927
 */

/** The 97.5 % quantile of the standard normal distribution. */
export const normalQuantile = 1.959963984540054

/** A share estimated from trials, with half the width of its 95 % interval. */
export interface WilsonEstimate {
  readonly rate: number
  readonly error: number
}

/** Estimates the probability of success. `successes` may be a fraction, from 0 to `trials`; `trials` > 0. */
export function wilsonEstimate(successes: number, trials: number): WilsonEstimate {
  const zz = normalQuantile ** 2
  const spread = (successes * (trials - successes)) / trials + zz / 4
  return {
    rate: (successes + zz / 2) / (trials + zz),
    error: (normalQuantile / (trials + zz)) * Math.sqrt(spread),
  }
}

/** From the lower to the upper end, both within [0, 1]. */
export type Interval = readonly [number, number]

/** The 95 % interval of a share. */
export function wilsonInterval(successes: number, trials: number): Interval {
  const { rate, error } = wilsonEstimate(successes, trials)
  return clippedInterval(rate, error)
}

/** `centre` ± `error`, cut to [0, 1]. */
export function clippedInterval(centre: number, error: number): Interval {
  const clip = (x: number) => Math.max(0, Math.min(1, x))
  return [clip(centre - error), clip(centre + error)]
}
