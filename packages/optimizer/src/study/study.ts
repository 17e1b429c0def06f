import { createRng, type Json, TabricateError, throwIssues } from '@tabricate/core'
import type { Pruner } from '../pruner/pruner.ts'
import type { Constraint, Values } from '../space/constraint.ts'
import { repair } from '../space/repair.ts'
import {
  createSearchSpace,
  isParametersOf,
  parameterIssues,
  type SearchSpace,
  toPoint,
  toValues,
} from '../space/search-space.ts'
import type { ParametersOf, Space } from '../space/space.ts'
import type { Strategy } from '../strategy/strategy.ts'
import { type Aggregate, aggregateLosses, paretoFront } from './aggregate.ts'
import type { Direction, Metric } from './metric.ts'
import { observe } from './observe.ts'
import { type SavedStudy, savedStudySchema } from './saved-study.ts'
import type { Trial } from './trial.ts'

/**
 * Terminology
 *   study      the search for good parameters of one objective: a space, metrics, and the trials so far
 *   trial      one evaluation: parameters asked for, then told what came out
 *   strategy   chooses the parameters of the next trial from those before
 *   pruner     ends a trial that does badly on the way
 */

export interface StudyOptions<S extends Space> {
  readonly space: S
  readonly strategy: Strategy
  /** Default `study`. */
  readonly name?: string
  /** Of the only metric, called `value`. Default `minimize`; not with `metrics`. */
  readonly direction?: Direction
  /** What trials are judged by, when it is more than one value or has a name. `weight` defaults to 1. */
  readonly metrics?: readonly (Omit<Metric, 'weight'> & { readonly weight?: number })[]
  /** How several metrics are weighed. Default `rank`. */
  readonly aggregate?: Aggregate
  readonly constraints?: readonly Constraint[]
  readonly pruner?: Pruner
  /** Any finite number; the same seed gives the same trials. Default 0. */
  readonly seed?: number
  /** Milliseconds since 1970, for the times of trials. */
  readonly clock?: () => number
}

/** How a trial ended. */
export type Outcome =
  /** The metric's value, or one for every metric. A value that is not finite makes a failed trial. */
  | number
  | readonly number[]
  | { readonly state: 'pruned' }
  | { readonly state: 'failed'; readonly error: string }

export interface Study<S extends Space = Space> {
  readonly name: string
  readonly searchSpace: SearchSpace<S>
  readonly metrics: readonly Metric[]
  readonly aggregate: Aggregate
  readonly seed: number
  readonly strategy: Strategy
  /** All trials so far, by number. */
  readonly trials: readonly Trial<S>[]
  /**
   * Starts the next trial. Several can run at once: a strategy knows of those that run.
   * @throws TabricateError `ABORTED`
   */
  ask(signal?: AbortSignal): Promise<Trial<S>>
  /**
   * Parameters to be tried before the strategy is asked again.
   * @throws TabricateError `INVALID_OPTIONS` when they are no point of the space
   */
  enqueue(parameters: Values): void
  /**
   * Tells what a running trial is worth after `step` units of work, and asks the pruner: true = better stop it (and tell `pruned`).
   * @throws TabricateError `INVALID_OPTIONS` for a trial that does not run or a step that does not come after the last one
   */
  report(number: number, step: number, value: number): boolean
  /**
   * Ends a running trial.
   * @throws TabricateError `INVALID_OPTIONS` for a trial that does not run, or a wrong number of values
   */
  tell(number: number, outcome: Outcome, attributes?: { readonly [name: string]: Json }): Trial<S>
  /**
   * Forgets what a running trial reported, because it is evaluated from its beginning again.
   * @throws TabricateError `INVALID_OPTIONS` for a trial that does not run
   */
  restart(number: number): Trial<S>
  /** The complete trial with the smallest loss, the earliest of equal ones; with `pareto`, of the smallest mean rank. */
  best(): Trial<S> | undefined
  /** The complete trials that no other one beats. */
  paretoFront(): readonly Trial<S>[]
  /** Everything but functions (strategy, constraints, pruner), as plain JSON, for {@link restoreStudy}. */
  save(): SavedStudy
}

/** @throws TabricateError `INVALID_OPTIONS` */
export function createStudy<const S extends Space>(options: StudyOptions<S>): Study<S> {
  return openStudy(options, [], [])
}

