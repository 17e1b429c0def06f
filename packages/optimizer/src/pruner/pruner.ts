import { type Direction, toLoss } from '../study/metric.ts'
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

/** Loss of the last report up to a step; NaN without one. */
export function lossUpTo({ reports }: Pick<Trial, 'reports'>, step: number, direction: Direction): number {
  const last = reports.findLast((report) => report.step <= step)
  return last === undefined ? Number.NaN : toLoss(direction, last.value)
}

/** The least loss reported up to a step; `Infinity` without a report. */
export function bestLossUpTo(
  { reports }: Pick<Trial, 'reports'>,
  step: number,
  direction: Direction,
): number {
  let best = Infinity
  for (const report of reports)
    if (report.step <= step) best = Math.min(best, toLoss(direction, report.value))
  return best
}
