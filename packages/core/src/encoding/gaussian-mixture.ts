/**
 * Mixture of Gaussians for one column, with as many components as the data call for. Notation, formulas and sources stand
 * in `variational-steps.ts`.
 */

import { shuffle } from '../random/distributions.ts'
import type { Rng } from '../random/rng.ts'
import { createPacer } from '../turns/pacer.ts'
import { distinctValues } from './distinct-values.ts'
import { kMeans } from './k-means.ts'
import { standardisation } from './standardisation.ts'
import { type Data, expect, expectedWeights, lowerBound, maximise, type Priors } from './variational-steps.ts'

/** Options of the mixture; the defaults are those of CTGAN's reference. */
export interface GaussianMixtureOptions {
  /** K is this or the number of rows, whichever is less. From 1; default 10. */
  readonly maxComponents?: number
  /** Rounds of E-step and M-step. From 0; default 100. */
  readonly maxIterations?: number
  /** Stop when the lower bound (a sum over rows) changes by less. Default 1e-3. */
  readonly tolerance?: number
  /** γ0. Default 1e-3. */
  readonly weightConcentrationPrior?: number
  /** Added in quadrature to each component's standard deviation, in units of x. Default 1e-3. */
  readonly deviationFloor?: number
  readonly signal?: AbortSignal | undefined
}

/** A fitted mixture. All arrays hold one figure a component. */
export interface GaussianMixture {
  /** Expected weights; they sum to 1. */
  readonly weights: readonly number[]
  /** m_k */
  readonly means: readonly number[]
  /** √cov_k */
  readonly standardDeviations: readonly number[]
  /** a_k */
  readonly stickA: readonly number[]
  /** b_k */
  readonly stickB: readonly number[]
  /** β_k */
  readonly meanPrecisions: readonly number[]
  /** ν_k */
  readonly degreesOfFreedom: readonly number[]
  /** The variational lower bound after each round, on the log-density of x. */
  readonly lowerBounds: readonly number[]
  /** Whether the last change was below the tolerance. */
  readonly converged: boolean
}

/** Rows that a mixture is fitted to, at most. */
export const maxFittedRows = 25_000

/**
 * Fits the mixture to the values of a column (no NaN, not empty) on at most `maxRows` (default 25,000) of them, chosen at
 * random, from a k-means start. Cost: rounds × distinct values × components exponentials; about half a second at worst, in which
 * the event loop turns.
 * @throws TabricateError `ABORTED`
 */
export async function fitGaussianMixture(
  column: Float64Array,
  {
    rng,
    maxRows = maxFittedRows,
    ...options
  }: GaussianMixtureOptions & { readonly rng: Rng; readonly maxRows?: number },
): Promise<GaussianMixture> {
  const { values, counts, total } = distinctValues(chooseRows(column, maxRows, rng))
  const componentCount = Math.min(options.maxComponents ?? 10, total)
  // Distances only: shifting and scaling changes nothing but what can overflow.
  const scale = standardisation(values, counts)
  const assignment = kMeans(values.map(scale.toZ), counts, componentCount, rng)
  return fitGaussianMixtureFrom(values, counts, assignment, { ...options, maxComponents: componentCount })
}

function chooseRows(column: Float64Array, maxRows: number, rng: Rng): Float64Array {
  if (column.length <= maxRows) return column
  const rows = shuffle(
    rng,
    Int32Array.from({ length: column.length }, (_, row) => row),
  )
  return Float64Array.from(rows.subarray(0, maxRows), (row) => column[row] ?? 0)
}

/**
 * Fits the mixture from hard initial responsibilities: `assignment[n]` is the component, 0 … maxComponents − 1, of
 * `values[n]`, which stands for `counts[n]` rows. Values may repeat. Deterministic.
 * @throws TabricateError `ABORTED`
 */
export async function fitGaussianMixtureFrom(
  values: Float64Array,
  counts: Float64Array,
  assignment: Int32Array,
  {
    maxComponents: componentCount = 10,
    maxIterations = 100,
    tolerance = 1e-3,
    weightConcentrationPrior = 1e-3,
    deviationFloor = 1e-3,
    signal,
  }: GaussianMixtureOptions = {},
): Promise<GaussianMixture> {
  const { toZ, centre, deviation, isConstant } = standardisation(values, counts)
  const data: Data = { z: values.map(toZ), counts, componentCount }
  const priors: Priors = {
    concentration: weightConcentrationPrior,
    variance: isConstant ? 0 : 1,
    floor: (deviationFloor / deviation) ** 2,
  }
  const responsibilities = new Float64Array(values.length * componentCount)
  assignment.forEach((component, n) => {
    responsibilities[n * componentCount + component] = counts[n] ?? 0
  })
  const pace = createPacer(signal)
  let posterior = maximise(data, responsibilities, priors)
  const lowerBounds: number[] = []
  let converged = false
  while (!converged && lowerBounds.length < maxIterations) {
    await pace(responsibilities.length)
    const entropy = expect(data, posterior, responsibilities)
    posterior = maximise(data, responsibilities, priors)
    const bound = lowerBound(posterior, entropy, Math.log(deviation))
    converged = Math.abs(bound - (lowerBounds.at(-1) ?? Number.NEGATIVE_INFINITY)) < tolerance
    lowerBounds.push(bound)
  }
  return {
    weights: expectedWeights(posterior),
    // JSON has no −0: with + 0 a model is the same after it is saved.
    means: Array.from(posterior.means, (mean) => centre + mean * deviation + 0),
    standardDeviations: Array.from(posterior.variances, (variance) => Math.sqrt(variance) * deviation),
    stickA: Array.from(posterior.stickA),
    stickB: Array.from(posterior.stickB),
    meanPrecisions: Array.from(posterior.meanPrecisions),
    degreesOfFreedom: Array.from(posterior.degreesOfFreedom),
    lowerBounds,
    converged,
  }
}
