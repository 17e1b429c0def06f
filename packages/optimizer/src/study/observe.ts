import type { Observation } from '../strategy/strategy.ts'
import type { Trial } from './trial.ts'

/** Trials as strategies see them. `losses` by trial number, NaN where there is none. */
export function observe(
  trials: readonly Trial[],
  points: readonly Float64Array[],
  losses: Float64Array,
): Observation[] {
  return trials.map((trial, i) => ({
    state: trial.state,
    point: points[i] ?? new Float64Array(0),
    loss: losses[i] ?? Number.NaN,
    lastStep: trial.reports.at(-1)?.step ?? -1,
    notes: trial.attributes,
  }))
}
