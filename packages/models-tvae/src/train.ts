import {
  type EncodedTable,
  expandRows,
  type FitContext,
  fillNormal,
  type ModelState,
  type Rng,
  type SpanEncoder,
  shuffle,
  toJson,
} from '@tabricate/core'
import {
  averageDecay,
  averagedWeights,
  type Feeds,
  type FineTuningStart,
  fineTuningStart,
  type Probing,
  type Resumption,
  type Runtime,
  readCheckpoint,
  type TrainingState,
  trainEpochs,
  type Values,
  writeCheckpoint,
} from '@tabricate/nn'
import { effectiveBatchSize, epochsFor, type TvaeOptions } from './options.ts'
import { averageName, buildTrainingStep, feedNames } from './training-step.ts'

/** What a training works on. */
export interface Training {
  readonly context: FitContext<TvaeOptions>
  /** Kept in checkpoints. */
  readonly encoder: SpanEncoder
  /** Where it goes on; from the beginning without. */
  readonly resume: Resumption | undefined
  readonly encoded: EncodedTable
  readonly runtime: Runtime
  readonly probing: Probing | undefined
}

/** What a training leaves: the averaged weights of both networks, and the state to go on from. */
export interface Trained {
  readonly weights: Values
  readonly state: TrainingState
}

/** Trains for the epochs that are left. @throws TabricateError `ABORTED`, `TRAINING_DIVERGED`, `MODEL_STATE_INVALID` */
export async function train({
  context,
  encoder,
  encoded,
  resume,
  runtime,
  probing,
}: Training): Promise<Trained> {
  const { options } = context
  const batchSize = effectiveBatchSize(options, encoded.rowCount)
  if (batchSize < options.batchSize) {
    context.onNotice(
      `Batches have ${batchSize} rows instead of ${options.batchSize}: the table has ${encoded.rowCount}, and an epoch at least ${options.minStepsPerEpoch} steps.`,
    )
  }
  const stepsPerEpoch = Math.ceil(encoded.rowCount / batchSize)
  // With a probe, rows were held out: the table has enough of them.
  const epochs = probing === undefined ? epochsFor(options, encoded.rowCount) : options.epochs
  if (epochs < options.epochs) {
    context.onNotice(
      `The training takes ${epochs} epochs instead of ${options.epochs}: the table has too few rows to hold some out, so that nothing would tell when rows are learned by heart (unjudgedEpochs).`,
    )
  }
  const decay = averageDecay(options.ema, epochs * stepsPerEpoch)
  const { weights, state } = await trainEpochs(
    {
      ...buildTrainingStep(encoded.layout, batchSize, options, decay),
      epochs,
      stepsPerEpoch,
      stepsPerRun,
      rowsPerEpoch: encoded.rowCount,
      ...createBatches(encoded, batchSize, options.embeddingDim),
      remedy: 'Lower lr, or raise batchSize.',
      weights: (values) => averagedWeights(values, averageName),
      probing,
    },
    {
      ...context,
      runtime,
      onCheckpoint: (epoch, current) => context.onCheckpoint(epoch, () => checkpointOf(current(), encoder)),
      resume,
    },
  )
  return { weights, state }
}

/** Steps that are run at a time. */
export const stepsPerRun = 4

const checkpointKind = 'tvae'

/** What {@link train} goes on from. */
export function checkpointOf(state: TrainingState, encoder: SpanEncoder): ModelState {
  return writeCheckpoint(checkpointKind, state, toJson(encoder))
}

/** Where this very training goes on. @throws TabricateError `MODEL_STATE_INVALID` */
export function resumptionOf({ checkpoint }: FitContext<TvaeOptions>): Resumption | undefined {
  return checkpoint === undefined ? undefined : readCheckpoint(checkpointKind, checkpoint)
}

/** Where a training on other rows begins. @throws TabricateError `MODEL_STATE_INVALID` */
export function fineTuningOf({ checkpoint, rng }: FitContext<TvaeOptions>): FineTuningStart {
  return fineTuningStart(checkpointKind, checkpoint, rng.split('steps'))
}

/** Every row once an epoch, in random order; rows that fill up the last batch have weight 0. */
function createBatches(encoded: EncodedTable, batchSize: number, embeddingDim: number) {
  const { rowCount, layout } = encoded
  const order = new Int32Array(rowCount)
  const chosen = new Int32Array(batchSize)
  const rows = new Float32Array(batchSize * layout.width)
  const noise = new Float32Array(batchSize * embeddingDim)
  const weights = new Float32Array(batchSize)
  return {
    beginEpoch(rng: Rng): void {
      for (let row = 0; row < rowCount; row++) order[row] = row
      shuffle(rng, order)
    },
    nextFeeds(rng: Rng, index: number): Feeds {
      const first = index * batchSize
      const count = Math.min(batchSize, rowCount - first)
      for (let row = 0; row < batchSize; row++) {
        chosen[row] = order[first + (row % count)] ?? 0
        weights[row] = row < count ? 1 / count : 0
      }
      expandRows(encoded, chosen, rows)
      fillNormal(rng, noise)
      return { [feedNames.rows]: rows, [feedNames.noise]: noise, [feedNames.weights]: weights }
    },
  }
}
