import {
  type EncodedTable,
  type FitContext,
  type ModelState,
  type SpanEncoder,
  toJson,
} from '@tabricate/core'
import {
  averageDecay,
  averagedWeights,
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
import { type ConditionCounts, type RowIndex, trainingConditions } from './condition-sampler.ts'
import { type CtganOptions, epochShape } from './options.ts'
import { createStepFeeds, type StepShape } from './step-feeds.ts'
import { averageName, buildTrainingStep } from './training-step.ts'

/** What a training works on. */
export interface Training {
  readonly context: FitContext<CtganOptions>
  /** Kept in checkpoints. */
  readonly encoder: SpanEncoder
  /** Where it goes on; from the beginning without. */
  readonly resume: Resumption | undefined
  readonly encoded: EncodedTable
  readonly rowIndex: RowIndex
  readonly conditions: ConditionCounts
  /** Encoded column of each position of the condition vector. */
  readonly targetColumns: Int32Array
  readonly runtime: Runtime
  readonly probing: Probing | undefined
}

/** What a training leaves: the averaged weights of the generator, and the state to go on from. */
export interface Trained {
  readonly generator: Values
  readonly state: TrainingState
}

/** Trains for the epochs that are left. @throws TabricateError `ABORTED`, `TRAINING_DIVERGED`, `MODEL_STATE_INVALID` */
export async function train(training: Training): Promise<Trained> {
  const { context, encoder, encoded, conditions, resume } = training
  const { options } = context
  const { batchSize, stepsPerEpoch } = epochShape(options, encoded.rowCount)
  if (batchSize < options.batchSize) {
    context.onNotice(
      `Batches have ${batchSize} rows instead of ${options.batchSize}: the table has ${encoded.rowCount}, and an epoch at least ${options.minStepsPerEpoch} steps.`,
    )
  }
  const shape: StepShape = {
    batchSize,
    pac: options.pac,
    width: encoded.layout.width,
    conditionWidth: conditions.width,
    embeddingDim: options.embeddingDim,
    discriminatorDims: options.discriminatorDims,
    discriminatorSteps: options.discriminatorSteps,
    scheduled: options.lrSchedule !== 'constant',
  }
  const decay = averageDecay(options.ema, options.epochs * stepsPerEpoch)
  const nextFeeds = createStepFeeds(shape, {
    encoded,
    rowIndex: training.rowIndex,
    conditionColumns: conditions.columns.length,
    jointConditions: options.jointConditions,
    drawCondition: trainingConditions(conditions, options.logFrequency),
    targetColumns: training.targetColumns,
  })
  const { weights, state } = await trainEpochs(
    {
      ...buildTrainingStep(encoded.layout, shape, options, decay),
      epochs: options.epochs,
      stepsPerEpoch,
      stepsPerRun: stepsPerRun(options, shape.batchSize),
      rowsPerEpoch: stepsPerEpoch * shape.batchSize,
      nextFeeds: (rng, index, epoch) => nextFeeds(rng, (epoch + index / stepsPerEpoch) / options.epochs),
      remedy: 'Lower generatorLr and discriminatorLr, or raise batchSize.',
      weights: (values) => averagedWeights(values, averageName),
      probing: training.probing,
    },
    {
      ...context,
      runtime: training.runtime,
      onCheckpoint: (epoch, current) => context.onCheckpoint(epoch, () => checkpointOf(current(), encoder)),
      resume,
    },
  )
  return { generator: weights, state }
}

const checkpointKind = 'ctgan'

/** What {@link train} goes on from. */
export function checkpointOf(state: TrainingState, encoder: SpanEncoder): ModelState {
  return writeCheckpoint(checkpointKind, state, toJson(encoder))
}

/** Where this very training goes on. @throws TabricateError `MODEL_STATE_INVALID` */
export function resumptionOf({ checkpoint }: FitContext<CtganOptions>): Resumption | undefined {
  return checkpoint === undefined ? undefined : readCheckpoint(checkpointKind, checkpoint)
}

/** Where a training on other rows begins. @throws TabricateError `MODEL_STATE_INVALID` */
export function fineTuningOf({ checkpoint, rng }: FitContext<CtganOptions>): FineTuningStart {
  return fineTuningStart(checkpointKind, checkpoint, rng.split('steps'))
}

/** Rows that critic updates may judge in one run: about a tenth of a second's work on one core, as long as a cancellation may wait. */
const rowsPerRun = 2000

/** Steps that are run at a time. */
export function stepsPerRun({ discriminatorSteps }: CtganOptions, batchSize: number): number {
  return Math.max(1, Math.min(4, Math.floor(rowsPerRun / (batchSize * discriminatorSteps))))
}
