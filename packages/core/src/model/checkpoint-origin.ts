import type { Constraint } from '../constraint/constraint.ts'
import type { Transformation } from '../constraint/transformation.ts'
import type { PreparationPlan } from '../encoding/preparation-plan.ts'
import { type Issue, throwIssues } from '../errors.ts'
import { savedConstraints } from './constraints-required.ts'
import type { Checkpoint } from './model.ts'
import { type Json, toJson } from './state.ts'

/** What a checkpoint belongs to. */
export type CheckpointOrigin = Omit<Checkpoint, 'state'>

interface OriginParts extends Omit<CheckpointOrigin, 'columns' | 'constraints' | 'encoding'> {
  readonly plan: PreparationPlan
  readonly transformation?: Transformation | undefined
  readonly constraints: readonly Constraint[]
}

/** What the checkpoints of a model say of it and of its table. */
export function checkpointOrigin({
  modelId,
  modelVersion,
  options,
  seed,
  rowCount,
  plan,
  transformation,
  constraints,
  fineTunings = 0,
}: OriginParts): CheckpointOrigin {
  const { schema } = transformation ?? plan
  const columns = schema.columns.map(({ name }) => name)
  return {
    modelId,
    modelVersion,
    options,
    seed,
    rowCount,
    columns,
    ...(constraints.length > 0 && { constraints: savedConstraints(constraints) }),
    ...(fineTunings > 0 && { fineTunings }),
    encoding: { plan, ...(transformation !== undefined && { transformation }) },
  }
}

/** Options that say how long is trained, not how: a training may go on with others. */
const lengthOptions = new Set(['epochs', 'patience', 'keep'])

/**
 * Refuses a checkpoint of another training than the one that is to go on.
 * @throws TabricateError `MODEL_STATE_INVALID` with every difference
 */
export function checkOrigin(checkpoint: CheckpointOrigin, now: CheckpointOrigin): void {
  const issues: Issue[] = []
  const compare = (path: string, then: Json, current: Json) => {
    if (JSON.stringify(then) === JSON.stringify(current)) return
    issues.push({
      path: [path],
      message: `was ${JSON.stringify(then)} when the checkpoint was written, and is ${JSON.stringify(current)}`,
    })
  }
  compare('model', checkpoint.modelId, now.modelId)
  compare('modelVersion', checkpoint.modelVersion, now.modelVersion)
  compare('seed', checkpoint.seed, now.seed)
  compare('rows', checkpoint.rowCount, now.rowCount)
  compare('columns', checkpoint.columns, now.columns)
  compare('constraints', toJson(checkpoint.constraints ?? []), toJson(now.constraints ?? []))
  compare('fineTunings', checkpoint.fineTunings ?? 0, now.fineTunings ?? 0)
  const [then, current] = [entriesOf(checkpoint.options), entriesOf(now.options)]
  for (const name of new Set([...then.keys(), ...current.keys()])) {
    if (!lengthOptions.has(name))
      compare(`options.${name}`, then.get(name) ?? null, current.get(name) ?? null)
  }
  throwIssues('MODEL_STATE_INVALID', 'The checkpoint is that of another training', issues)
}

function entriesOf(options: Json): Map<string, Json> {
  return new Map(typeof options === 'object' && options !== null ? Object.entries(options) : [])
}
