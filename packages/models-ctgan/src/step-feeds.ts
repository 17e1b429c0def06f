import { type EncodedTable, expandRows, fillUniform, normal, type Rng, shuffle } from '@tabricate/core'
import { fillDropoutMask } from '@tabricate/nn'
import type { DrawPosition, RowIndex } from './condition-sampler.ts'

/**
 * Notation
 *   B, G     rows and groups of a batch, G = B / pac
 *   W, C, Z  encoded columns, width of the condition vector, length of the noise
 * One training step is fed with everything random: the graph itself draws nothing.
 */

/** Extents of a training step. */
export interface StepShape {
  readonly batchSize: number
  readonly pac: number
  readonly width: number
  readonly conditionWidth: number
  readonly embeddingDim: number
  readonly discriminatorDims: readonly number[]
  readonly discriminatorSteps: number
}

/** Share of units that dropout drops in the critic. */
const dropoutRate = 0.5

/** Names of what a step is fed with. The critic's update `i` has its own batch, noise and masks. */
export const feedNames = {
  /** Encoded real rows [B, W]. */
  real: (i: number) => `real-${i}`,
  /** Their conditions [B, C]. */
  realCondition: (i: number) => `real-condition-${i}`,
  /** Noise and conditions of the generator [B, Z + C]. */
  latent: (i: number) => `latent-${i}`,
  /** Uniforms for Gumbel noise [B, W]. */
  uniform: (i: number) => `uniform-${i}`,
  /** Weight of the real group in each interpolate [G, 1]. */
  mix: (i: number) => `mix-${i}`,
  /** Dropout of a layer for real and fake groups [2G, h]. */
  criticMask: (i: number, layer: number) => `critic-mask-${i}-${layer}`,
  /** Dropout of a layer for interpolates [G, h]. */
  penaltyMask: (i: number, layer: number) => `penalty-mask-${i}-${layer}`,
  /** Dropout of a layer while the generator is updated [G, h]. */
  generatorMask: (layer: number) => `generator-mask-${layer}`,
  /** The last conditions, placed among the encoded columns [B, W]. */
  target: 'target',
} as const

/** What the batches are drawn from. */
export interface TrainingRows {
  readonly encoded: EncodedTable
  readonly drawCondition: DrawPosition
  readonly rowIndex: RowIndex
  /** Encoded column of each position of the condition vector. */
  readonly targetColumns: Int32Array
}

/** Returns a function that draws the feeds of the next step, always into the same buffers. */
export function createStepFeeds(
  shape: StepShape,
  rows: TrainingRows,
): (rng: Rng) => Record<string, Float32Array> {
  const { batchSize, pac, width, conditionWidth, embeddingDim, discriminatorDims } = shape
  const groups = batchSize / pac
  const conditional = conditionWidth > 0
  const buffers: Record<string, Float32Array> = {}
  const buffer = (name: string, size: number) => {
    const made = new Float32Array(size)
    buffers[name] = made
    return made
  }
  const updates = Array.from({ length: shape.discriminatorSteps }, (_, i) => ({
    real: buffer(feedNames.real(i), batchSize * width),
    latent: buffer(feedNames.latent(i), batchSize * (embeddingDim + conditionWidth)),
    uniform: buffer(feedNames.uniform(i), batchSize * width),
    mix: buffer(feedNames.mix(i), groups),
    masks: discriminatorDims.flatMap((dim, layer) => [
      buffer(feedNames.criticMask(i, layer), 2 * groups * dim),
      buffer(feedNames.penaltyMask(i, layer), groups * dim),
    ]),
    realCondition: conditional ? buffer(feedNames.realCondition(i), batchSize * conditionWidth) : undefined,
  }))
  const generatorMasks = discriminatorDims.map((dim, layer) =>
    buffer(feedNames.generatorMask(layer), groups * dim),
  )
  const target = conditional ? buffer(feedNames.target, batchSize * width) : undefined
  const positions = new Int32Array(batchSize)
  const realPositions = new Int32Array(batchSize)
  const chosen = new Int32Array(batchSize)

  return (rng) => {
    for (const { real, latent, uniform, mix, masks, realCondition } of updates) {
      if (realCondition === undefined) {
        for (let row = 0; row < batchSize; row++) chosen[row] = rng.integer(rows.encoded.rowCount)
      } else {
        for (let row = 0; row < batchSize; row++) positions[row] = rows.drawCondition(rng)
        // The critic sees the same conditions on both sides, in another order on the real one.
        realPositions.set(positions)
        shuffle(rng, realPositions)
        for (let row = 0; row < batchSize; row++) {
          chosen[row] = rows.rowIndex.draw(realPositions[row] ?? 0, rng)
        }
        writeOneHot(realCondition, realPositions, conditionWidth)
      }
      expandRows(rows.encoded, chosen, real)
      fillLatent(rng, latent, positions, embeddingDim, conditionWidth)
      fillUniform(rng, uniform)
      fillUniform(rng, mix)
      for (const mask of masks) fillDropoutMask(rng, mask, dropoutRate)
    }
    for (const mask of generatorMasks) fillDropoutMask(rng, mask, dropoutRate)
    if (target !== undefined) {
      const columns = positions.map((position) => rows.targetColumns[position] ?? 0)
      writeOneHot(target, columns, width)
    }
    return buffers
  }
}

/** Writes rows of noise followed by a one-hot condition, row by row: a row's noise does not depend on the rows after it. */
export function fillLatent(
  rng: Rng,
  latent: Float32Array,
  positions: Int32Array,
  embeddingDim: number,
  conditionWidth: number,
): void {
  const width = embeddingDim + conditionWidth
  for (let start = 0, row = 0; start < latent.length; start += width, row++) {
    for (let i = start; i < start + embeddingDim; i++) latent[i] = normal(rng)
    if (conditionWidth === 0) continue
    latent.fill(0, start + embeddingDim, start + width)
    latent[start + embeddingDim + (positions[row] ?? 0)] = 1
  }
}

function writeOneHot(target: Float32Array, columns: Int32Array, width: number): void {
  target.fill(0)
  for (let row = 0; row < columns.length; row++) target[row * width + (columns[row] ?? 0)] = 1
}
