/**
 * Notation
 *   y        losses, standardised
 *   λ        exponent: 1 leaves y as it is, below 1 draws in large values
 *   t(y)     ((y + 1)^λ − 1)/λ for y ≥ 0, −((1 − y)^(2−λ) − 1)/(2 − λ) for y < 0, with logarithms in the limits λ = 0, 2: I.-K. Yeo, R. A. Johnson,
 *            Biometrika 87(4), 2000
 *   The λ under which t(y) is most like a normal sample: largest −n log sd(t) + (λ − 1) Σ sign(y) log(|y| + 1). As in A. I. Cowen-Rivers et al.,
 *   "HEBO", JAIR 74, 2022, section 4.1
 */

/** A monotone rescaling of losses to mean 0 and variance 1. */
export interface OutputTransform {
  readonly lambda: number
  apply(loss: number): number
}

const exponents = Array.from({ length: 21 }, (_, i) => i / 20)

/**
 * Draws in the large values of losses that are skewed to the right, such as those that range over orders of magnitude; losses skewed to the
 * left are scaled only, as their small values are the ones that matter.
 */
export function fitOutputTransform(losses: Float64Array): OutputTransform {
  const { mean, sd } = moments(losses)
  const scaled = losses.map((loss) => (loss - mean) / sd)
  let best = 1
  let bestLikelihood = -Infinity
  for (const lambda of exponents) {
    const likelihood = normalLikelihood(scaled, lambda)
    if (likelihood <= bestLikelihood) continue
    best = lambda
    bestLikelihood = likelihood
  }
  const inner = (loss: number) => yeoJohnson((loss - mean) / sd, best)
  const outer = moments(losses.map(inner))
  return { lambda: best, apply: (loss) => (inner(loss) - outer.mean) / outer.sd }
}

export function yeoJohnson(y: number, lambda: number): number {
  if (y >= 0) return lambda === 0 ? Math.log1p(y) : ((y + 1) ** lambda - 1) / lambda
  const mirrored = 2 - lambda
  return mirrored === 0 ? -Math.log1p(-y) : -((1 - y) ** mirrored - 1) / mirrored
}

function normalLikelihood(y: Float64Array, lambda: number): number {
  const { sd } = moments(y.map((each) => yeoJohnson(each, lambda)))
  let logSlopes = 0
  for (const each of y) logSlopes += Math.sign(each) * Math.log1p(Math.abs(each))
  return -y.length * Math.log(sd) + (lambda - 1) * logSlopes
}

/** Mean and standard deviation; 1 for the latter when all values are the same, as there is no scale then. Safe up to 10³⁰⁰. */
export function moments(values: Float64Array): { readonly mean: number; readonly sd: number } {
  let largest = 0
  for (const value of values) largest = Math.max(largest, Math.abs(value))
  if (largest === 0) return { mean: 0, sd: 1 }
  let mean = 0
  for (const value of values) mean += value / largest / values.length
  let variance = 0
  for (const value of values) variance += (value / largest - mean) ** 2 / values.length
  const sd = Math.sqrt(variance) * largest
  // Relative to the values themselves, less than this is rounding.
  return { mean: mean * largest, sd: variance > 1e-28 && sd > 0 ? sd : largest }
}
