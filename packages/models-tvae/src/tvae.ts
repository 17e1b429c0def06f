import {
  decodeSpans,
  defineModel,
  type FitContext,
  type Fitted,
  maxNetworkCategories,
  type PreparedTable,
  type SpanEncoder,
  spanEncoderSchema,
  TabricateError,
  toJson,
} from '@tabricate/core'
import {
  encodeForTraining,
  type FineTuningStart,
  floatTensors,
  probingOf,
  type Runtime,
  requireRuntime,
  type TrainingState,
  type Values,
  weightsOf,
} from '@tabricate/nn'
import { encodeRows } from './encode-rows.ts'
import { exportDecoder } from './export-decoder.ts'
import { tvaeCost } from './fit-cost.ts'
import {
  densityRows,
  fitLatentDensity,
  type LatentDensity,
  probedDensityRows,
  triangle,
} from './latent-density.ts'
import { createDecoder } from './networks.ts'
import { fineTuningOptions, type TvaeOptions, tvaeOptions, tvaePresets } from './options.ts'
import { createRowSource } from './row-source.ts'
import { checkpointOf, fineTuningOf, resumptionOf, train } from './train.ts'

/**
 * TVAE: a variational autoencoder for tables.
 *
 * L. Xu, M. Skoularidou, A. Cuesta-Infante, K. Veeramachaneni, "Modeling Tabular Data using Conditional GAN", NeurIPS 2019, section 4.5.
 * Against the paper: categories and modes are drawn with the decoder's probabilities (the likeliest alone leaves out rare ones), no
 * tanh is taken of logits, the decoder samples with averaged weights, and latent vectors come from a density fitted to encoded rows.
 * Encodings as for CTGAN.
 */
export const tvae = defineModel<TvaeOptions>({
  id: 'tvae',
  version: 1,
  options: tvaeOptions,
  presets: tvaePresets,
  maxCategories: maxNetworkCategories,
  cost: tvaeCost,
  fit: (prepared, context) => trainTvae(prepared, context),
  fineTuning: {
    options: fineTuningOptions,
    fit: async (prepared, context) => trainTvae(prepared, context, fineTuningOf(context)),
  },
  async restore(state, { options, runtime, threads }) {
    const encoder = spanEncoderSchema.safeParse(state.meta)
    if (!encoder.success) {
      throw new TabricateError('MODEL_STATE_INVALID', 'The state is not that of a TVAE.', {
        cause: encoder.error,
      })
    }
    const sampler = samplerOf(encoder.data, options, floatTensors(state.tensors))
    return createFitted(sampler, options, await requireRuntime(runtime, defaultRuntime), threads, undefined)
  },
})

/** @param start where a training on other rows begins; without it, `prepared` is what is learned from the beginning, or where `context` says */
async function trainTvae(
  prepared: PreparedTable,
  context: FitContext<TvaeOptions>,
  start?: FineTuningStart,
): Promise<Fitted> {
  const { options, rng, threads, signal } = context
  const runtime = await requireRuntime(context.runtime, defaultRuntime)
  const { probe, encoder, encoded } = await encodeForTraining(prepared, context, start)
  const resume = start?.resume ?? resumptionOf(context)
  const samplerWith = async (weights: Values, maxRows: number): Promise<Sampler> => {
    const decoder = decoderWeights(encoder, options, weights)
    if (options.latentComponents === 0) return { encoder, decoder, density: undefined }
    const latentRng = rng.split('latent')
    const latents = await encodeRows(encoded, maxRows, options, weights, latentRng.split('rows'), {
      runtime,
      threads,
      signal,
    })
    const density = await fitLatentDensity(
      latents,
      options.embeddingDim,
      options.latentComponents,
      latentRng,
      signal,
    )
    return { encoder, decoder, density }
  }
  const drawWith = async (weights: Values, rowCount: number): Promise<PreparedTable> => {
    const { decoder, density } = await samplerWith(weights, probedDensityRows)
    const source = createRowSource(runtime, threads, encoder.layout, options, decoder, density)
    try {
      return decodeSpans(encoder, await source.draw(rowCount, rng.split('probe')))
    } finally {
      await source.dispose()
    }
  }
  const probing = probingOf(probe, options, drawWith)
  const { weights, state } = await train({ context, encoder, encoded, resume, runtime, probing })
  return createFitted(await samplerWith(weights, densityRows), options, runtime, threads, state)
}

/** What samples are drawn with: how rows are encoded, the decoder's weights, and where latent vectors come from. */
interface Sampler {
  readonly encoder: SpanEncoder
  readonly decoder: Values
  /** `undefined`: from the prior. */
  readonly density: LatentDensity | undefined
}

function createFitted(
  { encoder, decoder, density }: Sampler,
  options: TvaeOptions,
  runtime: Runtime,
  threads: number,
  state: TrainingState | undefined,
): Fitted {
  const source = createRowSource(runtime, threads, encoder.layout, options, decoder, density)
  return {
    draw: async (count, rng, where) => decodeSpans(encoder, await source.draw(count, rng, where)),
    state: () => ({ meta: toJson(encoder), tensors: { ...decoder, ...densityTensors(density) } }),
    toOnnx: (plan) => exportDecoder({ encoder, decoder, density }, options, plan),
    ...(state !== undefined && { checkpoint: () => checkpointOf(state, encoder), curve: state.curve }),
    dispose: () => source.dispose(),
  }
}

const latentNames = { weights: 'latent.weights', means: 'latent.means', factors: 'latent.factors' } as const

function densityTensors(density: LatentDensity | undefined): Values {
  if (density === undefined) return {}
  const { weights, means, factors } = density
  return { [latentNames.weights]: weights, [latentNames.means]: means, [latentNames.factors]: factors }
}

/** What the tensors of a saved model hold. @throws TabricateError `MODEL_STATE_INVALID` */
function samplerOf(encoder: SpanEncoder, options: TvaeOptions, tensors: Values): Sampler {
  const decoder = decoderWeights(encoder, options, tensors)
  const [weights, means, factors] = [latentNames.weights, latentNames.means, latentNames.factors].map(
    (name) => tensors[name],
  )
  if (weights === undefined || means === undefined || factors === undefined)
    return { encoder, decoder, density: undefined }
  const size = options.embeddingDim
  if (means.length !== weights.length * size || factors.length !== weights.length * triangle(size)) {
    throw new TabricateError('MODEL_STATE_INVALID', 'The latent density of the TVAE has another size.')
  }
  return { encoder, decoder, density: { size, weights, means, factors } }
}

/** The decoder's part of all weights. */
function decoderWeights({ layout }: SpanEncoder, options: TvaeOptions, weights: Values): Values {
  return weightsOf(
    createDecoder(options.embeddingDim, options.decompressDims, layout.width).variables,
    weights,
  )
}

/** Loaded when it is first needed: a browser that brings its own runtime never asks for it. */
async function defaultRuntime(): Promise<Runtime> {
  return (await import('@tabricate/nn/node')).onnxRuntime()
}
