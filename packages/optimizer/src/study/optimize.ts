import { createRng, type Rng, TabricateError, throwIssues } from '@tabricate/core'
import type { ParametersOf, Space } from '../space/space.ts'
import { type Plateau, reachedPlateau } from './plateau.ts'
import type { Outcome, Study } from './study.ts'
import type { Trial } from './trial.ts'

/** What an objective gets besides the parameters. */
export interface TrialContext {
  readonly number: number
  /** A generator for this trial alone: the same whenever the trial is run again. */
  readonly rng: Rng
  /** Aborted when the study is stopped, and when the trial is to be pruned. */
  readonly signal: AbortSignal
  /**
   * Tells what the trial is worth so far, after `step` units of work (whole numbers that increase). True = it was pruned: return or throw
   * whatever comes first, the value no longer counts.
   */
  report(step: number, value: number): boolean
}

/** What is optimised: one value, or one for every metric. What it throws makes a failed trial. */
export type Objective<S extends Space> = (
  parameters: ParametersOf<S>,
  context: TrialContext,
) => number | readonly number[] | Promise<number | readonly number[]>

/** Why a study came to its end. */
export type StopReason = 'trials' | 'timeout' | 'aborted' | 'plateau' | 'exhausted'

export interface OptimizeOptions<S extends Space> {
  /** Trials that the study shall have in the end, those it already has included. Default: no limit. */
  readonly trials?: number
  /** No trial starts after so many milliseconds; those that run are finished. Default: no limit. */
  readonly timeoutMs?: number
  /** Stops at once: trials that run are aborted and stay `running`, for a later `optimize` to evaluate again. */
  readonly signal?: AbortSignal
  /** Stops when nothing got better for long. */
  readonly plateau?: Plateau
  /** Trials that run at the same time, from 1. Default 1; the order in which they end then influences the next ones. */
  readonly parallel?: number
  /** Called when a trial starts, reports and ends, with its state at that time. */
  readonly onTrial?: (trial: Trial<S>) => void
  /** Milliseconds of a monotonic clock. Default `performance.now`. */
  readonly clock?: () => number
}

export interface OptimizeResult<S extends Space> {
  readonly stopped: StopReason
  readonly best: Trial<S> | undefined
}

/**
 * Asks, evaluates and tells until the budget is used up. Trials that fail are recorded with their error and do not end the study.
 * @throws TabricateError `INVALID_OPTIONS` when there is nothing that would ever stop it
 */
export async function optimize<S extends Space>(
  study: Study<S>,
  objective: Objective<S>,
  options: OptimizeOptions<S>,
): Promise<OptimizeResult<S>> {
  const { trials = Infinity, timeoutMs = Infinity, signal, plateau, parallel = 1, onTrial } = options
  const clock = options.clock ?? (() => performance.now())
  checkOptions(options, study)
  const start = clock()
  const exhausted = study.strategy.exhaustedAfter?.(study.searchSpace) ?? Infinity
  // Left running by an earlier process.
  const interrupted = study.trials.filter(({ state }) => state === 'running')
  let stopped: StopReason | undefined

  const stopReason = (): StopReason | undefined => {
    if (signal?.aborted) return 'aborted'
    if (interrupted.length > 0) return undefined
    if (study.trials.length >= trials) return 'trials'
    if (study.trials.length >= exhausted) return 'exhausted'
    if (clock() - start >= timeoutMs) return 'timeout'
    if (plateau !== undefined && reachedPlateau(study, plateau)) return 'plateau'
    return undefined
  }
  // Asking takes a while: others must know that a place is taken.
  let asking = 0
  const worker = async () => {
    for (;;) {
      stopped ??= stopReason()
      if (stopped !== undefined || study.trials.length + asking >= trials + interrupted.length) return
      asking++
      let trial: Trial<S>
      try {
        const left = interrupted.shift()
        trial = left === undefined ? await study.ask(signal) : study.restart(left.number)
      } catch (error) {
        if (signal?.aborted) continue
        throw error
      } finally {
        asking--
      }
      onTrial?.(trial)
      await evaluate(study, trial, objective, signal, onTrial)
    }
  }
  await Promise.all(Array.from({ length: parallel }, worker))
  return { stopped: stopped ?? stopReason() ?? 'trials', best: study.best() }
}

async function evaluate<S extends Space>(
  study: Study<S>,
  trial: Trial<S>,
  objective: Objective<S>,
  signal: AbortSignal | undefined,
  onTrial: OptimizeOptions<S>['onTrial'],
): Promise<void> {
  const { number } = trial
  const controller = new AbortController()
  const abort = () => controller.abort(signal?.reason)
  signal?.addEventListener('abort', abort, { once: true })
  let pruned = false
  const context: TrialContext = {
    number,
    rng: createRng(study.seed).split('objective').split(number),
    signal: controller.signal,
    report(step, value) {
      if (pruned) return true
      pruned = study.report(number, step, value)
      const current = study.trials[number]
      if (current !== undefined) onTrial?.(current)
      if (pruned) controller.abort(new TabricateError('ABORTED', `Trial ${number} was pruned.`))
      return pruned
    },
  }
  let outcome: Outcome
  try {
    if (signal?.aborted) return
    const values = await objective(trial.parameters, context)
    outcome = pruned ? { state: 'pruned' } : values
  } catch (error) {
    outcome = pruned ? { state: 'pruned' } : { state: 'failed', error: describe(error) }
  } finally {
    signal?.removeEventListener('abort', abort)
  }
  // What a trial says while it is being stopped is about the stop, not about its parameters.
  if (signal?.aborted) return
  const told = study.tell(number, outcome)
  onTrial?.(told)
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function checkOptions<S extends Space>(options: OptimizeOptions<S>, { strategy }: Study<S>): void {
  const { trials, timeoutMs, signal, plateau, parallel = 1 } = options
  const endless =
    trials === undefined &&
    timeoutMs === undefined &&
    signal === undefined &&
    plateau === undefined &&
    strategy.exhaustedAfter === undefined
  throwIssues('INVALID_OPTIONS', 'The budget is not valid', [
    ...(endless
      ? [
          {
            path: ['trials'],
            message: 'give trials, timeoutMs, plateau or a signal: nothing would ever stop it',
          },
        ]
      : []),
    ...(trials === undefined || (Number.isSafeInteger(trials) && trials >= 0)
      ? []
      : [{ path: ['trials'], message: `must be a whole number from 0, not ${trials}` }]),
    ...(timeoutMs === undefined || timeoutMs >= 0
      ? []
      : [{ path: ['timeoutMs'], message: `must not be below 0; it is ${timeoutMs}` }]),
    ...(Number.isSafeInteger(parallel) && parallel >= 1
      ? []
      : [{ path: ['parallel'], message: `must be a whole number from 1, not ${parallel}` }]),
  ])
}
