import {
  decodeSpans,
  defineModel,
  encodeSpans,
  type FitContext,
  type Fitted,
  fitSpanEncoder,
  maxNetworkCategories,
  type PreparedTable,
  type SpanEncoder,
  spanEncoderSchema,
  splitValidation,
  TabricateError,
  toJson,
} from '@tabricate/core'
import {
  floatTensors,
  probingOf,
  type Runtime,
  requireRuntime,
  type TrainingState,
  type Values,
} from '@tabricate/nn'
import { tvaeCost } from './fit-cost.ts'
import { type TvaeOptions, tvaeOptions, tvaePresets } from './options.ts'
import { createRowSource } from './row-source.ts'
import { checkpointOf, train } from './train.ts'

/**
 * TVAE: a variational autoencoder for tables.
 *
 * L. Xu, M. Skoularidou, A. Cuesta-Infante, K. Veeramachaneni, "Modeling Tabular Data using Conditional GAN", NeurIPS 2019, section 4.5.
 * Against the paper: categories and modes are drawn with the decoder's probabilities (the likeliest alone leaves out rare ones), no
 * tanh is taken of logits, and the decoder samples with averaged weights. Encodings as for CTGAN.
 */
export const tvae = defineModel<TvaeOptions>({
  id: 'tvae',
  version: 1,
  options: tvaeOptions,
  presets: tvaePresets,
  maxCategories: maxNetworkCategories,
  cost: tvaeCost,
  fit: fitTvae,
  async restore(state, { options, runtime, threads }) {
    const encoder = spanEncoderSchema.safeParse(state.meta)
    if (!encoder.success) {
      throw new TabricateError('MODEL_STATE_INVALID', 'The state is not that of a TVAE.', {
        cause: encoder.error,
      })
    }
    const trained = { encoder: encoder.data, decoder: floatTensors(state.tensors) }
    return createFitted(trained, options, await requireRuntime(runtime, defaultRuntime), threads, undefined)
  },
})

async function fitTvae(prepared: PreparedTable, context: FitContext<TvaeOptions>): Promise<Fitted> {
  const { options, rng, threads, signal } = context
  const runtime = await requireRuntime(context.runtime, defaultRuntime)
  const { training, probe } = splitValidation(prepared, options.validationFraction, rng.split('validation'))
  const encoder = await fitSpanEncoder(training, { rng: rng.split('modes'), signal })
  const encoded = encodeSpans(encoder, training, rng.split('encode'))
  const drawWith = async (weights: Values, rowCount: number): Promise<PreparedTable> => {
    const source = createRowSource(runtime, threads, encoder.layout, options, weights)
    try {
      return decodeSpans(encoder, await source.draw(rowCount, rng.split('probe')))
    } finally {
      await source.dispose()
    }
  }
  const probing = probingOf(probe, options, drawWith)
  const { decoder, state } = await train({ context, encoded, runtime, probing })
  return createFitted({ encoder, decoder }, options, runtime, threads, state)
}

/** A trained TVAE: how rows are encoded, and the decoder's weights. */
interface TrainedTvae {
  readonly encoder: SpanEncoder
  readonly decoder: Values
}

function createFitted(
  { encoder, decoder }: TrainedTvae,
  options: TvaeOptions,
  runtime: Runtime,
  threads: number,
  state: TrainingState | undefined,
): Fitted {
  const source = createRowSource(runtime, threads, encoder.layout, options, decoder)
  return {
    draw: async (count, rng) => decodeSpans(encoder, await source.draw(count, rng)),
    state: () => ({ meta: toJson(encoder), tensors: decoder }),
    ...(state !== undefined && { checkpoint: () => checkpointOf(state), curve: state.curve }),
    dispose: () => source.dispose(),
  }
}

/** Loaded when it is first needed: a browser that brings its own runtime never asks for it. */
async function defaultRuntime(): Promise<Runtime> {
  return (await import('@tabricate/nn/node')).onnxRuntime()
}
