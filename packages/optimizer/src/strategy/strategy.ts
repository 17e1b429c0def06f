import type { Json, Rng } from '@tabricate/core'
import type { SearchSpace } from '../space/search-space.ts'
import type { TrialState } from '../study/trial.ts'

/** What a strategy sees of a trial. */
export interface Observation {
  readonly state: TrialState
  /** A snapped point of the space; see `search-space.ts`. */
  readonly point: Float64Array
  /** To be made small. Complete: the aggregated value; pruned: the last value reported; else NaN. */
  readonly loss: number
  /** Units of work of the last report; −1 without. */
  readonly lastStep: number
  /** What the strategy noted when it suggested this point. */
  readonly notes: { readonly [name: string]: Json }
}

export interface SuggestArguments {
  readonly searchSpace: SearchSpace
  /** All trials by number, running ones too. */
  readonly history: readonly Observation[]
  /** A fresh generator for every suggestion. */
  readonly rng: Rng
  /** The same generator at every suggestion of the study. */
  readonly shared: Rng
  readonly signal: AbortSignal | undefined
}

export interface Suggestion {
  readonly point: Float64Array
  /** Kept with the trial: the only memory of a strategy. */
  readonly notes?: { readonly [name: string]: Json }
}

/**
 * A way to choose the next point. Pure: the suggestion depends on the arguments alone, so that a study goes on from its saved trials as
 * if it had never stopped, and several points can be asked for before any is told.
 */
export interface Strategy {
  readonly id: string
  /** The point need not obey constraints or be snapped: the study repairs it. */
  suggest(suggestArguments: SuggestArguments): Promise<Suggestion> | Suggestion
  /** Trials after which everything has been tried; `undefined` = never. */
  exhaustedAfter?(searchSpace: SearchSpace): number
}
