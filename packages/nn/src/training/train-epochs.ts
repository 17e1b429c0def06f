import {
  type CurvePoint,
  type EpochReport,
  nextTurn,
  type Rng,
  type RngState,
  TabricateError,
  throwIfAborted,
} from '@tabricate/core'
import { initialValues, type Variable } from '../layers/variable.ts'
import type { Feeds, Runtime, Step, Values } from '../runtime/runtime.ts'
import { type Best, isExhausted, type Probing } from './probing.ts'

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
  /** The part of the state that a trained model consists of. */
  readonly weights: (state: Values) => Values
  /** How the weights are judged while they are trained; `undefined` = not at all. */
  readonly probing?: Probing | undefined
}

/** Where a training stands: enough to go on bit for bit. */
export interface TrainingState {
  /** Epochs done. */
  readonly epoch: number
  readonly rng: RngState
  readonly values: Values
  /** Every epoch so far. */
  readonly curve: readonly CurvePoint[]
  /** The best weights so far, where they are asked for and were probed. */
  readonly best: Best | undefined
}

/** Where a training goes on: a state with its generator restored. */
export interface Resumption extends Omit<TrainingState, 'rng'> {
  readonly rng: Rng
}

/** What a training leaves. */
export interface TrainingResult {
  /** The last weights, or the best. */
  readonly weights: Values
  readonly state: TrainingState
}

export interface TrainingArguments {
  readonly runtime: Runtime
  readonly threads: number
  readonly rng: Rng
  readonly signal: AbortSignal | undefined
  readonly onEpoch: (report: EpochReport) => void
  /** Awaited after each epoch; `state` copies what is needed to go on. */
  readonly onCheckpoint?: ((epoch: number, state: () => TrainingState) => Promise<void>) | undefined
  /** Whether the time is up: asked after each epoch, the training then ends as if it were the last. */
  readonly isTimeUp?: (() => boolean) | undefined
  readonly resume: Resumption | undefined
}

/** Trainings of fewer steps end before compiling several steps instead of one has paid. */
const longTraining = 1000

/**
 * Runs the epochs that are left, fewer where probing or the clock ends them. Outputs of the step are its losses; each epoch reports
 * those of its last step.
 * @throws TabricateError `ABORTED` between two runs of up to `stepsPerRun` steps, `TRAINING_DIVERGED` when a loss is no number
 */
export async function trainEpochs(
  plan: TrainingPlan,
  trainingArguments: TrainingArguments,
): Promise<TrainingResult> {
  const { runtime, threads, signal, onEpoch, onCheckpoint, isTimeUp = () => false } = trainingArguments
  const { epochs, stepsPerEpoch, probing } = plan
  await nextTurn(signal)
  const stepsPerRun = epochs * stepsPerEpoch < longTraining ? 1 : Math.min(plan.stepsPerRun, stepsPerEpoch)
  const program = await runtime.compile(plan.step, { threads, stepsPerRun, signal })
  const keepers = Array.from({ length: stepsPerRun }, feedKeeper)
  try {
    const start = trainingArguments.resume ?? startOf(plan, trainingArguments.rng)
    const { rng } = start
    const curve = [...start.curve]
    let { epoch, best } = start
    const state = (): TrainingState => ({
      epoch,
      rng: rng.state(),
      values: program.readState(),
      curve: [...curve],
      best,
    })
    program.writeState(start.values)
    await nextTurn(signal)
    while (epoch < epochs && !isExhausted(curve, probing) && !(epoch > start.epoch && isTimeUp())) {
      plan.beginEpoch?.(rng)
      let losses: { readonly [name: string]: number } = {}
      for (let first = 0; first < stepsPerEpoch; first += stepsPerRun) {
        throwIfAborted(signal)
        const feeds = keepers
          .slice(0, stepsPerEpoch - first)
          .map((keep, i) => keep(plan.nextFeeds(rng, first + i, epoch)))
        for (const outputs of await program.runMany(feeds)) losses = readLosses(outputs, epoch, plan.remedy)
      }
      epoch++
      const point: CurvePoint = { epoch, losses }
      if (probing === undefined || (epoch % probing.everyEpochs !== 0 && epoch !== epochs)) curve.push(point)
      else {
        const weights = plan.weights(program.readState())
        const quality = await probing.score(weights)
        curve.push({ ...point, quality })
        if (probing.keep === 'best' && quality > (best?.quality ?? Number.NEGATIVE_INFINITY))
          best = { epoch, quality, weights }
      }
      onEpoch({
        ...(curve.at(-1) ?? point),
        epochs,
        rowsProcessed: (epoch - start.epoch) * plan.rowsPerEpoch,
      })
      await onCheckpoint?.(epoch, state)
    }
    throwIfAborted(signal)
    const last = state()
    return { weights: best?.weights ?? plan.weights(last.values), state: last }
  } finally {
    await program.dispose()
  }
}

function startOf(plan: TrainingPlan, rng: Rng): Resumption {
  return {
    epoch: 0,
    rng: rng.split('steps'),
    values: initialValues(plan.variables, rng.split('weights')),
    curve: [],
    best: undefined,
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
