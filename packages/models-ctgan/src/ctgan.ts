import {
  decodeSpans,
  defineModel,
  type FitContext,
  type Fitted,
  maxNetworkCategories,
  type PreparedTable,
  type SpanEncoder,
} from '@tabricate/core'
import {
  encodeForTraining,
  type FineTuningStart,
  probingOf,
  type Runtime,
  requireRuntime,
  type TrainingState,
  type Values,
  weightsOf,
} from '@tabricate/nn'
import {
  type ConditionCounts,
  countConditions,
  guidedConditions,
  indexRows,
  oneCondition,
  samplingConditions,
} from './condition-sampler.ts'
import { exportGenerator } from './export-generator.ts'
import { ctganCost } from './fit-cost.ts'
import { matchShares } from './match-shares.ts'
import { createGenerator } from './networks.ts'
import { type CtganOptions, ctganOptions, ctganPresets, ctganRules, fineTuningOptions } from './options.ts'
import { calibrate, createRowSource, type GeneratorShape } from './row-source.ts'
import { readState, writeState } from './saved-state.ts'
import { checkpointOf, fineTuningOf, resumptionOf, train } from './train.ts'

/**
 * CTGAN: a conditional generative adversarial network for tables.
 *
 * L. Xu, M. Skoularidou, A. Cuesta-Infante, K. Veeramachaneni, "Modeling Tabular Data using Conditional GAN", NeurIPS 2019. Against
 * the paper: numbers of few distinct values are categories, frequent values and missing ones are modes of their own; conditions are
 * drawn by their true frequency when sampling; the generator samples with averaged weights and fixed batch norm statistics, so that
 * a row does not depend on its batch; training goes on from a checkpoint bit for bit.
 */
export const ctgan = defineModel<CtganOptions>({
  id: 'ctgan',
  version: 1,
  options: ctganOptions,
  rules: ctganRules,
  presets: ctganPresets,
  maxCategories: maxNetworkCategories,
  cost: ctganCost,
  fit: (prepared, context) => trainCtgan(prepared, context),
  fineTuning: {
    options: fineTuningOptions,
    fit: async (prepared, context) => trainCtgan(prepared, context, fineTuningOf(context)),
  },
  async restore(state, { options, runtime, threads }) {
    const { encoder, conditions, weights: tensors } = readState(state)
    const shape = generatorShape(encoder, conditions, options)
    const weights = generatorWeights(shape, tensors)
    return createFitted(
      { encoder, conditions, weights, shape, joint: options.jointConditions > 0 },
      await requireRuntime(runtime, defaultRuntime),
      threads,
      undefined,
    )
  },
})

/** Rows that shares are matched over: more tell no more; fewer do to rank the epochs of a training. */
const shareRows = 20_000
const probedShareRows = 4000

/** @param start where a training on other rows begins; without it, `prepared` is what is learned from the beginning, or where `context` says */
async function trainCtgan(
  prepared: PreparedTable,
  context: FitContext<CtganOptions>,
  start?: FineTuningStart,
): Promise<Fitted> {
  const { options, rng, threads, signal } = context
  const runtime = await requireRuntime(context.runtime, defaultRuntime)
  const { training, probe, encoder, encoded } = await encodeForTraining(prepared, context, start)
  const resume = start?.resume ?? resumptionOf(context)
  const conditions = countConditions(training.columns)
  const shape = generatorShape(encoder, conditions, options)
  const draw = unguided(conditions)
  const toSample = async (trained: Values, maxRows: number): Promise<Values> => {
    const statistics = await calibrate(runtime, threads, shape, trained, draw, rng.split('calibrate'), signal)
    const weights = { ...trained, ...statistics }
    const run = { maxRows, runtime, threads, rng: rng.split('shares'), signal }
    return { ...weights, ...(await matchShares(shape, weights, encoded, draw, run)) }
  }
  const drawWith = async (weights: Values, rowCount: number): Promise<PreparedTable> => {
    const source = createRowSource(runtime, threads, shape, await toSample(weights, probedShareRows))
    try {
      return decodeSpans(encoder, await source.draw(rowCount, rng.split('probe'), draw))
    } finally {
      await source.dispose()
    }
  }
  const { generator, state } = await train({
    context,
    encoder,
    resume,
    encoded,
    conditions,
    rowIndex: indexRows(training.columns, conditions),
    targetColumns: targetColumns(encoder, conditions),
    runtime,
    probing: probingOf(probe, options, drawWith),
  })
  const weights = await toSample(generator, shareRows)
  const joint = options.jointConditions > 0
  return createFitted({ encoder, conditions, weights, shape, joint }, runtime, threads, state)
}

/** A trained CTGAN: how rows are encoded, how often conditions occur, and the generator. */
interface TrainedCtgan {
  readonly encoder: SpanEncoder
  readonly conditions: ConditionCounts
  readonly weights: Values
  readonly shape: GeneratorShape
  /** Whether it was trained with several conditions at once. */
  readonly joint: boolean
}

function createFitted(
  { encoder, conditions, weights, shape, joint }: TrainedCtgan,
  runtime: Runtime,
  threads: number,
  state: TrainingState | undefined,
): Fitted {
  const source = createRowSource(runtime, threads, shape, weights)
  return {
    async draw(count, rng, where = []) {
      const conditionDraw = guidedConditions(conditions, where, joint) ?? unguided(conditions)
      return decodeSpans(encoder, await source.draw(count, rng, conditionDraw))
    },
    state: () => writeState({ encoder, conditions, weights }),
    toOnnx: (plan) => exportGenerator({ encoder, conditions, weights, shape }, plan),
    ...(state !== undefined && { checkpoint: () => checkpointOf(state, encoder), curve: state.curve }),
    dispose: () => source.dispose(),
  }
}

function unguided(conditions: ConditionCounts) {
  return conditions.columns.length === 0 ? undefined : oneCondition(samplingConditions(conditions))
}

function generatorShape(
  encoder: SpanEncoder,
  conditions: ConditionCounts,
  options: CtganOptions,
): GeneratorShape {
  return {
    layout: encoder.layout,
    embeddingDim: options.embeddingDim,
    conditionWidth: conditions.width,
    generatorDims: options.generatorDims,
  }
}

/** The generator's weights and batch norm statistics among a file's tensors. @throws TabricateError `MODEL_STATE_INVALID` */
function generatorWeights(
  { layout, embeddingDim, conditionWidth, generatorDims }: GeneratorShape,
  tensors: Values,
): Values {
  const { variables, statistics } = createGenerator(
    embeddingDim + conditionWidth,
    generatorDims,
    layout.width,
  )
  return weightsOf([...variables, ...statistics], tensors)
}

/** Encoded column of every position of the condition vector. */
function targetColumns({ layout }: SpanEncoder, conditions: ConditionCounts): Int32Array {
  const columns = new Int32Array(conditions.width)
  for (const { column, start, cardinality } of conditions.columns) {
    const span = layout.spans.find((each) => each.role === 'category' && each.column === column)
    for (let code = 0; code < cardinality; code++) columns[start + code] = (span?.start ?? 0) + code
  }
  return columns
}

/** Loaded when it is first needed: a browser that brings its own runtime never asks for it. */
async function defaultRuntime(): Promise<Runtime> {
  return (await import('@tabricate/nn/node')).onnxRuntime()
}
