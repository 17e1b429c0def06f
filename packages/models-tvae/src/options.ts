import { validationRows } from '@tabricate/core'
import { trainingOptions } from '@tabricate/nn'
import { z } from 'zod'

const layerWidths = z.array(z.int().min(1).max(4096)).min(1).max(8)

/**
 * Hyper-parameters of TVAE, by the names of the paper (arXiv 1907.00503, "Modeling Tabular Data using Conditional GAN",
 * section 4.5). Defaults are the paper's, except `batchSize`, `minStepsPerEpoch`, `ema`, `decode`, `validationFraction`, `unjudgedEpochs`,
 * `keep` and `patience`: {@link paperOptions} has the paper's throughout.
 */
export const tvaeOptions = z.strictObject({
  epochs: z.int().min(1).max(100_000).default(300).describe('Passes over the training rows.'),
  batchSize: z
    .int()
    .min(1)
    .max(100_000)
    .default(200)
    .describe('Rows a training step, at most; the last batch of an epoch may be smaller.'),
  minStepsPerEpoch: z
    .int()
    .min(1)
    .max(10_000)
    .default(20)
    .describe('On small tables the batch is reduced until an epoch has this many steps; 1 = never.'),
  embeddingDim: z.int().min(1).max(4096).default(128).describe('Length of the latent vector.'),
  compressDims: layerWidths.default([128, 128]).describe('Width of each layer of the encoder.'),
  decompressDims: layerWidths.default([128, 128]).describe('Width of each layer of the decoder.'),
  lr: z.number().positive().max(1).default(1e-3).describe('Learning rate (Adam).'),
  l2scale: z.number().min(0).max(1).default(1e-5).describe('L2 weight decay, added to the gradient.'),
  lossFactor: z
    .number()
    .positive()
    .max(1000)
    .default(2)
    .describe('Weight of the reconstruction against the divergence from the prior.'),
  ema: z
    .number()
    .min(0)
    .max(0.99999)
    .default(0.999)
    .describe(
      'Decay of the running average of the decoder’s weights that samples are drawn with; 0 = the last weights.',
    ),
  latentComponents: z
    .int()
    .min(0)
    .max(1000)
    .default(40)
    .describe(
      'Gaussians of the density that latent vectors are drawn from, fitted to encoded rows, at most one for 50 rows; 0 = the prior, as in the paper.',
    ),
  decode: z
    .enum(['sample', 'argmax'])
    .default('sample')
    .describe(
      'How modes and categories are drawn: with the decoder’s probabilities, or always the likeliest.',
    ),
  ...trainingOptions,
  unjudgedEpochs: z
    .int()
    .min(1)
    .max(100_000)
    .default(60)
    .describe(
      'Epochs at most where the table is too small for rows to be held out: nothing would tell when the rows begin to be learned by heart.',
    ),
  keep: trainingOptions.keep.default('best'),
  patience: trainingOptions.patience.default(5),
})

export type TvaeOptions = z.infer<typeof tvaeOptions>

/**
 * Options by the size of the table, for a result soon: 200 epochs of batches of 100 rows below 1,000 rows, 150 of 500 up to 10,000,
 * 100 of 1,000 above; exactly these, not reduced for the sake of more steps or of privacy.
 */
export function presetFor(rowCount: number): Partial<TvaeOptions> {
  const [epochs, batchSize] = rowCount < 1000 ? [200, 100] : rowCount <= 10_000 ? [150, 500] : [100, 1000]
  return { epochs, batchSize, minStepsPerEpoch: 1, unjudgedEpochs: epochs }
}

/** Updates that the paper's 300 epochs of Adult make. */
const thoroughUpdates = 20_000

/** That many updates for a table of any size, and 300 epochs at least; none are saved by ending early. */
export function thoroughOptions(rowCount: number): Partial<TvaeOptions> {
  const stepsPerEpoch = Math.ceil(rowCount / effectiveBatchSize(tvaeOptions.parse({}), rowCount))
  const epochs = Math.min(100_000, Math.max(300, Math.ceil(thoroughUpdates / stepsPerEpoch)))
  return { epochs, unjudgedEpochs: epochs, patience: 0 }
}

/** What to give `tvae` for the paper's training: `tvae(paperOptions)`. The encodings stay this project's. */
export const paperOptions: Partial<TvaeOptions> = {
  batchSize: 500,
  minStepsPerEpoch: 1,
  ema: 0,
  latentComponents: 0,
  decode: 'argmax',
  validationFraction: 0,
  keep: 'last',
  patience: 0,
}

/** The batch size for a table: at most `batchSize`, and such that an epoch has `minStepsPerEpoch` steps. */
export function effectiveBatchSize({ batchSize, minStepsPerEpoch }: TvaeOptions, rowCount: number): number {
  return Math.max(1, Math.min(batchSize, Math.floor(rowCount / minStepsPerEpoch)))
}

/** Epochs for a table: `unjudgedEpochs` at most where rows were to be held out, and the table has too few. */
export function epochsFor(
  { epochs, unjudgedEpochs, validationFraction }: TvaeOptions,
  rowCount: number,
): number {
  const isUnjudged = validationFraction > 0 && validationRows(rowCount, validationFraction) === 0
  return isUnjudged ? Math.min(epochs, unjudgedEpochs) : epochs
}

/** By name, as the command line gives them. */
export const tvaePresets = { quick: presetFor, thorough: thoroughOptions, paper: () => paperOptions } as const

/** Options that a fine-tuning may change: none of them decides what the networks and their optimisers look like. */
export const fineTuningOptions = [
  'epochs',
  'batchSize',
  'minStepsPerEpoch',
  'lr',
  'l2scale',
  'lossFactor',
  'latentComponents',
  'decode',
  'unjudgedEpochs',
  'validationFraction',
  'keep',
  'patience',
] as const satisfies readonly (keyof TvaeOptions)[]
