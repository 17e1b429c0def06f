import type { z } from 'zod'
import type { alternativeSchema } from '../evaluation/origin-schema.ts'
import { evaluateQuality } from '../evaluation/quality.ts'
import type { Table } from '../table/table.ts'
import { fitTrial } from './fit-trial.ts'
import type { ModelCandidate } from './recommend-model.ts'

/** What another model reached on the same rows; part of a report's origin. */
export type Alternative = z.infer<typeof alternativeSchema>

export interface TryModelArguments {
  /** Default 0. */
  readonly seed?: number
  /** The fit ends with the round in which its time is over. Default: no limit. */
  readonly maxSeconds?: number
  readonly signal?: AbortSignal
  /** Milliseconds of a monotonic clock. Default `performance.now`. */
  readonly clock?: () => number
}

/**
 * Fits a model to `real`, and judges as many of its rows against them, as a report does: so that the report of a slower model can say when
 * this one does as well.
 *
 * @returns `null` when the model cannot be fitted to this table
 * @throws TabricateError `ABORTED`
 */
export async function tryModel(
  { name, model }: ModelCandidate,
  real: Table,
  { seed = 0, maxSeconds, signal, clock = () => performance.now() }: TryModelArguments = {},
): Promise<Alternative | null> {
  const trial = await fitTrial(
    model,
    real,
    { seed, maxSeconds, signal, clock },
    (synthetic) => evaluateQuality({ real, synthetic }).score.value,
  )
  return 'problem' in trial || trial.found === null
    ? null
    : { model: name, quality: trial.found, fitMs: trial.fitMs }
}
