import { isTabricateError } from '../errors.ts'
import type { Model } from '../model/model.ts'
import type { Table } from '../table/table.ts'

export interface TrialArguments {
  readonly seed: number
  /** The fit ends with the round in which its time is over. Default: no limit. */
  readonly maxSeconds?: number | undefined
  readonly signal?: AbortSignal | undefined
  /** Milliseconds of a monotonic clock. */
  readonly clock: () => number
}

/** What was found of a model's rows, or why there are none. */
export type Trial<Found> =
  | { readonly fitMs: number; readonly sampleMs: number; readonly found: Found }
  | { readonly fitMs: number; readonly problem: string }

/**
 * Fits a model to rows, draws as many, and looks at them; nothing of the model stays. A model that cannot be fitted to the table is no error.
 * @throws TabricateError `ABORTED`
 */
export async function fitTrial<Found>(
  model: Model,
  learned: Table,
  { seed, maxSeconds, signal, clock }: TrialArguments,
  look: (synthetic: Table) => Found,
): Promise<Trial<Found>> {
  const start = clock()
  const stoppable = signal === undefined ? {} : { signal }
  const limited = maxSeconds === undefined ? {} : { maxSeconds }
  try {
    const synthesizer = await model.fit(learned, { seed, clock, ...stoppable, ...limited })
    try {
      const fitted = clock()
      const synthetic = await synthesizer.sample(learned.rowCount, { seed, ...stoppable })
      return { fitMs: fitted - start, sampleMs: clock() - fitted, found: look(synthetic) }
    } finally {
      await synthesizer.dispose()
    }
  } catch (error) {
    if (!isTabricateError(error) || error.code === 'ABORTED') throw error
    return { fitMs: clock() - start, problem: error.message }
  }
}