/** A study that already has trials and a queue. */
export function openStudy<S extends Space>(
  options: StudyOptions<S>,
  saved: readonly Trial<S>[],
  savedQueue: readonly Values[],
): Study<S> {
  const { name = 'study', strategy, pruner, seed = 0, aggregate = 'rank', clock = Date.now } = options
  const searchSpace = createSearchSpace(options.space, options.constraints)
  const metrics = readMetrics(options)
  const root = createRng(seed)
  const trials: Trial<S>[] = [...saved]
  const points = trials.map(({ parameters }) => toPoint(searchSpace, parameters))
  const queue: Values[] = [...savedQueue]
  let asking: Promise<unknown> = Promise.resolve()

  const replace = (trial: Trial<S>): Trial<S> => {
    trials[trial.number] = trial
    return trial
  }
  const running = (number: number): Trial<S> => {
    const trial = trials[number]
    if (trial?.state === 'running') return trial
    const state = trial === undefined ? 'does not exist' : `is ${trial.state}`
    throw new TabricateError('INVALID_OPTIONS', `Trial ${number} ${state}: only a running trial can be told.`)
  }
  const lossesBy = (how: Aggregate) =>
    aggregateLosses(trials, metrics, how, root.split('scalarise').split(trials.length))

  async function suggest(number: number, signal: AbortSignal | undefined) {
    const rng = root.split('trial').split(number)
    const next = queue.shift()
    if (next !== undefined) return { values: next, notes: {} }
    const { point, notes = {} } = await strategy.suggest({
      searchSpace,
      history: observe(trials, points, lossesBy(aggregate)),
      rng,
      shared: root.split('strategy'),
      signal,
    })
    return { values: toValues(searchSpace, repair(searchSpace, point, rng.split('repair'))), notes }
  }

  async function ask(signal: AbortSignal | undefined): Promise<Trial<S>> {
    const number = trials.length
    const { values, notes } = await suggest(number, signal)
    const trial: Trial<S> = {
      number,
      state: 'running',
      parameters: parametersOf(searchSpace, values),
      values: null,
      reports: [],
      error: null,
      startedMs: clock(),
      completedMs: null,
      attributes: notes,
    }
    points.push(toPoint(searchSpace, trial.parameters))
    trials.push(trial)
    return trial
  }

  return {
    name,
    searchSpace,
    metrics,
    aggregate,
    seed,
    strategy,
    trials,
    ask(signal) {
      // One after the other: each must know the points of those before it.
      const asked = asking.then(() => ask(signal))
      asking = asked.catch(() => undefined)
      return asked
    },
    enqueue(parameters) {
      queue.push(parametersOf(searchSpace, parameters))
    },
    report(number, step, value) {
      const trial = running(number)
      const last = trial.reports.at(-1)?.step ?? -1
      if (!Number.isSafeInteger(step) || step <= last)
        throw new TabricateError(
          'INVALID_OPTIONS',
          `Trial ${number} reports step ${step} after step ${last}: steps are whole numbers that increase.`,
        )
      // What has no value yet says nothing about the trial.
      if (!Number.isFinite(value)) return false
      const reported = replace({ ...trial, reports: [...trial.reports, { step, value }] })
      const direction = metrics[0]?.direction ?? 'minimize'
      return pruner?.prune({ trial: reported, trials, direction }) ?? false
    },
    tell(number, outcome, attributes = {}) {
      const trial = running(number)
      return replace({
        ...trial,
        ...readOutcome(outcome, metrics, number),
        completedMs: clock(),
        attributes: { ...trial.attributes, ...attributes },
      })
    },
    best() {
      const losses = lossesBy(aggregate === 'pareto' ? 'rank' : aggregate)
      let best: Trial<S> | undefined
      for (const trial of trials) {
        if (trial.state !== 'complete') continue
        if (best === undefined || (losses[trial.number] ?? 0) < (losses[best.number] ?? 0)) best = trial
      }
      return best
    },
    paretoFront: () => paretoFront(trials, metrics),
    save: () =>
      savedStudySchema.parse({
        version: 1,
        name,
        space: options.space,
        constraints: searchSpace.constraints.map(({ description }) => description),
        metrics,
        aggregate,
        seed,
        strategy: strategy.id,
        queue,
        trials,
      }),
    restart(number) {
      return replace({ ...running(number), reports: [], startedMs: clock() })
    },
  }
}

function readMetrics<S extends Space>({ metrics, direction, seed = 0 }: StudyOptions<S>): Metric[] {
  const list = metrics ?? [{ name: 'value', direction: direction ?? 'minimize' }]
  throwIssues('INVALID_OPTIONS', 'The study is not valid', [
    ...(list.length === 0 ? [{ path: ['metrics'], message: 'name at least one' }] : []),
    ...(metrics !== undefined && direction !== undefined
      ? [{ path: ['direction'], message: 'belongs to each metric when there are metrics' }]
      : []),
    ...list
      .filter(({ weight = 1 }) => !(weight > 0 && Number.isFinite(weight)))
      .map(({ name, weight }) => ({
        path: ['metrics', name, 'weight'],
        message: `must be above 0, not ${weight}`,
      })),
    ...(Number.isFinite(seed) ? [] : [{ path: ['seed'], message: `must be a finite number, not ${seed}` }]),
  ])
  return list.map((metric) => ({ ...metric, weight: metric.weight ?? 1 }))
}

/** @throws TabricateError `INVALID_OPTIONS` */
export function parametersOf<S extends Space>(searchSpace: SearchSpace<S>, values: Values): ParametersOf<S> {
  if (isParametersOf(searchSpace, values)) return values
  throwIssues(
    'INVALID_OPTIONS',
    'The parameters are no point of the space',
    parameterIssues(searchSpace, values),
  )
  throw new TabricateError('DEFECT', 'Parameters were refused without a reason.')
}

function readOutcome(
  outcome: Outcome,
  metrics: readonly Metric[],
  number: number,
): Pick<Trial, 'state' | 'values' | 'error'> {
  if (typeof outcome === 'object' && 'state' in outcome) {
    return outcome.state === 'pruned'
      ? { state: 'pruned', values: null, error: null }
      : { state: 'failed', values: null, error: outcome.error }
  }
  const values = typeof outcome === 'number' ? [outcome] : outcome
  if (values.length !== metrics.length)
    throw new TabricateError(
      'INVALID_OPTIONS',
      `Trial ${number} was told ${values.length} values; the study has ${metrics.length} metrics (${metrics.map(({ name }) => name).join(', ')}).`,
    )
  const bad = values.findIndex((value) => !Number.isFinite(value))
  if (bad >= 0)
    return {
      state: 'failed',
      values: null,
      error: `The ${metrics[bad]?.name} is ${values[bad]}, which is no finite number.`,
    }
  return { state: 'complete', values: [...values], error: null }
}
