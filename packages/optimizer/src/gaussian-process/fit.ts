/**
 * Notation
 *   θ          hyper-parameters on the logarithmic scale (likelihood.ts)
 *   log p      log marginal likelihood of the observations
 *   log π      log prior density of θ, of each component on its own
 *   Maximum a posteriori: the θ in a box that maximises log p + log π, by projected L-BFGS from several starts.
 */
import type { Rng } from '@tabricate/core'
import { searchInBox } from '../minimizer/minimize-in-box.ts'
import { createSobol, maxSobolDimensions } from '../sequence/sobol.ts'
import { createLikelihood, fromTheta, toTheta } from './likelihood.ts'
import type { Hyperparameters, InputKinds, Rows } from './matern.ts'
import type { Trend } from './trend.ts'

/** Log density of a hyper-parameter by its logarithm, up to a constant, and its slope. */
export interface LogPrior {
  value(log: number): number
  slope(log: number): number
}

export interface Priors {
  readonly amplitude: LogPrior
  readonly lengthScale: LogPrior
  readonly noise: LogPrior
}

export interface Bounds {
  readonly amplitude: readonly [number, number]
  readonly lengthScale: readonly [number, number]
  readonly noise: readonly [number, number]
}

export interface FitOptions {
  readonly bounds: Bounds
  /** Default: none, maximum likelihood. */
  readonly priors?: Priors
  /** Default: none, zero mean. */
  readonly trend?: Trend
  /** Where to start from first. */
  readonly starts: readonly Hyperparameters[]
  /** More starts, spread over the box. Default 0. */
  readonly randomStarts?: number
  /** Of each start. Default 100. */
  readonly maxIterations?: number
  /** A start has come to an end where no slope of the log posterior is larger. Default 1e-4. */
  readonly tolerance?: number
  /** … or an iteration raises the log posterior by less. Default 1e-7. */
  readonly minDecrease?: number
  /** Awaited with the number of cells of work to come, so that others can run in between. */
  readonly pace?: (cells: number) => Promise<void>
  readonly rng: Rng
}

export interface FittedHyperparameters {
  readonly hyperparameters: Hyperparameters
  /** log p + log π. */
  readonly logPosterior: number
}

/** The hyper-parameters that explain observations `y` at `rows` best. Several optima are usual: more starts find better ones. */
export async function fitHyperparameters(
  rows: Rows,
  kinds: InputKinds,
  y: Float64Array,
  {
    bounds,
    priors,
    starts,
    randomStarts = 0,
    maxIterations = 100,
    tolerance = 1e-4,
    minDecrease = 1e-7,
    trend,
    pace,
    rng,
  }: FitOptions,
): Promise<FittedHyperparameters> {
  const { count: n, width: d } = rows
  const likelihood = createLikelihood(rows, kinds, y, trend)
  const size = d + 2
  const low = box(bounds, d, 0)
  const high = box(bounds, d, 1)
  const priorOf = (k: number) => (k === 0 ? priors?.amplitude : k <= d ? priors?.lengthScale : priors?.noise)
  const objective = (theta: Float64Array, gradient: Float64Array): number => {
    let value = -likelihood.evaluate(theta, gradient)
    for (let k = 0; k < size; k++) {
      const prior = priorOf(k)
      const at = theta[k] ?? 0
      gradient[k] = -(gradient[k] ?? 0) - (prior?.slope(at) ?? 0)
      value -= prior?.value(at) ?? 0
    }
    return value
  }
  // A likelihood costs n³ for factors and inverses, and n² d for derivatives: in cells of ten operations.
  const cells = n * n * (n + 4 * d) * 0.1
  let best: Float64Array | undefined
  let bestValue = Infinity
  for (const start of [...starts.map(toTheta), ...spreadStarts(low, high, randomStarts, rng)]) {
    const search = searchInBox(objective, start, { low, high, maxIterations, tolerance, minDecrease })
    await pace?.(cells)
    let turn = search.next()
    for (; !turn.done; turn = search.next()) await pace?.(cells)
    if (turn.value < bestValue) {
      bestValue = turn.value
      best = start
    }
  }
  return { hyperparameters: fromTheta(best ?? Float64Array.from(low)), logPosterior: -bestValue }
}

function box(bounds: Bounds, d: number, end: 0 | 1): Float64Array {
  const scales = Array.from({ length: d }, () => bounds.lengthScale[end])
  return Float64Array.from([bounds.amplitude[end], ...scales, bounds.noise[end]], Math.log)
}

function spreadStarts(low: Float64Array, high: Float64Array, count: number, rng: Rng): Float64Array[] {
  const size = low.length
  const sequence = createSobol(Math.min(size, maxSobolDimensions), rng)
  return Array.from({ length: count }, (_, index) => {
    const cube = Float64Array.from({ length: size }, () => rng.uniform())
    sequence(index, cube)
    return cube.map((u, k) => (low[k] ?? 0) + u * ((high[k] ?? 0) - (low[k] ?? 0)))
  })
}
