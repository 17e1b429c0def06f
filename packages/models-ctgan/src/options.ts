import type { OptionRule } from '@tabricate/core'
import { trainingOptions } from '@tabricate/nn'
import { z } from 'zod'

const layerWidths = z.array(z.int().min(1).max(4096)).min(1).max(8)
const learningRate = z.number().positive().max(1)

/**
 * Hyper-parameters of CTGAN, by the names of the paper (arXiv 1907.00503, "Modeling Tabular Data using Conditional GAN").
 * Defaults are the paper's, except `ema`, `discriminatorSteps`, `minStepsPerEpoch` and `validationFraction`: {@link paperOptions} has the paper's throughout.
 */
export const ctganOptions = z.strictObject({
  epochs: z.int().min(1).max(100_000).default(300).describe('Passes over the training rows.'),
  batchSize: z
    .int()
    .min(2)
    .max(100_000)
    .default(500)
    .describe('Rows a training step, at most. Even and a multiple of pac.'),
  minStepsPerEpoch: z
    .int()
    .min(1)
    .max(10_000)
    .default(20)
    .describe(
      'On small tables the batch is reduced, to 50 rows at least, until an epoch has this many steps; it has them in any case. 1 = never.',
    ),
  pac: z
    .int()
    .min(1)
    .max(1000)
    .default(10)
    .describe('Rows that the critic judges together (PacGAN), against mode collapse.'),
  embeddingDim: z.int().min(1).max(4096).default(128).describe('Length of the noise vector.'),
  generatorDims: layerWidths.default([256, 256]).describe('Width of each residual block of the generator.'),
  discriminatorDims: layerWidths.default([256, 256]).describe('Width of each layer of the critic.'),
  generatorLr: learningRate.default(2e-4).describe('Learning rate of the generator (Adam).'),
  discriminatorLr: learningRate.default(2e-4).describe('Learning rate of the critic (Adam).'),
  lrSchedule: z
    .enum(['constant', 'cosine'])
    .default('constant')
    .describe('Both learning rates: constant, or falling to 0 over the training as half a cosine.'),
  generatorDecay: z
    .number()
    .min(0)
    .max(1)
    .default(1e-6)
    .describe('L2 weight decay of the generator, added to its gradient.'),
  discriminatorDecay: z
    .number()
    .min(0)
    .max(1)
    .default(1e-6)
    .describe('L2 weight decay of the critic, added to its gradient.'),
  discriminatorSteps: z.int().min(1).max(20).default(2).describe('Critic updates for each generator update.'),
  logFrequency: z
    .boolean()
    .default(true)
    .describe(
      'Draw training conditions by the logarithm of a category’s frequency, so that rare ones are seen.',
    ),
  jointConditions: z
    .number()
    .min(0)
    .max(0.95)
    .default(0)
    .describe(
      'Probability that a training condition names one more column, and then another: what several conditions at once are learned from. 0 = one column, as in the paper.',
    ),
  ema: z
    .number()
    .min(0)
    .max(0.99999)
    .default(0.999)
    .describe(
      'Decay of the running average of the generator’s weights that samples are drawn with; 0 = the last weights.',
    ),
  ...trainingOptions,
})

export type CtganOptions = z.infer<typeof ctganOptions>

/** What to give `ctgan` for the paper's training: `ctgan(paperOptions)`. The encodings stay this project's. */
export const paperOptions: Partial<CtganOptions> = {
  ema: 0,
  discriminatorSteps: 1,
  minStepsPerEpoch: 1,
  validationFraction: 0,
}

/**
 * Options by the size of the table, for a result soon: 200 epochs of batches of 100 rows below 1,000 rows, 150 of 500 up to 10,000,
 * 100 of 1,000 above; exactly these, not reduced for the sake of more steps.
 */
export function presetFor(rowCount: number): Partial<CtganOptions> {
  const [epochs, batchSize] = rowCount < 1000 ? [200, 100] : rowCount <= 10_000 ? [150, 500] : [100, 1000]
  return { epochs, batchSize, minStepsPerEpoch: 1 }
}

/** Updates of the generator that the paper's 300 epochs of Adult make: what a GAN needs does not shrink with the table. */
const thoroughUpdates = 20_000

/** As many updates for a table of any size as the paper makes on Adult, and 300 epochs at least. */
export function thoroughOptions(rowCount: number): Partial<CtganOptions> {
  const { stepsPerEpoch } = epochShape(ctganOptions.parse({}), rowCount)
  return { epochs: Math.min(100_000, Math.max(300, Math.ceil(thoroughUpdates / stepsPerEpoch))) }
}

/** By name, as the command line gives them. */
export const ctganPresets = {
  quick: presetFor,
  thorough: thoroughOptions,
  paper: () => paperOptions,
} as const

/** Batches are made of whole groups of `pac` rows, and of pairs. */
export function batchStep(pac: number): number {
  return pac % 2 === 0 ? pac : 2 * pac
}

export const ctganRules: readonly OptionRule<CtganOptions>[] = [
  {
    fields: ['batchSize', 'pac'],
    description: 'batchSize is even and a multiple of pac',
    check({ batchSize, pac }) {
      const step = batchStep(pac)
      if (batchSize % step === 0) return undefined
      const nearest = Math.max(step, Math.round(batchSize / step) * step)
      return `batchSize ${batchSize} must be even and a multiple of pac ${pac}: take ${nearest}`
    },
  },
]

/** Rows of a batch that are not gone below for the sake of more steps: a critic that sees fewer groups learns next to nothing. */
const leastRows = 50

/** How an epoch of a table is cut. */
export interface EpochShape {
  readonly batchSize: number
  readonly stepsPerEpoch: number
}

/**
 * The largest valid batch within `batchSize` that leaves an epoch `minStepsPerEpoch` steps. Rows are drawn at random, so that where such a
 * batch would have fewer than 50 rows, an epoch goes over a small table more than once instead.
 */
export function epochShape({ batchSize, minStepsPerEpoch, pac }: CtganOptions, rowCount: number): EpochShape {
  const step = batchStep(pac)
  const rows = Math.min(batchSize, rowCount, Math.max(leastRows, rowCount / minStepsPerEpoch))
  const size = Math.max(step, Math.floor(rows / step) * step)
  return { batchSize: size, stepsPerEpoch: Math.max(minStepsPerEpoch, Math.floor(rowCount / size)) }
}

/** Options that a fine-tuning may change: none of them decides what the networks and their optimisers look like. */
export const fineTuningOptions = [
  'epochs',
  'batchSize',
  'minStepsPerEpoch',
  'generatorLr',
  'discriminatorLr',
  'lrSchedule',
  'generatorDecay',
  'discriminatorDecay',
  'discriminatorSteps',
  'logFrequency',
  'validationFraction',
  'keep',
  'patience',
] as const satisfies readonly (keyof CtganOptions)[]
