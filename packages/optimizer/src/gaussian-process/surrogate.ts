import type { Json, Pacer, Rng } from '@tabricate/core'
import { levelsOf, type SearchSpace } from '../space/search-space.ts'
import type { Observation } from '../strategy/strategy.ts'
import { fitHyperparameters } from './fit.ts'
import { type Hyperparameters, type InputKinds, toRows } from './matern.ts'
import { createPosterior, type Posterior } from './posterior.ts'
import {
  type LengthScalePrior,
  lengthScalePriors,
  trendVariances,
  unitCubeBounds,
  unitCubePriors,
} from './priors.ts'
import { type TrainingSet, trainingSet } from './training-set.ts'
import { createTrend } from './trend.ts'

/** A model of the objective. */
export interface Surrogate {
  readonly training: TrainingSet
  /** Given the observations, and running trials as if they had come out as predicted. */
  readonly posterior: Posterior
  /** The value to improve on: the least predicted mean of an observed point, which noise does not flatter. */
  readonly incumbent: number
  readonly hyperparameters: Hyperparameters
}

export interface SurrogateOptions {
  readonly pace: Pacer
  readonly rng: Rng
  /** Found at the last suggestion: the search for the next ones starts there. */
  readonly previous: Hyperparameters | undefined
  readonly prior?: LengthScalePrior
  /** Side of the part of the space that the history is from, as a share of the whole: length scales and the trend are thought to be of that size. Default 1. */
  readonly side?: number
  /** Further starts of the search for hyper-parameters; without any, it only goes on from `previous`. Default: 2 for the first 16 trials and every fourth one after, else 0. */
  readonly randomStarts?: number
}

const maxIterations = 40

/** `undefined` when there is nothing to learn from. */
export async function fitSurrogate(
  searchSpace: SearchSpace,
  history: readonly Observation[],
  {
    pace,
    rng,
    previous,
    prior: givenPrior,
    side = 1,
    randomStarts = usualRandomStarts(history.length),
  }: SurrogateOptions,
): Promise<Surrogate | undefined> {
  const training = trainingSet(history)
  if (training === undefined) return undefined
  const { rows, points, y } = training
  const kinds: InputKinds = searchSpace.dimensions.map(({ kind }) => kind)
  const wholePrior = givenPrior ?? lengthScalePriors[kinds.includes('categorical') ? 'mixed' : 'numeric']
  const prior = { ...wholePrior, location: wholePrior.location + Math.log(side) }
  const typical: Hyperparameters = {
    amplitude: 1,
    lengthScales: kinds.map(() => Math.exp(prior.location) * Math.sqrt(kinds.length)),
    noise: 1e-3,
  }
  const levels = searchSpace.dimensions.map((dimension) =>
    dimension.kind === 'categorical' ? levelsOf(dimension) : 0,
  )
  const trend = createTrend(kinds, levels, {
    ...trendVariances,
    linear: trendVariances.linear / side ** 2,
    quadratic: trendVariances.quadratic / side ** 4,
  })
  const { hyperparameters } = await fitHyperparameters(rows, kinds, y, {
    bounds: unitCubeBounds,
    priors: unitCubePriors(kinds.length, prior),
    trend,
    starts: startsOf(previous, typical, randomStarts),
    randomStarts,
    maxIterations,
    // What is left below these moves predictions by less than another trial does.
    tolerance: 1e-2,
    minDecrease: 1e-3,
    pace,
    rng,
  })
  // What a posterior costs, and what a prediction does: the event loop has its turn in between.
  const cells = points.length ** 3
  await pace(cells)
  const observed = createPosterior(rows, kinds, y, hyperparameters, trend)
  const prediction = observed.createPrediction()
  let incumbent = Infinity
  for (const point of points) {
    await pace(points.length ** 2)
    observed.predict(point, prediction)
    incumbent = Math.min(incumbent, prediction.mean)
  }
  const running = history.flatMap(({ state, point }) => (state === 'running' ? [point] : []))
  if (running.length === 0) return { training, posterior: observed, incumbent, hyperparameters }
  // The kriging believer: D. Ginsbourger, R. Le Riche, L. Carraro, "Kriging Is Well-Suited to Parallelize Optimization", 2010.
  const believed = running.map((point) => {
    observed.predict(point, prediction)
    return prediction.mean
  })
  await pace(cells)
  const posterior = createPosterior(
    toRows([...points, ...running]),
    kinds,
    Float64Array.from([...y, ...believed]),
    hyperparameters,
    trend,
  )
  return { training, posterior, incumbent, hyperparameters }
}

/** The optimum of the last trials is near the new one; to look elsewhere each time costs more than it finds. */
function startsOf(
  previous: Hyperparameters | undefined,
  typical: Hyperparameters,
  randomStarts: number,
): Hyperparameters[] {
  if (previous === undefined) return [typical]
  return randomStarts > 0 ? [previous, typical] : [previous]
}

/** Later trials hardly move the optimum that the search goes on from: looking elsewhere every time costs more than it finds. */
function usualRandomStarts(trials: number): number {
  return trials < 16 || trials % 4 === 0 ? 2 : 0
}

/** Hyper-parameters as a note of a trial. */
export function toNote({ amplitude, lengthScales, noise }: Hyperparameters): Json {
  return [amplitude, ...lengthScales, noise]
}

/** The hyper-parameters of the newest trial that noted some for `d` inputs. */
export function readNote(history: readonly Observation[], d: number): Hyperparameters | undefined {
  const note = history.findLast(({ notes }) => notes.hyperparameters !== undefined)?.notes.hyperparameters
  if (!Array.isArray(note) || note.length !== d + 2) return undefined
  const values = note.map(Number)
  const [amplitude = 1] = values
  return { amplitude, lengthScales: values.slice(1, -1), noise: values.at(-1) ?? 0 }
}
