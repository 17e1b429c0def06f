import {
  type FitArguments,
  type Model,
  type ModelPlugin,
  parseOptions,
  splitRows,
  type Table,
  throwIfAborted,
} from '@tabricate/core'
import { halvingPruner } from '../pruner/halving-pruner.ts'
import type { Pruner } from '../pruner/pruner.ts'
import type { Constraint, Values } from '../space/constraint.ts'
import type { ParametersOf, Space } from '../space/space.ts'
import { auto } from '../strategy/auto.ts'
import type { Strategy } from '../strategy/strategy.ts'
import type { Aggregate } from '../study/aggregate.ts'
import { optimize, type StopReason, type TrialContext } from '../study/optimize.ts'
import type { Plateau } from '../study/plateau.ts'
import { restoreStudy } from '../study/restore-study.ts'
import { createStudy, type Study } from '../study/study.ts'
import type { Trial } from '../study/trial.ts'
import { ruleConstraints } from './rule-constraints.ts'
import { qualityMetric, type TuneMetric } from './tune-metric.ts'
import { type Ties, type TuneSpace, toOptionValues } from './tune-space.ts'

/** Arguments of {@link tune} that do not depend on the model's options. */
export interface TuneBudget {
  readonly table: Table
  /** Default: the quality score on rows the model has not seen. Several: see `aggregate`. */
  readonly metric?: TuneMetric | readonly TuneMetric[]
  readonly aggregate?: Aggregate
  /** Default `auto()`. */
  readonly strategy?: Strategy
  /** Default: successive halving, fed by the quality that the model reports while it is trained. `null`: every trial is trained to its end. */
  readonly pruner?: Pruner | null
  /** Trials in all, from 1. Default: no limit. */
  readonly trials?: number
  /** No trial starts after so many milliseconds. */
  readonly timeoutMs?: number
  readonly plateau?: Plateau
  /** Trials side by side, from 1. Default 1. They share this process's event loop. */
  readonly parallel?: number
  /** Of the split, the fits, the samples and the strategy. Default 0. */
  readonly seed?: number
  /** Share of the rows that no trial learns and all are judged by, above 0 and below 1. Default 1/3. */
  readonly validation?: number
  /** A saved study to go on with: it must be of the same space. */
  readonly resume?: unknown
  readonly signal?: AbortSignal
  /** Passed on to every fit. */
  readonly fitArguments?: Pick<
    FitArguments,
    'threads' | 'runtime' | 'encoding' | 'constraints' | 'maxSeconds'
  >
  /** Called when a trial starts, reports and ends; `study.save()` is what `resume` takes. */
  readonly onTrial?: (trial: Trial, study: Study) => void
}

export interface TuneArguments<Options, T extends Ties<Options>, S extends Space> extends TuneBudget {
  readonly model: ModelPlugin<Options>
  /** By the names of the model's options, or of `ties`. */
  readonly space: S & TuneSpace<Options, T, S>
  /** Options that are the same in all trials. */
  readonly options?: Partial<Options>
  /** Parameters that set several options at once. */
  readonly ties?: T
}

export interface TuneResult {
  /** The best complete trial; `undefined` when none was completed. */
  readonly best: Trial | undefined
  /** What to give the model: the fixed options and the best trial's. */
  readonly bestOptions: Values | undefined
  readonly study: Study
  readonly stopped: StopReason
}

/**
 * Searches a model's options for the best synthetic table. A third of the rows is cut off first: no trial learns them, and all are
 * judged by them. Whoever reports on the result afterwards cuts a holdout of their own before.
 * @throws TabricateError `INVALID_OPTIONS`, `INVALID_TABLE`
 */
export function tune<Options, const S extends Space, const T extends Ties<Options> = Record<never, never>>({
  model,
  space,
  options = {},
  ties,
  ...budget
}: TuneArguments<Options, T, S>): Promise<TuneResult> {
  const { definition } = model
  const complete = (values: Values): Options =>
    parseOptions(`model "${model.id}"`, definition.options, { ...options, ...values })
  return tuneModel({
    ...budget,
    space,
    ties: ties ?? {},
    fixedOptions: options,
    constraints: ruleConstraints(definition.rules ?? [], complete, space, ties ?? {}),
    createModel: (values) => model(complete(values)),
  })
}

