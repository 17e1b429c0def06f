import { createPacer, TabricateError } from '@tabricate/core'
import { type Acquisition, logAugmentedEi, logPi, negativeLcb } from '../acquisition/acquisition.ts'
import { maximize } from '../acquisition/maximize.ts'
import { type LengthScalePrior, unitCubeBounds } from '../gaussian-process/priors.ts'
import { fitSurrogate, readNote, type Surrogate, toNote } from '../gaussian-process/surrogate.ts'
import { latinHypercube } from '../sequence/latin-hypercube.ts'
import { fromUnitCube, type SearchSpace } from '../space/search-space.ts'
import { dueCombination } from './category-coverage.ts'
import { chooseByHedge } from './hedge.ts'
import { random } from './random.ts'
import { cellsOfPrediction, largestDifference, scoreOf, untried } from './score-of-posterior.ts'
import type { Observation, Strategy } from './strategy.ts'

/** `ei` is computed as log EI, under noise as log AEI; `hedge` lets EI, PI and LCB compete. */
export type AcquisitionName = 'ei' | 'pi' | 'lcb' | 'hedge'

export interface BayesianOptions {
  /** Default `ei`. */
  readonly acquisition?: AcquisitionName
  /** Trials of a Latin hypercube before the model is used, from 2. Default 6. */
  readonly initialTrials?: number
  /** Least improvement that counts for EI and PI, in standard deviations of the losses, from 0. Default 0. */
  readonly xi?: number
  /** Weight of the uncertainty in LCB, from 0. Default 1.96. */
  readonly kappa?: number
  /** What is assumed of length scales. For experiments. */
  readonly lengthScalePrior?: LengthScalePrior
}

/** Noise of this variance is only there for numerical reasons. */
const [leastNoise] = unitCubeBounds.noise

/** Suggestions in a row so near to the best point, in the largest difference of a position, mean that its valley is exhausted. */
const exhaustedWithin = 0.01
const exhaustedAfter = 3
/** Improvement that then counts, and for PI in a hedge, in standard deviations: with less, PI is largest beside the best point. */
const exploringXi = 0.1

/**
 * A Gaussian process (Matérn 5/2, a length scale for each parameter, maximum a posteriori) learns the losses; the point where it
 * promises most is tried next. For few, costly trials: up to some hundreds, up to about twenty parameters.
 *
 * D. R. Jones, M. Schonlau, W. J. Welch, "Efficient Global Optimization of Expensive Black-Box Functions", J. Glob. Opt. 13, 1998; J. Snoek, H. Larochelle,
 * R. P. Adams, "Practical Bayesian Optimization of Machine Learning Algorithms", NeurIPS 2012.
 * @throws TabricateError `INVALID_OPTIONS`
 */
export function bayesian(options: BayesianOptions = {}): Strategy {
  const { acquisition = 'ei', initialTrials = 6, xi = 0, kappa = 1.96 } = options
  checkOptions({ initialTrials, xi, kappa })
  return {
    id: 'bayesian',
    async suggest(suggestArguments) {
      const { searchSpace, history, rng, shared, signal } = suggestArguments
      if (history.length < initialTrials) {
        const design = latinHypercube(initialTrials, searchSpace.dimensions.length, shared.split('design'))
        return { point: fromUnitCube(searchSpace, design[history.length] ?? []) }
      }
      const pace = createPacer(signal)
      const surrogate = await fitSurrogate(searchSpace, history, {
        pace,
        rng: rng.split('fit'),
        previous: readNote(history, searchSpace.dimensions.length),
        ...(options.lengthScalePrior && { prior: options.lengthScalePrior }),
      })
      if (surrogate === undefined) return random().suggest(suggestArguments)
      const find = async (name: Exclude<AcquisitionName, 'hedge'>, leastImprovement: number) => {
        const anchors = surrogate.training.order
          .slice(0, 5)
          .flatMap((i) => surrogate.training.points[i] ?? [])
        // A combination of choices that is looked at is judged by the best it promises, not by what is unknown of it.
        const mean = scoreOf(surrogate.posterior, negativeLcb(0))
        const fixed = dueCombination(searchSpace, history, anchors.slice(0, 2), mean)
        const found = await maximize(
          searchSpace,
          fixed === undefined
            ? scoreOf(surrogate.posterior, toAcquisition(name, surrogate, leastImprovement, kappa))
            : mean,
          {
            anchors,
            ...(fixed !== undefined && { fixed }),
            rng: rng.split(name),
            pace,
            cellsPerPoint: cellsOfPrediction(surrogate.posterior),
          },
        )
        return untried(searchSpace, found, history)
      }
      const notes = { hyperparameters: toNote(surrogate.hyperparameters) }
      if (acquisition === 'hedge') {
        const proposals = {
          ei: await find('ei', xi),
          pi: await find('pi', Math.max(xi, exploringXi)),
          lcb: await find('lcb', xi),
        }
        return chooseByHedge({ proposals, notes, surrogate, suggestArguments })
      }
      const exhausted = acquisition !== 'lcb' && valleyIsExhausted(searchSpace, surrogate, history)
      const point = await find(acquisition, exhausted ? Math.max(xi, exploringXi) : xi)
      return { point: point ?? (await random().suggest(suggestArguments)).point, notes }
    },
  }
}

function toAcquisition(
  name: Exclude<AcquisitionName, 'hedge'>,
  { incumbent, hyperparameters: { noise } }: Surrogate,
  xi: number,
  kappa: number,
): Acquisition {
  switch (name) {
    case 'ei':
      return logAugmentedEi(incumbent, xi, Math.sqrt(Math.max(0, noise - leastNoise)))
    case 'pi':
      return logPi(incumbent, xi)
    case 'lcb':
      return negativeLcb(kappa)
    default:
      return name satisfies never
  }
}

/** Were the last trials all beside the best point, without noise to be averaged out? EI would polish its last digits for ever. */
function valleyIsExhausted(
  { dimensions }: SearchSpace,
  { training, hyperparameters }: Surrogate,
  history: readonly Observation[],
): boolean {
  const best = training.points[training.order[0] ?? 0]
  if (best === undefined || history.length < exhaustedAfter || hyperparameters.noise > 1e-3) return false
  return history
    .slice(-exhaustedAfter)
    .every(({ point }) => largestDifference(point, best, dimensions.length) < exhaustedWithin)
}

function checkOptions({
  initialTrials,
  xi,
  kappa,
}: {
  initialTrials: number
  xi: number
  kappa: number
}): void {
  if (!Number.isSafeInteger(initialTrials) || initialTrials < 2)
    throw new TabricateError(
      'INVALID_OPTIONS',
      `initialTrials must be a whole number from 2, not ${initialTrials}.`,
    )
  for (const [name, value] of Object.entries({ xi, kappa })) {
    if (!(value >= 0 && Number.isFinite(value)))
      throw new TabricateError('INVALID_OPTIONS', `${name} must be a number from 0, not ${value}.`)
  }
}
