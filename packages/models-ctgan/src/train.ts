import {
  type EncodedTable,
  type EpochReport,
  type ModelState,
  type Rng,
  restoreRng,
  TabricateError,
  type Tensor,
  throwIfAborted,
  toJson,
} from '@tabricate/core'
import { initialValues, type Runtime, type Values } from '@tabricate/nn'
import { z } from 'zod'
import { type ConditionCounts, type indexRows, trainingConditions } from './condition-sampler.ts'
import { type CtganOptions, effectiveBatchSize } from './options.ts'
import { createStepFeeds, type StepShape } from './step-feeds.ts'
import { buildTrainingStep } from './training-step.ts'

/** The average spans at most this share of all updates: in a short training the first weights would weigh in otherwise. */
const averagedShare = 0.1

/** What a training works on. */
export interface Training {
  readonly encoded: EncodedTable
  /** Codes of the prepared discrete columns, as the conditions count them. */
  readonly rowIndex: ReturnType<typeof indexRows>
  readonly conditions: ConditionCounts
  readonly targetColumns: Int32Array
  readonly options: CtganOptions
  readonly runtime: Runtime
  readonly threads: number
  readonly rng: Rng
  readonly signal: AbortSignal | undefined
  readonly onEpoch: (report: EpochReport) => void
  readonly checkpoint: ModelState | undefined
}

/** What a training leaves: the averaged weights of the generator, and the state to go on from. */
export interface Trained {
  readonly generator: Values
  readonly checkpoint: ModelState
}

/** Extents of the step for a table. */
export function stepShape(
  options: CtganOptions,
  encoded: EncodedTable,
  conditions: ConditionCounts,
): StepShape {
  return {
    batchSize: effectiveBatchSize(options, encoded.rowCount),
    pac: options.pac,
    width: encoded.layout.width,
    conditionWidth: conditions.width,
    embeddingDim: options.embeddingDim,
    discriminatorDims: options.discriminatorDims,
    discriminatorSteps: options.discriminatorSteps,
  }
}

/** Trains for the epochs that are left. @throws TabricateError `ABORTED`, `TRAINING_DIVERGED`, `MODEL_STATE_INVALID` */
export async function train(training: Training): Promise<Trained> {
  const { encoded, conditions, options, runtime, threads, signal, onEpoch } = training
  const shape = stepShape(options, encoded, conditions)
  const stepsPerEpoch = Math.max(1, Math.floor(encoded.rowCount / shape.batchSize))
  const decay =
    options.ema === 0
      ? 0
      : Math.max(0, Math.min(options.ema, 1 - 1 / (averagedShare * options.epochs * stepsPerEpoch)))
  const { step, variables } = buildTrainingStep(encoded.layout, shape, options, decay)
  const nextFeeds = createStepFeeds(shape, {
    encoded,
    rowIndex: training.rowIndex,
    drawCondition: trainingConditions(conditions, options.logFrequency),
    targetColumns: training.targetColumns,
  })
  throwIfAborted(signal)
  const program = await runtime.compile(step, { threads })
  try {
    const start = readCheckpoint(training.checkpoint) ?? {
      epoch: 0,
      rng: training.rng.split('steps'),
      values: initialValues(variables, training.rng.split('weights')),
    }
    program.writeState(start.values)
    for (let epoch = start.epoch; epoch < options.epochs; epoch++) {
      let losses: { readonly [name: string]: number } = {}
      for (let i = 0; i < stepsPerEpoch; i++) {
        throwIfAborted(signal)
        losses = readLosses(await program.run(nextFeeds(start.rng)), epoch)
      }
      onEpoch({
        epoch: epoch + 1,
        epochs: options.epochs,
        losses,
        rowsProcessed: (epoch + 1 - start.epoch) * stepsPerEpoch * shape.batchSize,
      })
    }
    throwIfAborted(signal)
    const values = program.readState()
    return {
      generator: averagedWeights(values),
      checkpoint: { meta: toJson({ epoch: options.epochs, rng: start.rng.state() }), tensors: values },
    }
  } finally {
    await program.dispose()
  }
}

function readLosses(outputs: Values, epoch: number): { readonly [name: string]: number } {
  const losses = Object.fromEntries(
    Object.entries(outputs).map(([name, [value = Number.NaN]]) => [name, value]),
  )
  if (Object.values(losses).every((loss) => Number.isFinite(loss))) return losses
  throw new TabricateError(
    'TRAINING_DIVERGED',
    `The training diverged in epoch ${epoch + 1}: a loss is no longer a number. Lower generatorLr and discriminatorLr, or raise batchSize.`,
  )
}

/** The generator's averaged weights: the moving sums divided by their weight, by the names of the weights. */
function averagedWeights(values: Values): Values {
  const [total = 1] = values['average.weight'] ?? []
  const prefix = 'average.generator.'
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, sums]) =>
      name.startsWith(prefix) ? [[name.slice('average.'.length), sums.map((sum) => sum / total)]] : [],
    ),
  )
}

const word = z.number()
const checkpointMeta = z.strictObject({
  epoch: z.int().min(0),
  rng: z.strictObject({
    path: z.array(z.union([z.string(), z.number()])),
    words: z.tuple([word, word, word, word]),
  }),
})

function readCheckpoint(
  checkpoint: ModelState | undefined,
): { epoch: number; rng: Rng; values: Values } | undefined {
  if (checkpoint === undefined) return undefined
  const meta = checkpointMeta.safeParse(checkpoint.meta)
  if (!meta.success) {
    throw new TabricateError('MODEL_STATE_INVALID', 'The checkpoint is not one of CTGAN.', {
      cause: meta.error,
    })
  }
  return {
    epoch: meta.data.epoch,
    rng: restoreRng(meta.data.rng),
    values: floatTensors(checkpoint.tensors),
  }
}

/** All tensors, which must be float32. */
export function floatTensors(tensors: { readonly [name: string]: Tensor }): Values {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => {
      if (tensor instanceof Float32Array) return [name, tensor]
      throw new TabricateError('MODEL_STATE_INVALID', `The tensor "${name}" is not float32.`)
    }),
  )
}
