import { type EncodedTable, type Rng, shareCorrections } from '@tabricate/core'
import { compileTrained, current, input, type Runtime, type Values } from '@tabricate/nn'
import type { ConditionDraw } from './condition-sampler.ts'
import { createGenerator } from './networks.ts'
import { drawPositions, type GeneratorShape } from './row-source.ts'
import { fillLatent } from './step-feeds.ts'

const batchRows = 1000

/** What a trained generator is run with. */
export interface GeneratorRun {
  /** Rows that shares are taken over, at most. */
  readonly maxRows: number
  readonly runtime: Runtime
  readonly threads: number
  readonly rng: Rng
  readonly signal: AbortSignal | undefined
}

/**
 * The last layer's bias with which every category, mode, spike and missing value comes as often as in the training rows: an adversarial training
 * leaves their shares a little off, all of them at once.
 *
 * @param weights the generator's, with its batch norms' statistics
 * @throws TabricateError `ABORTED`
 */
export async function matchShares(
  { embeddingDim, conditionWidth, generatorDims, layout }: GeneratorShape,
  weights: Values,
  encoded: EncodedTable,
  conditionDraw: ConditionDraw | undefined,
  { maxRows, runtime, threads, rng, signal }: GeneratorRun,
): Promise<Values> {
  const latentWidth = embeddingDim + conditionWidth
  const generator = createGenerator(latentWidth, generatorDims, layout.width)
  const variables = [...generator.variables, ...generator.statistics]
  const outputs = { logits: generator.infer(current, input('latent', [batchRows, latentWidth])) }
  const program = await compileTrained(runtime, { variables, outputs }, weights, { threads })
  try {
    const latent = new Float32Array(batchRows * latentWidth)
    const nextLogits = async () => {
      const positions = drawPositions(batchRows, rng, conditionDraw)
      fillLatent(rng, latent, positions, embeddingDim, conditionWidth)
      const { logits = new Float32Array(0) } = await program.run({ latent })
      return logits
    }
    const corrections = await shareCorrections(encoded, { maxRows, batchRows, nextLogits, signal })
    const bias = weights[lastBias] ?? new Float32Array(layout.width)
    return { [lastBias]: bias.map((value, i) => value + (corrections[i] ?? 0)) }
  } finally {
    await program.dispose()
  }
}

const lastBias = 'generator.last.bias'
