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
  /** Whether the learning rates follow a schedule. */
  readonly scheduled: boolean
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
  /** What both learning rates are multiplied with [1]. */
  rate: 'rate',
} as const

/** What the batches are drawn from. */
export interface TrainingRows {
  readonly encoded: EncodedTable
  readonly drawCondition: DrawPosition
  readonly rowIndex: RowIndex
  /** Columns that a condition can name. */
  readonly conditionColumns: number
  /** Probability that a condition names one more column, and then another. */
  readonly jointConditions: number
  /** Encoded column of each position of the condition vector. */
  readonly targetColumns: Int32Array
}

/**
 * Returns a function that draws the feeds of the next step, always into the same buffers. `progress` is the share of all steps that
 * are done, 0 … 1.
 */
export function createStepFeeds(
  shape: StepShape,
  rows: TrainingRows,
): (rng: Rng, progress: number) => Record<string, Float32Array> {
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
  const rate = shape.scheduled ? buffer(feedNames.rate, 1) : undefined
  const chosen = new Int32Array(batchSize)
  const order = new Int32Array(batchSize)
  const named = rows.jointConditions > 0 ? rows.conditionColumns : 1
  const positions = new Int32Array(batchSize * named)
  const realPositions = new Int32Array(batchSize * named)
  const nameColumns = createColumnNamer(rows)

  return (rng, progress) => {
    if (rate !== undefined) rate[0] = (1 + Math.cos(Math.PI * progress)) / 2
    for (const { real, latent, uniform, mix, masks, realCondition } of updates) {
      for (let row = 0; row < batchSize; row++) {
        if (!conditional) {
          chosen[row] = rng.integer(rows.encoded.rowCount)
          continue
        }
        const first = rows.drawCondition(rng)
        const real = rows.rowIndex.draw(first, rng)
        nameColumns(first, real, rng, positions.subarray(row * named, (row + 1) * named))
        order[row] = row
        chosen[row] = real
      }
      if (realCondition !== undefined) {
        // The critic sees the same conditions on both sides, in another order on the real one.
        shuffle(rng, order)
        order.forEach((from, row) => {
          realPositions.set(positions.subarray(from * named, (from + 1) * named), row * named)
        })
        writeConditions(realCondition, realPositions, conditionWidth)
        expandRows(
          rows.encoded,
          order.map((from) => chosen[from] ?? 0),
          real,
        )
      } else expandRows(rows.encoded, chosen, real)
      fillLatent(rng, latent, positions, embeddingDim, conditionWidth)
      fillUniform(rng, uniform)
      fillUniform(rng, mix)
      for (const mask of masks) fillDropoutMask(rng, mask, dropoutRate)
    }
    for (const mask of generatorMasks) fillDropoutMask(rng, mask, dropoutRate)
    if (target !== undefined) {
      const columns = positions.map((position) => (position < 0 ? -1 : (rows.targetColumns[position] ?? -1)))
      writeConditions(target, columns, width)
    }
    return buffers
  }
}

/**
 * Writes into `positions` what a condition names: its first position, then those of a real row in other columns, of which there
 * are k with probability p^k (1 − p); −1 in the places that are left.
 */
function createColumnNamer({ rowIndex, conditionColumns, jointConditions }: TrainingRows) {
  const everyColumn = Int32Array.from({ length: conditionColumns }, (_, index) => index)
  const columns = everyColumn.slice()
  return (first: number, row: number, rng: Rng, positions: Int32Array): void => {
    positions.fill(-1)
    positions[0] = first
    if (jointConditions === 0) return
    let count = 1
    // Nothing is left of the row before: what is drawn depends on `rng` alone, so that a resumed training draws the same.
    columns.set(everyColumn)
    for (let left = columns.length; left > 0 && rng.uniform() < jointConditions; left--) {
      // A part of a Fisher-Yates shuffle: the columns named so far stand at the end.
      const pick = rng.integer(left)
      const column = columns[pick] ?? 0
      columns[pick] = columns[left - 1] ?? 0
      columns[left - 1] = column
      const position = rowIndex.positionOf(row, column)
      if (position !== first) positions[count++] = position
    }
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
  const named = (positions.length * width) / latent.length
  for (let start = 0, row = 0; start < latent.length; start += width, row++) {
    for (let i = start; i < start + embeddingDim; i++) latent[i] = normal(rng)
    if (conditionWidth === 0) continue
    latent.fill(0, start + embeddingDim, start + width)
    for (let i = row * named; i < (row + 1) * named; i++) {
      const position = positions[i] ?? -1
      if (position >= 0) latent[start + embeddingDim + position] = 1
    }
  }
}

/** Rows of 0 with 1 at each position named; `positions` has as many places for every row, −1 where none is named. */
function writeConditions(target: Float32Array, positions: Int32Array, width: number): void {
  target.fill(0)
  const named = (positions.length * width) / target.length
  positions.forEach((position, i) => {
    if (position >= 0) target[Math.floor(i / named) * width + position] = 1
  })
}
