/**
 * Notation
 *   s        step of the trial's newest report
 *   b        its best loss reported up to s
 *   m_i      loss of an earlier trial i at its last report up to s
 *   A trial is stopped when b is above the given quantile of the m_i. D. Golovin et al., "Google Vizier", KDD 2017, section 3.2.2 (median stopping)
 */

import { bestLossUpTo, lossUpTo, type Pruner } from './pruner.ts'
import { readCount, readShare } from './pruner-options.ts'

export interface MedianPrunerOptions {
  /** Trials that must have reached the step before any is stopped there, from 1. Default 4. */
  readonly startupTrials?: number
  /** Steps below this are never judged, from 0. Default 0. */
  readonly warmupSteps?: number
  /** Share of the earlier trials that may be better, above 0 and below 1. Default 0.5: the median. */
  readonly quantile?: number
}

/**
 * Stops a trial that does worse than the median of the earlier ones at the same step.
 * @throws TabricateError `INVALID_OPTIONS`
 */
export function medianPruner(options: MedianPrunerOptions = {}): Pruner {
  const startupTrials = readCount('startupTrials', options.startupTrials ?? 4, 1)
  const warmupSteps = readCount('warmupSteps', options.warmupSteps ?? 0, 0)
  const quantile = readShare('quantile', options.quantile ?? 0.5)
  return {
    id: 'median',
    prune({ trial, trials, direction }) {
      const step = trial.reports.at(-1)?.step ?? -1
      if (step < warmupSteps) return false
      const others = trials
        .filter(({ number, reports }) => number !== trial.number && (reports.at(-1)?.step ?? -1) >= step)
        .map((other) => lossUpTo(other, step, direction))
        .filter((loss) => !Number.isNaN(loss))
        .sort((a, b) => a - b)
      if (others.length < startupTrials) return false
      return bestLossUpTo(trial, step, direction) > interpolate(others, quantile)
    },
  }
}

function interpolate(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1)
  const low = Math.floor(at)
  const [a = 0, b = a] = [sorted[low], sorted[low + 1]]
  return a + (at - low) * (b - a)
}
