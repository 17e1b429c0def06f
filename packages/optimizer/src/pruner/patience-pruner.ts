import { toLoss } from '../study/metric.ts'
import type { Pruner } from './pruner.ts'
import { readCount } from './pruner-options.ts'

export interface PatiencePrunerOptions {
  /** Reports in a row without an improvement, from 1. */
  readonly reports: number
  /** Smaller improvements do not count; in units of the metric, from 0. Default 0. */
  readonly tolerance?: number
}

/**
 * Stops a trial that does not get better any more, whatever the others do.
 * @throws TabricateError `INVALID_OPTIONS`
 */
export function patiencePruner({ reports: patience, tolerance = 0 }: PatiencePrunerOptions): Pruner {
  readCount('reports', patience, 1)
  return {
    id: 'patience',
    prune({ trial, direction }) {
      let best = Infinity
      let since = 0
      for (const { value } of trial.reports) {
        const loss = toLoss(direction, value)
        since = loss < best - tolerance ? 0 : since + 1
        best = Math.min(best, loss)
      }
      return since >= patience
    },
  }
}
