/**
 * Notation
 *   d        number of parameters
 *   L        side of the trust region, as a share of the whole
 *   τ_succ, τ_fail   batches in a row that improve, or evaluations in a row that do not, after which L is doubled or halved
 *   batch    trials that were asked for when equally many had ended
 *   c        point of the least loss in the region
 *   local    within L of c in every parameter: in a box of twice the region's side; or among the 3 d nearest to c
 *   D. Eriksson, M. Pearce, J. R. Gardner, R. Turner, M. Poloczek, "Scalable Global Optimization via Local Bayesian Optimization", NeurIPS 2019,
 *   section 3 and supplement A; lengths and τ_succ as there, τ_fail = max(4, d). There all trials of a region are learned from, however small it has become.
 */
import type { Observation } from './strategy.ts'

/**
 * `informed`: of a region that trials of another strategy begin, which have found out already where to look; and of one that has shrunk to nothing for
 * the first time, to look around what it has found.
 */
export const regionLengths = { first: 0.8, informed: 0.2, least: 0.5 ** 7, most: 1.6 }
const successTolerance = 3
/** Improvements below this share of the best value do not count. */
const leastImprovement = 1e-3

/** Where a search stands, worked out from its trials alone. */
export interface TrustRegion {
  /** How often the search began anew. */
  readonly restart: number
  readonly length: number
  /** Trials of this region by number, running ones too. */
  readonly trials: readonly Observation[]
}

/** Notes of a trial that {@link followTrustRegion} reads. */
export interface RegionNotes {
  readonly restart: number
  /** Trials that had ended when it was asked for. */
  readonly ended: number
}

/** The state after these trials. A region that has shrunk to nothing twice is left for a new one, which has no trials yet. */
export function followTrustRegion(
  history: readonly Observation[],
  d: number,
  initialTrials: number,
): TrustRegion {
  const restart = history.reduce((latest, each) => Math.max(latest, readRegionNotes(each).restart), 0)
  const trials = history.filter((each) => readRegionNotes(each).restart === restart)
  const length = regionLength(trials, d, initialTrials)
  if (length >= regionLengths.least) return { restart, length, trials }
  return { restart: restart + 1, length: regionLengths.first, trials: [] }
}

function regionLength(trials: readonly Observation[], d: number, initialTrials: number): number {
  const isForeign = (each: Observation) => readRegionNotes(each).ended < 0
  const begin = trials.filter((each, i) => i < initialTrials || isForeign(each))
  const isInformed = trials.length >= initialTrials && trials.slice(0, initialTrials).every(isForeign)
  let length = isInformed ? regionLengths.informed : regionLengths.first
  let successes = 0
  let failures = 0
  let hasGrownAgain = false
  let best = leastLoss(begin)
  for (const batch of batches(trials.slice(initialTrials).filter((each) => !isForeign(each)))) {
    const loss = leastLoss(batch)
    if (loss < best - leastImprovement * Math.abs(best)) {
      successes++
      failures = 0
    } else {
      successes = 0
      failures += batch.length
    }
    best = Math.min(best, loss)
    if (successes >= successTolerance) {
      length = Math.min(regionLengths.most, 2 * length)
      successes = 0
    } else if (failures >= Math.max(4, d)) {
      length /= 2
      failures = 0
    }
    if (length < regionLengths.least && !hasGrownAgain) {
      length = regionLengths.informed
      hasGrownAgain = true
    }
  }
  return length
}

/** So many of the nearest trials are learned from at least, for each parameter. */
const leastLocal = 3

/**
 * The local trials of a region, and those that run. What is further away says nothing about what is fine in a small region, and would have it
 * taken for noise.
 */
export function localTrials({ trials, length }: TrustRegion, d: number): readonly Observation[] {
  const [centre] = trials.filter(({ state }) => state === 'complete').sort((a, b) => a.loss - b.loss)
  if (centre === undefined) return trials
  const ended = trials
    .filter(({ state }) => state !== 'running')
    .map((trial) => ({ trial, ...distances(trial.point, centre.point) }))
    .sort((a, b) => a.squared - b.squared)
  const local = new Set(
    ended.filter(({ largest }, rank) => rank < leastLocal * d || largest <= length).map(({ trial }) => trial),
  )
  return trials.filter((trial) => trial.state === 'running' || local.has(trial))
}

function distances(a: Float64Array, b: Float64Array): { readonly squared: number; readonly largest: number } {
  let squared = 0
  let largest = 0
  a.forEach((x, i) => {
    const step = Math.abs(x - (b[i] ?? 0))
    squared += step * step
    largest = Math.max(largest, step)
  })
  return { squared, largest }
}

/** Ended batches, in order. */
function batches(trials: readonly Observation[]): Observation[][] {
  const byEnded = new Map<number, Observation[]>()
  for (const trial of trials) {
    const { ended } = readRegionNotes(trial)
    byEnded.set(ended, [...(byEnded.get(ended) ?? []), trial])
  }
  return [...byEnded.values()].filter((batch) => batch.every(({ state }) => state !== 'running'))
}

function leastLoss(trials: readonly Observation[]): number {
  return trials.reduce(
    (least, { state, loss }) => (state === 'complete' ? Math.min(least, loss) : least),
    Infinity,
  )
}

/** Trials of another strategy, or from a queue, belong to the first region. */
export function readRegionNotes({ notes }: Pick<Observation, 'notes'>): RegionNotes {
  const [restart, ended] = [notes.restart, notes.ended]
  return { restart: typeof restart === 'number' ? restart : 0, ended: typeof ended === 'number' ? ended : -1 }
}
