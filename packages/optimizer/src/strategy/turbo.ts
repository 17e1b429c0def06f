import { createPacer, TabricateError } from '@tabricate/core'
import { logEi } from '../acquisition/acquisition.ts'
import type { Box } from '../acquisition/local-search.ts'
import { maximize } from '../acquisition/maximize.ts'
import { fitSurrogate, readNote, type Surrogate, toNote } from '../gaussian-process/surrogate.ts'
import { latinHypercube } from '../sequence/latin-hypercube.ts'
import { fromUnitCube } from '../space/search-space.ts'
import { random } from './random.ts'
import { cellsOfPrediction, scoreOf, untried } from './score-of-posterior.ts'
import type { Strategy } from './strategy.ts'
import { followTrustRegion, localTrials } from './trust-region.ts'

export interface TurboOptions {
  /** Latin hypercube trials that begin every region, from 2. Default: twice the number of parameters. */
  readonly initialTrials?: number
}

/**
 * Trust-region Bayesian optimization (TuRBO-1): a Gaussian process inside a box around the best point, which grows while it succeeds and
 * shrinks while it fails; once it has shrunk to nothing twice, the search begins anew elsewhere. For many parameters (10 to some 100) and
 * hundreds of trials. Unlike the paper's, the Gaussian process learns from the trials near the box alone, on its scale, and log EI instead of Thompson
 * sampling chooses inside it. Trials of another strategy that come first are gone on from.
 * @throws TabricateError `INVALID_OPTIONS`
 */
export function turbo({ initialTrials }: TurboOptions = {}): Strategy {
  if (initialTrials !== undefined && (!Number.isSafeInteger(initialTrials) || initialTrials < 2))
    throw new TabricateError(
      'INVALID_OPTIONS',
      `initialTrials must be a whole number from 2, not ${initialTrials}.`,
    )
  return {
    id: 'turbo',
    async suggest(suggestArguments) {
      const { searchSpace, history, rng, shared, signal } = suggestArguments
      const d = searchSpace.dimensions.length
      const initial = initialTrials ?? Math.max(4, 2 * d)
      const region = followTrustRegion(history, d, initial)
      const ended = history.filter(({ state }) => state !== 'running').length
      const notes = { restart: region.restart, ended }
      const index = region.trials.length
      if (index < initial) {
        const design = latinHypercube(initial, d, shared.split('design').split(region.restart))
        return { point: fromUnitCube(searchSpace, design[index] ?? []), notes }
      }
      const pace = createPacer(signal)
      const previous = readNote(region.trials, d)
      const surrogate = await fitSurrogate(searchSpace, localTrials(region, d), {
        side: Math.min(1, 2 * region.length),
        pace,
        rng: rng.split('fit'),
        previous,
        randomStarts: previous === undefined ? 2 : 0,
      })
      if (surrogate === undefined) return { ...(await random().suggest(suggestArguments)), notes }
      const { training, posterior, incumbent, hyperparameters } = surrogate
      const best = training.points[training.order[0] ?? 0] ?? new Float64Array(d)
      const found = await maximize(searchSpace, scoreOf(posterior, logEi(incumbent, 0)), {
        anchors: training.order.slice(0, 3).flatMap((i) => training.points[i] ?? []),
        box: boxAround(best, region.length, surrogate),
        rng: rng.split('maximize'),
        climbs: 3,
        pace,
        cellsPerPoint: cellsOfPrediction(posterior),
      })
      const point = untried(searchSpace, found, history) ?? (await random().suggest(suggestArguments)).point
      return { point, notes: { ...notes, hyperparameters: toNote(hyperparameters) } }
    },
  }
}

/** Sides in proportion to the length scales, with the volume of a cube of side `length`. */
function boxAround(
  centre: Float64Array,
  length: number,
  { hyperparameters: { lengthScales } }: Pick<Surrogate, 'hyperparameters'>,
): Box {
  const meanLog = lengthScales.reduce((sum, scale) => sum + Math.log(scale), 0) / lengthScales.length
  const half = lengthScales.map((scale) => (length / 2) * (scale / Math.exp(meanLog)))
  return {
    low: centre.map((position, i) => Math.max(0, position - (half[i] ?? 0))),
    high: centre.map((position, i) => Math.min(1, position + (half[i] ?? 0))),
  }
}
