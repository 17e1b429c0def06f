import type { CustomConstraint } from '../constraint/constraint.ts'
import { readConstraints, rulesOf } from '../constraint/read-constraints.ts'
import { type Issue, isTabricateError, TabricateError, throwIfAborted, throwIssues } from '../errors.ts'
import { createRng } from '../random/rng.ts'
import { validateTable } from '../table/validate-table.ts'
import { checkOrigin, checkpointOrigin } from './checkpoint-origin.ts'
import { countingCost } from './fit-cost.ts'
import { priceFit } from './fit-estimate.ts'
import type {
  FitArguments,
  Fitted,
  Model,
  ModelDefinition,
  ModelRuntime,
  RestoreContext,
  Synthesizer,
  SynthesizerSnapshot,
} from './model.ts'
import { encodingOf, groupNotices } from './model-encoding.ts'
import { parseOptions } from './options.ts'
import { columnShapes } from './postconditions.ts'
import { prepareRealTable } from './prepare-real-table.ts'
import { trackProgress } from './progress.ts'
import { type ModelState, toJson } from './state.ts'
import { createSynthesizer } from './synthesizer.ts'

/** Arguments of {@link ModelPlugin.restore}. */
export interface RestoreArguments {
  readonly runtime?: ModelRuntime
  /** Default: the number used for the fit. */
  readonly threads?: number
  /** The custom constraints that the snapshot names; rules are in force again by themselves. */
  readonly constraints?: readonly CustomConstraint[]
}

/** What {@link defineModel} makes: call it with options to get a model. */
export interface ModelPlugin<Options> {
  /** @throws TabricateError `INVALID_OPTIONS` with every issue at once; unknown keys are issues. */
  (options?: Partial<Options>): Model<Options>
  readonly definition: ModelDefinition<Options>
  readonly id: string
  /**
   * The synthesizer that a snapshot describes.
   * @throws TabricateError `MODEL_UNKNOWN`, `MODEL_STATE_INVALID`, `MODEL_FILE_NEWER`, `CONSTRAINT_REQUIRED`
   */
  restore(snapshot: SynthesizerSnapshot, restoreArguments?: RestoreArguments): Promise<Synthesizer>
}

/**
 * Makes a model out of a plugin's definition. The definition learns and draws prepared tables; checks, encodings, seeds,
 * streams, conditions, constraints, ids and decoding are core's.
 */
export function defineModel<Options>(definition: ModelDefinition<Options>): ModelPlugin<Options> {
  const subject = `model "${definition.id}"`
  const plugin = (given: Partial<Options> = {}): Model<Options> => {
    const options = parseOptions(subject, definition.options, given, definition.rules)
    return {
      id: definition.id,
      options,
      fit: (table, fitArguments = {}) => fitModel(definition, options, table, fitArguments),
      estimate(table, estimateArguments = {}) {
        validateTable(table)
        const { constraints = [], violatingRows = 'refuse', encoding } = estimateArguments
        const { prepared, plan } = prepareRealTable(table, {
          encoding: encodingOf(definition, encoding),
          constraints,
          violatingRows,
          onNotice: () => undefined,
        })
        const cost = definition.cost?.(prepared, options) ?? countingCost(prepared)
        return priceFit(cost, groupNotices(plan), estimateArguments)
      },
    }
  }
  return Object.assign(plugin, {
    definition,
    id: definition.id,
    restore: (snapshot: SynthesizerSnapshot, restoreArguments: RestoreArguments = {}) =>
      restoreModel(definition, snapshot, restoreArguments),
  })
}

