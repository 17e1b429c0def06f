/**
 * Notation
 *   η        reduction: one in η trials goes on from a rung
 *   r_k      step of rung k: minResource · η^(k + s)
 *   s        how many rungs a bracket leaves out at the beginning
 *   Successive halving, asynchronous: a trial that reaches rung k goes on when it is among the best 1/η of all that have reached it
 *   so far. L. Li et al., "A System for Massively Parallel Hyperparameter Tuning", MLSys 2020, algorithm 2 (ASHA)
 *   Hyperband: brackets s = 0, 1, … side by side, trials dealt out by the share of steps that each is meant to get: L. Li et al., "Hyperband", JMLR 18, 2018
 */
import { createRng } from '@tabricate/core'
import type { Direction } from '../study/metric.ts'
import type { Trial } from '../study/trial.ts'
import { lossUpTo, type PruneArguments, type Pruner } from './pruner.ts'
import { readCount } from './pruner-options.ts'

export interface HalvingPrunerOptions {
  /**
   * Step of the first rung, from 1. `auto`: the last step of the longest complete trial, divided by `reduction`², rounded down; until a trial is complete, none
   * is stopped. Default `auto`.
   */
  readonly minResource?: number | 'auto'
  /** Of the rung's trials, one in so many goes on, from 2. Default 3: the paper's 4 stops too early where a search has some twenty trials. */
  readonly reduction?: number
}

/**
 * Asynchronous successive halving (ASHA).
 * @throws TabricateError `INVALID_OPTIONS`
 */
export function halvingPruner(options: HalvingPrunerOptions = {}): Pruner {
  const { minResource = 'auto' } = options
  const stated = minResource === 'auto' ? undefined : readCount('minResource', minResource, 1)
  const reduction = readCount('reduction', options.reduction ?? 3, 2)
  return {
    id: 'halving',
    prune: (pruneArguments) => {
      const { trials } = pruneArguments
      const firstRung = stated ?? Math.max(1, Math.floor(longestRun(trials) / reduction ** 2))
      return fallsAtRung(pruneArguments, trials, firstRung, reduction)
    },
  }
}

/** The last step of the longest complete trial; `Infinity` without one. */
function longestRun(trials: readonly Trial[]): number {
  const steps = trials
    .filter(({ state }) => state === 'complete')
    .map(({ reports }) => reports.at(-1)?.step ?? 0)
  return steps.length === 0 ? Infinity : Math.max(...steps)
}

export interface HyperbandPrunerOptions {
  /** Of a rung's trials, one in so many goes on, from 2. Default 3. */
  readonly reduction?: number
  /** Step of the first bracket's first rung, from 1. Default 1. */
  readonly minResource?: number
  /** Steps of a whole trial, above `minResource`. */
  readonly maxResource: number
}

/**
 * Hyperband: several brackets of successive halving that start to stop trials later and later, for when early values mislead.
 * @throws TabricateError `INVALID_OPTIONS`
 */
export function hyperbandPruner(options: HyperbandPrunerOptions): Pruner {
  const minResource = readCount('minResource', options.minResource ?? 1, 1)
  const reduction = readCount('reduction', options.reduction ?? 3, 2)
  const maxResource = readCount('maxResource', options.maxResource, minResource + 1)
  const brackets = Math.floor(Math.log(maxResource / minResource) / Math.log(reduction)) + 1
  return {
    id: 'hyperband',
    prune(pruneArguments) {
      const bracketOf = (trial: Trial) => bracket(trial.number, brackets)
      const own = bracketOf(pruneArguments.trial)
      const peers = pruneArguments.trials.filter((trial) => bracketOf(trial) === own)
      return fallsAtRung(pruneArguments, peers, minResource * reduction ** own, reduction)
    },
  }
}

/** The bracket of a trial: s with a share proportional to brackets − s, as trials of later brackets run for longer. */
function bracket(number: number, brackets: number): number {
  const total = (brackets * (brackets + 1)) / 2
  let rest = createRng(number).split('bracket').uniform() * total
  for (let s = 0; s < brackets; s++) {
    rest -= brackets - s
    if (rest < 0) return s
  }
  return brackets - 1
}

function fallsAtRung(
  { trial, direction }: PruneArguments,
  peers: readonly Trial[],
  firstRung: number,
  reduction: number,
): boolean {
  const step = trial.reports.at(-1)?.step ?? -1
  const before = trial.reports.at(-2)?.step ?? -1
  // Reports need not hit a rung exactly: a rung is judged at the first report from it on.
  let rung = firstRung
  while (rung * reduction <= step) rung *= reduction
  if (step < rung || before >= rung) return false
  const own = lossUpTo(trial, step, direction)
  const losses = rungLosses(peers, rung, direction)
  const goOn = Math.max(1, Math.floor(losses.length / reduction))
  const better = losses.filter((loss) => loss < own).length
  return better >= goOn
}

/** What trials were worth at their first report from a rung on. */
function rungLosses(peers: readonly Trial[], rung: number, direction: Direction): number[] {
  return peers.flatMap((peer) => {
    const first = peer.reports.find(({ step }) => step >= rung)
    return first === undefined ? [] : [lossUpTo(peer, first.step, direction)]
  })
}
