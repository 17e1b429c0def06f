/**
 * Notation
 *   n        completed and pruned trials
 *   γ(n)     size of the good set: ⌈n / 10⌉, at most 25
 *   order    completed trials by loss; then pruned ones by the furthest step, then by the value there, those without a report last
 *   weight   1 for the 25 newest trials of a set; older ones rise evenly from 1/n to 1
 *   As Optuna 5's TPESampler; J. Bergstra et al., NeurIPS 2011, section 4; weights after J. Bergstra, D. Yamins, D. Cox, ICML 2013
 */
import type { Observation } from '../strategy/strategy.ts'

const goodShare = 0.1
const mostGood = 25
const fullWeights = 25

export function goodCount(n: number): number {
  return Math.min(Math.ceil(goodShare * n), mostGood)
}

export interface TrialSplit<T> {
  /** Both by trial number. */
  readonly good: readonly T[]
  readonly bad: readonly T[]
}

type Judged = Pick<Observation, 'state' | 'loss' | 'lastStep'>

/** Parts trials into the best `count` and the others; running trials are bad (so that others keep away), failed ones are left out. */
export function splitTrials<T extends Judged>(history: readonly T[], count: number): TrialSplit<T> {
  const finished = history.filter(({ state }) => state === 'complete' || state === 'pruned')
  const ranked = [...finished].sort(compare)
  const good = new Set(ranked.slice(0, count))
  return {
    good: history.filter((each) => good.has(each)),
    bad: history.filter((each) => !good.has(each) && each.state !== 'failed'),
  }
}

function compare(a: Judged, b: Judged): number {
  if (a.state !== b.state) return a.state === 'complete' ? -1 : 1
  if (a.state === 'complete' || a.lastStep === b.lastStep) return byLoss(a.loss, b.loss)
  return b.lastStep - a.lastStep
}

function byLoss(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
  return a - b
}

/** Weights of `n` trials of one set, oldest first. */
export function ageWeights(n: number): Float64Array {
  const older = n - fullWeights
  return Float64Array.from({ length: n }, (_, i) => {
    if (i >= older) return 1
    return older === 1 ? 1 / n : 1 / n + (1 - 1 / n) * (i / (older - 1))
  })
}
