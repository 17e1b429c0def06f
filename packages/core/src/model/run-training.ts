import type { Constraint } from '../constraint/constraint.ts'
import type { Transformation } from '../constraint/transformation.ts'
import type { PreparationPlan } from '../encoding/preparation-plan.ts'
import type { PreparedTable } from '../encoding/prepared.ts'
import { type Issue, throwIssues } from '../errors.ts'
import { createRng } from '../random/rng.ts'
import { checkOrigin, checkpointOrigin } from './checkpoint-origin.ts'
import type { Checkpoint, FitContext, Fitted, ModelDefinition, RunArguments, Synthesizer } from './model.ts'
import { columnShapes } from './postconditions.ts'
import { trackProgress } from './progress.ts'
import { type ModelState, toJson } from './state.ts'
import { createSynthesizer } from './synthesizer.ts'

/** A training that is ready to run. */
export interface TrainingRun<Options> {
  readonly definition: ModelDefinition<Options>
  readonly train: (prepared: PreparedTable, context: FitContext<Options>) => Promise<Fitted>
  readonly options: Options
  readonly rowCount: number
  readonly prepared: PreparedTable
  readonly plan: PreparationPlan
  readonly transformation: Transformation | undefined
  readonly constraints: readonly Constraint[]
  readonly fineTunings: number
  /** Of this very training, which goes on. */
  readonly resumed: Checkpoint | undefined
  /** What the plugin begins with. */
  readonly state: ModelState | undefined
  /** When the work began, on the clock of `run`. */
  readonly start: number
  readonly run: RunArguments
}

/** Runs a training, and wraps what it leaves. @throws TabricateError `MODEL_STATE_INVALID` when `resumed` is of another training, and what it throws */
export async function runTraining<Options>(training: TrainingRun<Options>): Promise<Synthesizer> {
  const { definition, options, prepared, plan, transformation, constraints, fineTunings, resumed } = training
  const { signal, onProgress, onNotice = () => undefined, threads = 1, runtime, onCheckpoint } = training.run
  const { seed = 0, maxSeconds = Number.POSITIVE_INFINITY, clock = () => performance.now() } = training.run
  const origin = checkpointOrigin({
    modelId: definition.id,
    modelVersion: definition.version,
    options: toJson(options),
    seed,
    rowCount: training.rowCount,
    plan,
    transformation,
    constraints,
    fineTunings,
  })
  if (resumed !== undefined) checkOrigin(resumed, origin)
  const fitted = await training.train(prepared, {
    options,
    rng: createRng(seed).split('fit'),
    signal,
    onEpoch: trackProgress(onProgress, clock),
    onNotice,
    threads,
    runtime,
    checkpoint: training.state,
    onCheckpoint: async (epoch, state) => onCheckpoint?.(epoch, () => ({ ...origin, state: state() })),
    isTimeUp: () => clock() - training.start >= maxSeconds * 1000,
  })
  return createSynthesizer({
    fitted,
    constraints,
    fineTunings,
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

/** @throws TabricateError `INVALID_OPTIONS` with every argument that is not valid */
export function checkRunArguments(
  subject: string,
  { seed = 0, threads = 1, maxSeconds = Number.POSITIVE_INFINITY }: RunArguments,
): void {
  const issues: Issue[] = []
  if (!Number.isFinite(seed)) issues.push({ path: ['seed'], message: `must be a finite number, not ${seed}` })
  if (!Number.isSafeInteger(threads) || threads < 1)
    issues.push({ path: ['threads'], message: `must be a whole number from 1, not ${threads}` })
  if (!(maxSeconds > 0)) issues.push({ path: ['maxSeconds'], message: `must be above 0, not ${maxSeconds}` })
  throwIssues('INVALID_OPTIONS', `The arguments of ${subject} are not valid`, issues)
}