/** {@link TuneArguments} for a model whose options are known at run time only, as on a command line or behind a web service. */
export interface TuneModelArguments extends TuneBudget {
  readonly space: Space
  readonly ties: { readonly [name: string]: readonly string[] }
  readonly fixedOptions: object
  /** Between parameters; their model's rules too. */
  readonly constraints: readonly Constraint[]
  /** @throws TabricateError `INVALID_OPTIONS` */
  createModel(options: Values): Model
}

/** {@link tune} without its types. */
export async function tuneModel(tuneArguments: TuneModelArguments): Promise<TuneResult> {
  const {
    table,
    seed = 0,
    validation = 1 / 3,
    signal,
    onTrial,
    ties,
    fixedOptions,
    createModel,
  } = tuneArguments
  const metrics = readMetrics(tuneArguments.metric)
  const split = splitRows(table, { holdout: validation, seed })
  const study = openTuneStudy(tuneArguments, metrics)
  const tell = onTrial === undefined ? undefined : (trial: Trial) => onTrial(trial, study)
  const evaluate = async (parameters: ParametersOf<Space>, context: TrialContext) => {
    const model = createModel({ ...fixedOptions, ...toOptionValues(parameters, ties) })
    return judgeFit(model, { train: split.train, validation: split.holdout }, metrics, context, tuneArguments)
  }
  const { trials, timeoutMs, plateau, parallel } = tuneArguments
  const { best, stopped } = await optimize(study, evaluate, {
    ...(trials !== undefined && { trials }),
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(plateau !== undefined && { plateau }),
    ...(parallel !== undefined && { parallel }),
    ...(signal !== undefined && { signal }),
    ...(tell !== undefined && { onTrial: tell }),
  })
  const bestOptions = best && { ...fixedOptions, ...toOptionValues(best.parameters, ties) }
  return { best, bestOptions, study, stopped }
}

function openTuneStudy(
  {
    space,
    constraints,
    strategy = auto(),
    pruner = halvingPruner(),
    seed = 0,
    aggregate,
    resume,
  }: TuneModelArguments,
  metrics: readonly TuneMetric[],
): Study {
  const functions = { strategy, constraints, ...(pruner !== null && { pruner }) }
  if (resume !== undefined) return restoreStudy(resume, functions)
  return createStudy({
    ...functions,
    name: 'tune',
    space,
    seed,
    metrics: metrics.map(({ name, direction, weight = 1 }) => ({ name, direction, weight })),
    ...(aggregate !== undefined && { aggregate }),
  })
}

async function judgeFit(
  model: Model,
  { train, validation }: { readonly train: Table; readonly validation: Table },
  metrics: readonly TuneMetric[],
  context: TrialContext,
  { seed = 0, fitArguments = {} }: Pick<TuneModelArguments, 'seed' | 'fitArguments'>,
): Promise<number[]> {
  const { signal } = context
  const sign = metrics[0]?.direction === 'minimize' ? -1 : 1
  let reportedEpoch = -1
  let reportedQuality = Number.NaN
  const synthesizer = await model.fit(train, {
    ...fitArguments,
    seed,
    signal,
    onProgress: ({ epoch, quality }) => {
      if (quality === undefined || quality === reportedQuality || epoch <= reportedEpoch) return
      reportedEpoch = epoch
      reportedQuality = quality
      // Higher quality is better; the pruner compares in the direction of the first metric.
      context.report(epoch, sign * quality)
    },
  })
  try {
    throwIfAborted(signal)
    const synthetic = await synthesizer.sample(validation.rowCount, { seed, signal })
    const values: number[] = []
    for (const metric of metrics)
      values.push(await metric.judge({ train, validation, synthetic, synthesizer, seed, signal }))
    return values
  } finally {
    await synthesizer.dispose()
  }
}

function readMetrics(metric: TuneBudget['metric']): readonly TuneMetric[] {
  if (metric === undefined) return [qualityMetric()]
  return 'judge' in metric ? [metric] : metric
}
