import { TabricateError } from '@tabricate/core'
import { createParzenEstimator } from '../parzen/parzen-estimator.ts'
import { ageWeights, goodCount, splitTrials } from '../parzen/split-trials.ts'
import { random } from './random.ts'
import type { Strategy } from './strategy.ts'

export interface TpeOptions {
  /** Random trials that must be finished before the estimators are used, from 1. Default 10. */
  readonly startupTrials?: number
  /** Candidates drawn for each suggestion, from 1. Default 24. */
  readonly candidates?: number
}

/**
 * Tree-structured Parzen estimator, multivariate: one mixture over the good trials, one over the others; of candidates drawn from the
 * first, the one whose ratio of both is largest. Quick, takes any space, learns from pruned trials; weaker than a Gaussian process on
 * small budgets.
 *
 * J. Bergstra et al., "Algorithms for Hyper-Parameter Optimization", NeurIPS 2011, eq. 2. Defaults as in Optuna 5.
 * @throws TabricateError `INVALID_OPTIONS`
 */
export function tpe({ startupTrials = 10, candidates = 24 }: TpeOptions = {}): Strategy {
  for (const [name, value] of Object.entries({ startupTrials, candidates })) {
    if (!Number.isSafeInteger(value) || value < 1)
      throw new TabricateError('INVALID_OPTIONS', `${name} must be a whole number from 1, not ${value}.`)
  }
  return {
    id: 'tpe',
    suggest(suggestArguments) {
      const { searchSpace, history, rng } = suggestArguments
      const finished = history.filter(({ state }) => state === 'complete' || state === 'pruned').length
      if (finished < startupTrials) return random().suggest(suggestArguments)
      const { good, bad } = splitTrials(history, goodCount(finished))
      const [goodDensity, badDensity] = [good, bad].map((set) =>
        createParzenEstimator(
          searchSpace,
          set.map(({ point }) => point),
          ageWeights(set.length),
        ),
      )
      if (goodDensity === undefined || badDensity === undefined) return random().suggest(suggestArguments)
      const drawn = Array.from({ length: candidates }, () => goodDensity.draw(rng))
      const scores = drawn.map((point) => goodDensity.logDensity(point) - badDensity.logDensity(point))
      const chosen = scores.indexOf(Math.max(...scores))
      return { point: drawn[chosen] ?? goodDensity.draw(rng) }
    },
  }
}
