import { bayesian } from './bayesian.ts'
import type { Strategy, SuggestArguments } from './strategy.ts'
import { tpe } from './tpe.ts'
import { turbo } from './turbo.ts'

/** Beyond these a Gaussian process over the whole space learns too little from its trials, or takes too long. */
const mostParameters = 15
const mostTrials = 300

/**
 * Chooses a strategy by what there is to search: a Gaussian process for spaces of up to 15
 * parameters; TuRBO for more, when most are numeric; TPE from 300 trials on and for many categorical parameters. The default.
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
  const numeric = dimensions.filter(({ kind }) => kind === 'numeric').length
  if (dimensions.length > mostParameters) return numeric >= 0.8 * dimensions.length ? 'turbo' : 'tpe'
  return history.length < mostTrials ? 'bayesian' : 'tpe'
}