async function fitModel<Options>(
  definition: ModelDefinition<Options>,
  options: Options,
  table: Parameters<Model['fit']>[0],
  {
    seed = 0,
    signal,
    onProgress,
    onNotice = () => undefined,
    threads = 1,
    runtime,
    encoding,
    maxSeconds = Number.POSITIVE_INFINITY,
    checkpoint,
    onCheckpoint,
    constraints = [],
    violatingRows = 'refuse',
    clock = () => performance.now(),
  }: FitArguments,
): Promise<Synthesizer> {
  const start = clock()
  throwIssues(
    'INVALID_OPTIONS',
    'The arguments of fit are not valid',
    argumentIssues({ seed, threads, maxSeconds }),
  )
  validateTable(table)
  throwIfAborted(signal)
  const { real, prepared, plan, transformation } = prepareRealTable(table, {
    encoding: encodingOf(definition, encoding),
    constraints,
    violatingRows,
    onNotice,
  })
  for (const notice of groupNotices(plan)) onNotice(notice)
  if (table.rowCount === 0 || prepared.columns.length === 0) {
    throw new TabricateError(
      'INVALID_TABLE',
      `There is nothing to learn: ${table.rowCount} rows, ${prepared.columns.length} of ${table.columns.length} columns are not ids. ` +
        'Give at least one row and one column that is not an id, or overrule a column type when reading the file.',
    )
  }
  const origin = checkpointOrigin({
    modelId: definition.id,
    modelVersion: definition.version,
    options: toJson(options),
    seed,
    rowCount: real.rowCount,
    schema: real.schema,
    constraints: rulesOf(constraints),
  })
  if (checkpoint !== undefined) checkOrigin(checkpoint, origin)
  const fitted = await definition.fit(prepared, {
    options,
    rng: createRng(seed).split('fit'),
    signal,
    onEpoch: trackProgress(onProgress, clock),
    onNotice,
    threads,
    runtime,
    checkpoint: checkpoint?.state,
    onCheckpoint: async (epoch, state) => onCheckpoint?.(epoch, () => ({ ...origin, state: state() })),
    isTimeUp: () => clock() - start >= maxSeconds * 1000,
  })
  return createSynthesizer({
    fitted,
    constraints,
    snapshot: {
      shapes: columnShapes(prepared),
      modelId: origin.modelId,
      modelVersion: origin.modelVersion,
      options: origin.options,
      seed,
      threads,
      rowCount: origin.rowCount,
      plan,
      ...(transformation !== undefined && { transformation }),
      curve: fitted.curve ?? [],
    },
  })
}

async function restoreModel<Options>(
  definition: ModelDefinition<Options>,
  snapshot: SynthesizerSnapshot,
  { runtime, threads = snapshot.threads, constraints = [] }: RestoreArguments,
): Promise<Synthesizer> {
  if (snapshot.modelId !== definition.id) {
    throw new TabricateError(
      'MODEL_UNKNOWN',
      `The model "${snapshot.modelId}" cannot be restored by "${definition.id}".`,
    )
  }
  if (snapshot.modelVersion > definition.version) {
    throw new TabricateError(
      'MODEL_FILE_NEWER',
      `This "${definition.id}" was made by version ${snapshot.modelVersion} of the model; this one knows up to ${definition.version}. Update the package.`,
    )
  }
  const rules = snapshot.constraints.flatMap((each) => (typeof each === 'string' ? [] : [each]))
  const missing = snapshot.constraints.filter(
    (each) => typeof each === 'string' && !constraints.some(({ name }) => name === each),
  )
  if (missing.length > 0) {
    throw new TabricateError(
      'CONSTRAINT_REQUIRED',
      `Give the constraints again that the model was fitted with: ${missing.join(', ')}.`,
    )
  }
  const { schema } = snapshot.transformation ?? snapshot.plan
  const all = readConstraints(schema, [...rules, ...constraints])
  const options = parseOptions(
    `model "${definition.id}"`,
    definition.options,
    snapshot.options,
    definition.rules,
  )
  const fitted = await restoreFitted(definition, snapshot.state, { options, threads, runtime })
  const { state: _state, constraints: _names, ...rest } = snapshot
  return createSynthesizer({
    fitted,
    constraints: all,
    snapshot: { ...rest, threads },
  })
}

/** What a plugin throws at a state that it cannot read is the file's fault, whatever it throws. */
async function restoreFitted<Options>(
  definition: ModelDefinition<Options>,
  state: ModelState,
  context: RestoreContext<Options>,
): Promise<Fitted> {
  try {
    return await definition.restore(state, context)
  } catch (error) {
    if (isTabricateError(error)) throw error
    throw new TabricateError(
      'MODEL_STATE_INVALID',
      `The saved state is not one of the model "${definition.id}". Take the file from where it was saved.`,
      { cause: error },
    )
  }
}

interface NumericArguments {
  readonly seed: number
  readonly threads: number
  readonly maxSeconds: number
}

function argumentIssues({ seed, threads, maxSeconds }: NumericArguments): Issue[] {
  return [
    ...(Number.isFinite(seed) ? [] : [{ path: ['seed'], message: `must be a finite number, not ${seed}` }]),
    ...(Number.isSafeInteger(threads) && threads >= 1
      ? []
      : [{ path: ['threads'], message: `must be a whole number from 1, not ${threads}` }]),
    ...(maxSeconds > 0 ? [] : [{ path: ['maxSeconds'], message: `must be above 0, not ${maxSeconds}` }]),
  ]
}
