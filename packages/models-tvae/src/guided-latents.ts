/**
 * Notation
 *   z = m_k + L_k ε   latent vector (latent-density.ts)
 *   w(z)              probability that a row decoded from z satisfies the conditions. Given z, columns are independent: the product, over
 *                     the columns with a condition, of the softmax's share of the allowed codes
 * What is wanted are latent vectors with the density p(z) w(z) / ∫ p w. Drawn from p and kept with probability w, they have it. These are
 * few where the conditions are rare, so each row begins at one of them and walks on: ε' = √(1 − β²) ε + β ξ, accepted with
 * probability min(1, w(z') / w(z)), leaves that density as it is.
 * S. Cotter et al., "MCMC methods for functions: modifying old algorithms to make them faster", Statistical Science 28, 2013, equation 1.2.
 */

import {
  createRng,
  fillNormal,
  type PreparedCondition,
  type Rng,
  type Span,
  type SpanLayout,
} from '@tabricate/core'
import { drawComponent, type LatentDensity, placeLatent } from './latent-density.ts'

/** β: a step goes so far that a few of them forget where a row began. */
const stepSize = 0.4
const stepsARow = 8
/** Starting points that are looked for, and batches that are drawn for them, at most: as many rows as core gives a condition. */
const wantedStarts = 1000
const maxBatches = 200

/** The codes that conditions allow of one column. */
export interface AllowedCodes {
  /** Of the column's category. */
  readonly span: Span
  /** By code: 1 where it is allowed. */
  readonly allowed: Uint8Array
}

/** The conditions that a decoder can aim at: those on discrete columns. */
export function allowedCodes(
  { spans }: SpanLayout,
  where: readonly PreparedCondition[],
): readonly AllowedCodes[] {
  return where.flatMap((condition) => {
    const span = spans.find(({ role, column }) => role === 'category' && column === condition.column)
    return condition.kind === 'discrete' && span !== undefined ? [{ span, allowed: condition.allowed }] : []
  })
}

/** What the latent vectors of rows under conditions are drawn with. */
export interface LatentGuide {
  /** Fills `latents` [B, Z] with vectors of the wanted density. */
  fill(rng: Rng, latents: Float32Array): Promise<void>
}

/** Rows of latent vectors on their walk. */
interface Walk {
  readonly components: Int32Array
  /** ε [rows, Z] */
  readonly noise: Float32Array
  /** w of each row */
  readonly weights: Float64Array
}

/**
 * Finds starting points for conditions. `undefined` where 200 batches have none: what the model takes to be next to impossible is not
 * made up, but left to core, which says so.
 * @param decode the decoder's output [batchRows, W] for latent vectors [batchRows, Z]
 */
export async function openLatentGuide(
  density: LatentDensity,
  conditions: readonly AllowedCodes[],
  { width }: SpanLayout,
  batchRows: number,
  decode: (latents: Float32Array) => Promise<Float32Array>,
): Promise<LatentGuide | undefined> {
  const { size } = density
  const weigh = async (latents: Float32Array): Promise<Float64Array> => {
    const output = await decode(latents)
    return Float64Array.from({ length: batchRows }, (_, row) => weightOf(output, row * width, conditions))
  }
  const starts = await findStarts(density, batchRows, weigh)
  if (starts === undefined) return undefined
  return {
    async fill(rng, latents) {
      const walk = beginWalk(starts, size, batchRows, rng.split('starts'))
      const stepRng = rng.split('steps')
      const proposed = new Float32Array(walk.noise.length)
      for (let step = 0; step < stepsARow; step++) {
        fillNormal(stepRng, proposed)
        for (let i = 0; i < proposed.length; i++)
          proposed[i] = Math.sqrt(1 - stepSize ** 2) * (walk.noise[i] ?? 0) + stepSize * (proposed[i] ?? 0)
        placeAll(density, walk.components, proposed, latents)
        const weights = await weigh(latents)
        for (let row = 0; row < batchRows; row++) {
          if (stepRng.uniform() * (walk.weights[row] ?? 0) >= (weights[row] ?? 0)) continue
          walk.weights[row] = weights[row] ?? 0
          walk.noise.set(proposed.subarray(row * size, (row + 1) * size), row * size)
        }
      }
      placeAll(density, walk.components, walk.noise, latents)
    },
  }
}

/** w of one row of the decoder's output. */
function weightOf(output: Float32Array, start: number, conditions: readonly AllowedCodes[]): number {
  let weight = 1
  for (const { span, allowed } of conditions) {
    const first = start + span.start
    let largest = Number.NEGATIVE_INFINITY
    for (let code = 0; code < span.width; code++) largest = Math.max(largest, output[first + code] ?? 0)
    let all = 0
    let satisfying = 0
    for (let code = 0; code < span.width; code++) {
      const share = Math.exp((output[first + code] ?? 0) - largest)
      all += share
      if (allowed[code] === 1) satisfying += share
    }
    weight *= satisfying / all
  }
  return weight
}

/** Vectors drawn from the density and kept with the probability of the conditions. The same ones for the same conditions. */
async function findStarts(
  density: LatentDensity,
  batchRows: number,
  weigh: (latents: Float32Array) => Promise<Float64Array>,
): Promise<Walk | undefined> {
  const { size } = density
  const rng = createRng(0)
  const components: number[] = []
  const weights: number[] = []
  const kept: Float32Array[] = []
  const noise = new Float32Array(batchRows * size)
  const latents = new Float32Array(batchRows * size)
  for (let batch = 0; batch < maxBatches && kept.length < wantedStarts; batch++) {
    const drawn = Int32Array.from({ length: batchRows }, () => drawComponent(density, rng))
    fillNormal(rng, noise)
    placeAll(density, drawn, noise, latents)
    const shares = await weigh(latents)
    for (let row = 0; row < batchRows; row++) {
      if (rng.uniform() >= (shares[row] ?? 0)) continue
      components.push(drawn[row] ?? 0)
      weights.push(shares[row] ?? 0)
      kept.push(noise.slice(row * size, (row + 1) * size))
    }
  }
  if (kept.length === 0) return undefined
  const joined = new Float32Array(kept.length * size)
  kept.forEach((each, row) => {
    joined.set(each, row * size)
  })
  return { components: Int32Array.from(components), weights: Float64Array.from(weights), noise: joined }
}

/** `rows` walks, each from a random starting point. */
function beginWalk(starts: Walk, size: number, rows: number, rng: Rng): Walk {
  const chosen = Int32Array.from({ length: rows }, () => rng.integer(starts.components.length))
  const noise = new Float32Array(rows * size)
  chosen.forEach((start, row) => {
    noise.set(starts.noise.subarray(start * size, (start + 1) * size), row * size)
  })
  return {
    components: chosen.map((start) => starts.components[start] ?? 0),
    weights: Float64Array.from(chosen, (start) => starts.weights[start] ?? 0),
    noise,
  }
}

function placeAll(
  density: LatentDensity,
  components: Int32Array,
  noise: Float32Array,
  latents: Float32Array,
): void {
  const { size } = density
  components.forEach((component, row) => {
    placeLatent(density, component, noise.subarray(row * size, (row + 1) * size), latents, row * size)
  })
}
