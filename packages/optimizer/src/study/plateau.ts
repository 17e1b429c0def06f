import { toLoss } from './metric.ts'
import type { Study } from './study.ts'

/** When to give up: so many finished trials in a row without the best value getting better by more than `tolerance`. */
export interface Plateau {
  /** From 1. */
  readonly trials: number
  /** In units of the metric, from 0. Default 0. */
  readonly tolerance?: number
}

/** Judged by the first metric: the aggregated loss of several changes with every trial. */
export function reachedPlateau(
  { trials, metrics }: Pick<Study, 'trials' | 'metrics'>,
  { trials: patience, tolerance = 0 }: Plateau,
): boolean {
  const direction = metrics[0]?.direction ?? 'minimize'
  let best = Infinity
  let since = 0
  for (const { state, values } of trials) {
    if (state === 'running') continue
    since++
    const loss = toLoss(direction, values?.[0] ?? Number.NaN)
    if (loss < best - tolerance || (best === Infinity && !Number.isNaN(loss))) {
      best = loss
      since = 0
    }
  }
  return since >= patience
}
