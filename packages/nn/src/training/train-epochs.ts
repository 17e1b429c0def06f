import { nextTurn, type Rng, type RngState, TabricateError, throwIfAborted } from '@tabricate/core'
import { initialValues, type Variable } from '../layers/variable.ts'
import type { Feeds, Runtime, Step, Values } from '../runtime/runtime.ts'

/** What is repeated: a step, and how each epoch feeds it. */
export interface TrainingPlan {
  readonly step: Step
  /** All variables of the step's state, for their starting values. */
  readonly variables: readonly Variable[]
  readonly epochs: number
  readonly stepsPerEpoch: number
  /**
   * Steps that a long training takes in one run: what enters and leaves the runtime with every run, the whole state, then costs its
   * part only. More than four gain little, and a cancellation waits for the run.
   */
  readonly stepsPerRun: number
  /** Rows that an epoch processes. */
  readonly rowsPerEpoch: number
  /** Called at the beginning of each epoch, e.g. to shuffle. */
  readonly beginEpoch?: (rng: Rng) => void
  /** Fills and returns what step `index` of epoch `epoch` (both from 0) is fed with, at will the same arrays each time. Draws from `rng` only. */
  readonly nextFeeds: (rng: Rng, index: number, epoch: number) => Feeds
  /** What to do against divergence, for the error's text. */
  readonly remedy: string
}

/** Where a training stands: enough to go on bit for bit. */
export interface TrainingState {
  /** Epochs done. */
  readonly epoch: number
  readonly rng: RngState
  readonly values: Values
}

export interface TrainingArguments {
  readonly runtime: Runtime
  readonly threads: number
  readonly rng: Rng
  readonly signal: AbortSignal | undefined
  readonly onEpoch: (report: {
    readonly epoch: number
    readonly epochs: number
    readonly losses: { readonly [name: string]: number }
    readonly rowsProcessed: number
  }) => void
  /** Where to go on, with a generator restored from `rng`. */
  readonly resume: { readonly epoch: number; readonly rng: Rng; readonly values: Values } | undefined
}

/** Trainings of fewer steps end before compiling several steps instead of one has paid. */
const longTraining = 1000

/**
 * Runs the epochs that are left. Outputs of the step are its losses; each epoch reports those of its last step.
 * @throws TabricateError `ABORTED` between two runs of up to `stepsPerRun` steps, `TRAINING_DIVERGED` when a loss is no number
 */
export async function trainEpochs(
  plan: TrainingPlan,
  trainingArguments: TrainingArguments,
): Promise<TrainingState> {
  const { runtime, threads, signal, onEpoch } = trainingArguments
  const { epochs, stepsPerEpoch } = plan
  await nextTurn(signal)
  const stepsPerRun = epochs * stepsPerEpoch < longTraining ? 1 : Math.min(plan.stepsPerRun, stepsPerEpoch)
  const program = await runtime.compile(plan.step, { threads, stepsPerRun, signal })
  const keepers = Array.from({ length: stepsPerRun }, feedKeeper)
  try {
    const start = trainingArguments.resume ?? {
      epoch: 0,
      rng: trainingArguments.rng.split('steps'),
      values: initialValues(plan.variables, trainingArguments.rng.split('weights')),
    }
    program.writeState(start.values)
    await nextTurn(signal)
    for (let epoch = start.epoch; epoch < epochs; epoch++) {
      plan.beginEpoch?.(start.rng)
      let losses: { readonly [name: string]: number } = {}
      for (let first = 0; first < stepsPerEpoch; first += stepsPerRun) {
        throwIfAborted(signal)
        const feeds = keepers
          .slice(0, stepsPerEpoch - first)
          .map((keep, i) => keep(plan.nextFeeds(start.rng, first + i, epoch)))
        for (const outputs of await program.runMany(feeds)) losses = readLosses(outputs, epoch, plan.remedy)
      }
      onEpoch({
        epoch: epoch + 1,
        epochs,
        losses,
        rowsProcessed: (epoch + 1 - start.epoch) * plan.rowsPerEpoch,
      })
    }
    throwIfAborted(signal)
    return { epoch: Math.max(epochs, start.epoch), rng: start.rng.state(), values: program.readState() }
  } finally {
    await program.dispose()
  }
}

/** Copies feeds into arrays of its own, the same at every call, so that those of several steps can wait side by side. */
function feedKeeper(): (feeds: Feeds) => Feeds {
  const kept: Record<string, Float32Array | Int32Array> = {}
  return (feeds) => {
    for (const [name, values] of Object.entries(feeds)) {
      const own = kept[name]
      if (own === undefined) kept[name] = values.slice()
      else own.set(values)
    }
    return kept
  }
}

function readLosses(outputs: Values, epoch: number, remedy: string): { readonly [name: string]: number } {
  const losses = Object.fromEntries(
    Object.entries(outputs).map(([name, [value = Number.NaN]]) => [name, value]),
  )
  if (Object.values(losses).every((loss) => Number.isFinite(loss))) return losses
  throw new TabricateError(
    'TRAINING_DIVERGED',
    `The training diverged in epoch ${epoch + 1}: a loss is no longer a number. ${remedy}`,
  )
}
