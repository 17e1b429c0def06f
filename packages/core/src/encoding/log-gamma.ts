/**
 * Notation
 *   lnΓ(x)   logarithm of the gamma function,  ψ(x) = d lnΓ(x) / dx  digamma;  x > 0
 *   B_2j     Bernoulli numbers
 *
 * Both by their asymptotic (Stirling) series, after the recurrence Γ(x + 1) = x·Γ(x) has carried x to 10 or more.
 * Abramowitz & Stegun, Handbook of Mathematical Functions, 6.1.40, 6.1.15, 6.3.18, 6.3.5. Relative error near 1e-15.
 */

const seriesFrom = 10
const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI)

/** B_2j / (2j·(2j − 1)), j = 1 … 8. */
const logGammaTerms = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
]
/** B_2j / 2j, j = 1 … 8. */
const digammaTerms = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12, -3617 / 8160]

/** lnΓ(x) for x > 0. */
export function logGamma(x: number): number {
  let product = 1
  let z = x
  for (; z < seriesFrom; z++) product *= z
  const series = oddSeries(logGammaTerms, 1 / z, 1 / (z * z))
  return (z - 0.5) * Math.log(z) - z + halfLogTwoPi + series - Math.log(product)
}

/** ψ(x) for x > 0. */
export function digamma(x: number): number {
  let shift = 0
  let z = x
  for (; z < seriesFrom; z++) shift += 1 / z
  return Math.log(z) - 0.5 / z - oddSeries(digammaTerms, 1 / (z * z), 1 / (z * z)) - shift
}

/** ln B(a, b) = lnΓ(a) + lnΓ(b) − lnΓ(a + b). */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b)
}

/** Σ_j terms[j] · first · ratio^j */
function oddSeries(terms: readonly number[], first: number, ratio: number): number {
  return first * terms.reduceRight((sum, term) => sum * ratio + term, 0)
}
