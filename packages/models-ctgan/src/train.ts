import type { EncodedTable, EpochReport, ModelState, Rng } from '@tabricate/core'
import {
  averageDecay,
  averagedWeights,
  type Runtime,
  readCheckpoint,
  trainEpochs,
  type Values,
  writeCheckpoint,
} from '@tabricate/nn'
import { type ConditionCounts, type RowIndex, trainingConditions } from './condition-sampler.ts'
import { type CtganOptions, effectiveBatchSize } from './options.ts'
import { createStepFeeds, type StepShape } from './step-feeds.ts'
import { averageName, buildTrainingStep } from './training-step.ts'

/** What a training works on. */
export interface Training {
  readonly encoded: EncodedTable
  readonly rowIndex: RowIndex
  readonly conditions: ConditionCounts
  /** Encoded column of each position of the condition vector. */
  readonly targetColumns: Int32Array
  readonly options: CtganOptions
  readonly runtime: Runtime
  readonly threads: number
  readonly rng: Rng
  readonly signal: AbortSignal | undefined
  readonly onEpoch: (report: EpochReport) => void
  readonly onNotice: (notice: string) => void
  readonly checkpoint: ModelState | undefined
}

/** What a training leaves: the averaged weights of the generator, and the state to go on from. */
export interface Trained {
  readonly generator: Values
  readonly checkpoint: ModelState
}

/** Trains for the epochs that are left. @throws TabricateError `ABORTED`, `TRAINING_DIVERGED`, `MODEL_STATE_INVALID` */
export async function train(training: Training): Promise<Trained> {
  const { encoded, conditions, options, checkpoint } = training
  const batchSize = effectiveBatchSize(options, encoded.rowCount)
  if (batchSize < options.batchSize) {
    training.onNotice(
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
  const stepsPerEpoch = Math.max(1, Math.floor(encoded.rowCount / shape.batchSize))
  const decay = averageDecay(options.ema, options.epochs * stepsPerEpoch)
  const nextFeeds = createStepFeeds(shape, {
    encoded,
    rowIndex: training.rowIndex,
    conditionColumns: conditions.columns.length,
    jointConditions: options.jointConditions,
    drawCondition: trainingConditions(conditions, options.logFrequency),
    targetColumns: training.targetColumns,
  })
  const state = await trainEpochs(
    {
      ...buildTrainingStep(encoded.layout, shape, options, decay),
      epochs: options.epochs,
      stepsPerEpoch,
      stepsPerRun: stepsPerRun(options, shape.batchSize),
      rowsPerEpoch: stepsPerEpoch * shape.batchSize,
      nextFeeds: (rng, index, epoch) => nextFeeds(rng, (epoch + index / stepsPerEpoch) / options.epochs),
      remedy: 'Lower generatorLr and discriminatorLr, or raise batchSize.',
    },
    {
      ...training,
      resume: checkpoint === undefined ? undefined : readCheckpoint('ctgan', checkpoint),
    },
  )
  return {
    generator: averagedWeights(state.values, averageName),
    checkpoint: writeCheckpoint('ctgan', state),
  }
}

/** Rows that critic updates may judge in one run: about a tenth of a second's work on one core, as long as a cancellation may wait. */
const rowsPerRun = 2000

function stepsPerRun({ discriminatorSteps }: CtganOptions, batchSize: number): number {
  return Math.max(1, Math.min(4, Math.floor(rowsPerRun / (batchSize * discriminatorSteps))))
}
