import { type Issue, TabricateError, throwIfAborted, throwIssues } from '../errors.ts'
import type { Table } from '../table/table.ts'
import { validateTable } from '../table/validate-table.ts'
import { requireConstraints } from './constraints-required.ts'
import type { Checkpoint, FineTuneArguments, ModelDefinition, Synthesizer } from './model.ts'
import { parseOptions } from './options.ts'
import { prepareFurtherRows } from './prepare-further-rows.ts'
import { checkRunArguments, runTraining } from './run-training.ts'

/** Goes on from a checkpoint with new rows, in the codes of the first fit. See `ModelPlugin.fineTune`. */
export async function fineTuneModel<Options>(
  definition: ModelDefinition<Options>,
  checkpoint: Checkpoint,
  table: Table,
  given: FineTuneArguments<Options>,
): Promise<Synthesizer> {
  const {
    clock = () => performance.now(),
    signal,
    onNotice = () => undefined,
    constraints = [],
    violatingRows = 'refuse',
    unknownValues = 'refuse',
  } = given
  const start = clock()
  checkRunArguments('fineTune', given)
  const { fineTuning, id, version } = definition
  if (checkpoint.modelId !== id) {
    throw new TabricateError(
      'MODEL_UNKNOWN',
      `The checkpoint is that of a model "${checkpoint.modelId}", and cannot be gone on from by "${id}".`,
    )
  }
  if (checkpoint.modelVersion !== version) {
    throw new TabricateError(
      'MODEL_STATE_INVALID',
      `The checkpoint was written by version ${checkpoint.modelVersion} of the model "${id}"; this one has version ${version}.`,
    )
  }
  if (fineTuning === undefined) {
    throw new TabricateError(
      'INVALID_OPTIONS',
      `The model "${id}" cannot be fine-tuned. Fit it to old and new rows together.`,
    )
  }
  const options = optionsOf(definition, checkpoint, given.options ?? {}, fineTuning.options)
  validateTable(table)
  throwIfAborted(signal)
  const further = prepareFurtherRows(checkpoint, table, {
    constraints,
    violatingRows,
    unknownValues,
    onNotice,
  })
  return runTraining({
    definition,
    train: fineTuning.fit,
    options,
    ...further,
    constraints: requireConstraints(checkpoint.constraints ?? [], constraints),
    fineTunings: (checkpoint.fineTunings ?? 0) + 1,
    resumed: undefined,
    state: checkpoint.state,
    start,
    run: given,
  })
}

/** The options of the first fit, and what differs from them. @throws TabricateError `INVALID_OPTIONS` */
function optionsOf<Options>(
  { id, options, rules }: ModelDefinition<Options>,
  checkpoint: Checkpoint,
  given: Partial<Options>,
  free: readonly string[],
): Options {
  const then = checkpoint.options
  const kept = typeof then === 'object' && then !== null && !Array.isArray(then) ? then : {}
  const merged = { ...kept, ...given }
  const parsed = parseOptions(`model "${id}"`, options, merged, rules)
  const before = new Map(Object.entries(kept))
  const issues = Object.entries(given).flatMap(([name, value]): Issue[] =>
    free.includes(name) || JSON.stringify(value) === JSON.stringify(before.get(name))
      ? []
      : [
          {
            path: [name],
            message: `was decided by the first fit: ${JSON.stringify(before.get(name))}; only ${free.join(', ')} may differ`,
          },
        ],
  )
  throwIssues('INVALID_OPTIONS', `These options of model "${id}" cannot change`, issues)
  return parsed
}
