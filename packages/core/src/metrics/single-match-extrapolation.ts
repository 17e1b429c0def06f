/**
 * Notation
 *   k_i      rows of a sample of N that predicate i matches
 *   λ        number expected; over predicates it follows a Gamma distribution of shape a and mean μ, so that k_i follows a negative
 *            binomial one
 *   t        size of another sample, in units of N
 *   S(t)     expected share of predicates that match exactly one of t N rows: E[ t λ e^(−t λ) ] = t μ (1 + t μ / a)^(−a−1)
 *            The question is that of A. Cohen, K. Nissim, "Towards formalizing the GDPR's notion of singling out", PNAS 117, 2020;
 *            the model of R. A. Fisher et al., J. Animal Ecology 12, 1943
 */

/** The shapes tried: from one λ for all predicates to most of them near 0. */
const shapes = Float64Array.from({ length: 121 }, (_, i) => 10 ** (-3 + i / 20))

/**
 * How many times as many of the predicates would match exactly one row, were the sample `t` times as large: S(t) / S(1), with
 * the shape of largest likelihood. 1 where no predicate matches anything.
 */
export function singleMatchFactor(matches: readonly number[], t: number): number {
  const mean = matches.reduce((sum, k) => sum + k, 0) / matches.length
  if (!(mean > 0)) return 1
  let best = { shape: Number.POSITIVE_INFINITY, likelihood: Number.NEGATIVE_INFINITY }
  const frequencies = countEach(matches)
  for (const shape of shapes) {
    const likelihood = logLikelihood(frequencies, shape, mean)
    if (likelihood > best.likelihood) best = { shape, likelihood }
  }
  const { shape } = best
  return t * ((1 + (t * mean) / shape) / (1 + mean / shape)) ** (-shape - 1)
}

function countEach(values: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

/** Σ log P(k) of the negative binomial distribution, without the terms that no parameter changes. */
function logLikelihood(frequencies: ReadonlyMap<number, number>, shape: number, mean: number): number {
  const [logSuccess, logFailure] = [Math.log(mean / (mean + shape)), Math.log(shape / (mean + shape))]
  let sum = 0
  for (const [k, count] of frequencies) {
    let logRising = 0
    for (let i = 0; i < k; i++) logRising += Math.log(shape + i)
    sum += count * (logRising + k * logSuccess + shape * logFailure)
  }
  return sum
}
