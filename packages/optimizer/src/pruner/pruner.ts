import type { Direction } from '../study/metric.ts'
import type { Trial } from '../study/trial.ts'

export interface PruneArguments {
  /** The running trial, which has just reported. */
  readonly trial: Trial
  /** All trials by number, this one too. */
  readonly trials: readonly Trial[]
  readonly direction: Direction
}

/** Decides on the way whether a trial goes on. Pure: reports of all trials in, decision out. */
export interface Pruner {
  readonly id: string
  /** True = stop it. */
  prune(pruneArguments: PruneArguments): boolean
}
