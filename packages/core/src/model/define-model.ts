import type { CustomConstraint } from '../constraint/constraint.ts'
import { readConstraints } from '../constraint/read-constraints.ts'
import { isTabricateError, TabricateError, throwIfAborted } from '../errors.ts'
import type { Table } from '../table/table.ts'
import { validateTable } from '../table/validate-table.ts'
import { requireConstraints } from './constraints-required.ts'
import { fineTuneModel } from './fine-tune.ts'
import { countingCost } from './fit-cost.ts'
import { priceFit } from './fit-estimate.ts'
import type {
  Checkpoint,
  FineTuneArguments,
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
import { prepareRealTable } from './prepare-real-table.ts'
import { checkRunArguments, runTraining } from './run-training.ts'
import type { ModelState } from './state.ts'
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
  /**
   * Goes on from a checkpoint with new rows of the same columns, for further `options.epochs`: cheaper than a new fit, and for few rows better. The
   * encodings stay those of the first fit: its categories, and about its ranges. The table is not changed.
   * @throws TabricateError `INVALID_OPTIONS` for options that the first fit decided, and for models that cannot; `INVALID_TABLE` for other columns
   *   and unknown categories; `MODEL_STATE_INVALID`, `MODEL_UNKNOWN`, and as `fit`
   */
  fineTune(
    checkpoint: Checkpoint,
    table: Table,
    fineTuneArguments?: FineTuneArguments<Options>,
  ): Promise<Synthesizer>
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
    fineTune: (checkpoint: Checkpoint, table: Table, fineTuneArguments: FineTuneArguments<Options> = {}) =>
      fineTuneModel(definition, checkpoint, table, fineTuneArguments),
  })
}

async function fitModel<Options>(
  definition: ModelDefinition<Options>,
  options: Options,
  table: Parameters<Model['fit']>[0],
  fitArguments: FitArguments,
): Promise<Synthesizer> {
  const { encoding, checkpoint, constraints = [], violatingRows = 'refuse' } = fitArguments
  const { onNotice = () => undefined, clock = () => performance.now() } = fitArguments
  const start = clock()
  checkRunArguments('fit', fitArguments)
  validateTable(table)
  throwIfAborted(fitArguments.signal)
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
  return runTraining({
    definition,
    train: definition.fit,
    options,
    rowCount: real.rowCount,
    prepared,
    plan,
    transformation,
    constraints,
    fineTunings: 0,
    resumed: checkpoint,
    state: checkpoint?.state,
    start,
    run: fitArguments,
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
  const named = requireConstraints(snapshot.constraints, constraints)
  const { schema } = snapshot.transformation ?? snapshot.plan
  const all = readConstraints(schema, named)
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
