import { levelsOf } from '../space/search-space.ts'
import { bayesian } from './bayesian.ts'
import type { Strategy, SuggestArguments } from './strategy.ts'
import { tpe } from './tpe.ts'
import { turbo } from './turbo.ts'

/** Beyond these a Gaussian process over the whole space learns too little of what is fine from its trials, or takes too long. */
const mostParameters = 15
const mostTrials = 300

/** Trials that it begins the search with, for each parameter; in spaces of more than {@link mostParameters} so many at most, unless a trust region needs more. */
const overviewTrials = { perParameter: 6, most: 150, regionPerParameter: 2 }

/** In continuous spaces from so many parameters on, every second suggestion after them is a trust region's, which sees what is fine around the best trial. */
const leastForRegion = 5

/**
 * Chooses a strategy by what there is to search: a Gaussian process for spaces of up to 15 parameters, in continuous ones of 5 and more in turns with
 * TuRBO once there is an overview; for more parameters, when most are numeric, the same overview and then TuRBO alone; TPE from 300 trials on and for many
 * categorical parameters. The default.
 */
export function auto(): Strategy {
  const strategies = { bayesian: bayesian(), tpe: tpe(), turbo: turbo() }
  return {
    id: 'auto',
    suggest: (suggestArguments) => strategies[choose(suggestArguments)].suggest(suggestArguments),
  }
}

function choose({ searchSpace, history }: SuggestArguments): 'bayesian' | 'tpe' | 'turbo' {
  const { dimensions } = searchSpace
  const d = dimensions.length
  const numeric = dimensions.filter(({ kind }) => kind === 'numeric').length
  const { perParameter, most, regionPerParameter } = overviewTrials
  if (d > mostParameters) {
    if (numeric < 0.8 * d) return 'tpe'
    const overview = Math.max(regionPerParameter * d, Math.min(perParameter * d, most))
    return history.length < overview ? 'bayesian' : 'turbo'
  }
  if (history.length >= mostTrials) return 'tpe'
  const isLocal =
    d >= leastForRegion &&
    history.length >= perParameter * d &&
    history.length % 2 === 1 &&
    dimensions.every((each) => levelsOf(each) === Infinity)
  return isLocal ? 'turbo' : 'bayesian'
}
