/**
 * Notation
 *   φ(u)     density of the standard normal distribution
 *   Φ(u)     its distribution function; Q(z) = Φ(−z) = 1 − Φ(z)
 *   H(u)     u Φ(u) + φ(u) = ∫ Φ up to u: expected improvement in units of σ
 *   z        −u, for u in the lower tail
 *   series   Φ(u) = ½ + φ(u) (u + u³/3 + u⁵/15 + …): G. Marsaglia, "Evaluating the Normal Distribution", J. Stat. Soft. 11(4), 2004
 *   tails    Q(z) / φ(z) = 1/(z + 1/(z + 2/(z + 3/(z + …)))), H(−z) / Q(z) = 1/(z + 2/(z + 3/(z + 4/(z + …)))): continued fractions of the
 *            repeated integrals of the error function, DLMF 7.9.4 and W. Gautschi, "Evaluation of the repeated integrals of the
 *            coerror function", ACM TOMS 3(3), 1977. No difference of nearly equal numbers occurs.
 */

const logSqrtTwoPi = 0.5 * Math.log(2 * Math.PI)
const inverseSqrtTwoPi = 1 / Math.sqrt(2 * Math.PI)
/** From here on the continued fractions are as exact as doubles with the terms below; before it, the series loses no digits. */
const tail = 2
const fractionTerms = 120

/** φ(u). */
export function density(u: number): number {
  return inverseSqrtTwoPi * Math.exp(-0.5 * u * u)
}

/** log φ(u). */
export function logDensity(u: number): number {
  return -0.5 * u * u - logSqrtTwoPi
}

/** Φ(u), also where it is tiny: relative error about 10⁻¹⁵. */
export function distribution(u: number): number {
  if (u < -tail) return density(u) * millsRatio(-u)
  if (u > tail) return 1 - density(u) * millsRatio(u)
  return 0.5 + central(u)
}

/** log Φ(u), for any u. */
export function logDistribution(u: number): number {
  if (u < -tail) return logDensity(u) + Math.log(millsRatio(-u))
  if (u > tail) return Math.log1p(-density(u) * millsRatio(u))
  return u <= 0 ? Math.log(0.5 + central(u)) : Math.log1p(-(0.5 - central(u)))
}

/** H(u). */
export function expectedExcess(u: number): number {
  if (u < -tail) return density(u) * millsRatio(-u) * excessRatio(-u)
  return u * distribution(u) + density(u)
}

/** log H(u), for any u: never −Infinity. S. Ament et al., "Unexpected improvements to expected improvement", NeurIPS 2023. */
export function logExpectedExcess(u: number): number {
  if (u < -tail) return logDensity(u) + Math.log(millsRatio(-u)) + Math.log(excessRatio(-u))
  return Math.log(u * distribution(u) + density(u))
}

/** d log H / du = Φ(u) / H(u). */
export function logExpectedExcessSlope(u: number): number {
  if (u < -tail) return 1 / excessRatio(-u)
  return distribution(u) / expectedExcess(u)
}

/** d log Φ / du = φ(u) / Φ(u). */
export function logDistributionSlope(u: number): number {
  return u < -tail ? 1 / millsRatio(-u) : density(u) / distribution(u)
}

/** Q(z) / φ(z), z ≥ 2. */
function millsRatio(z: number): number {
  let rest = z
  for (let k = termsAt(z); k >= 1; k--) rest = z + k / rest
  return 1 / rest
}

/** H(−z) / Q(z), z ≥ 2. */
function excessRatio(z: number): number {
  let rest = z
  for (let k = termsAt(z); k >= 1; k--) rest = z + (k + 1) / rest
  return 1 / rest
}

/** Terms that matter at z: the error falls as exp(−2z √(2k)). */
function termsAt(z: number): number {
  return Math.min(fractionTerms, Math.ceil(600 / (z * z)) + 8)
}

/** Φ(u) − ½, |u| ≤ 2. */
function central(u: number): number {
  const square = u * u
  let term = u
  let sum = u
  for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {
    term *= square / k
    sum += term
  }
  return sum * density(u)
}
