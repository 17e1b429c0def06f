/**
 * Notation
 *   z          latent vectors of encoded rows [N, Z], drawn from their posteriors
 *   K          clusters of z, found by k-means;  n_k rows of cluster k
 *   m_k, S_k   mean and covariance of cluster k;  S  their pooled covariance Σ n_k S_k / N
 *   C_k        (n_k S_k + Z S) / (n_k + Z): what few rows say of Z² figures is drawn to what all say;  L_k L_kᵀ = C_k
 *   A latent vector is drawn as m_k + L_k ε, ε ~ N(0, I), with k drawn by n_k / N.
 * P. Ghosh et al., "From Variational to Deterministic Autoencoders", ICLR 2020, section 4: a density fitted after training closes the gap
 * between the prior, from which samples are drawn, and the encoded rows, which the decoder was trained with.
 */

import { createPacer, cumulate, drawCumulative, normal, type Pacer, type Rng } from '@tabricate/core'

/** A mixture of Gaussians over latent vectors. */
export interface LatentDensity {
  /** Z */
  readonly size: number
  /** n_k / N [K] */
  readonly weights: Float32Array
  /** m_k [K, Z] */
  readonly means: Float32Array
  /** L_k, lower triangles row by row [K, Z (Z + 1) / 2] */
  readonly factors: Float32Array
}

/** Rows that a density is fitted to, at most: more tell no more; fewer do to rank the epochs of a training. */
export const densityRows = 10_000
export const probedDensityRows = 4000

const rounds = 10

/** A cluster has so many rows on average, at least: fewer would tell of single rows. */
const rowsACluster = 50

/** Numbers in the lower triangle of a square of `size`. */
export const triangle = (size: number) => (size * (size + 1)) / 2

/**
 * Fits a mixture of up to `maxComponents` Gaussians, each of 50 rows on average or more, to latent vectors [N, Z], N at least 1.
 * Deterministic for a given `rng`; takes seconds, in which the event loop turns.
 * @throws TabricateError `ABORTED`
 */
export async function fitLatentDensity(
  latents: Float32Array,
  size: number,
  maxComponents: number,
  rng: Rng,
  signal?: AbortSignal,
): Promise<LatentDensity> {
  const pace = createPacer(signal)
  const rows = latents.length / size
  const components = Math.max(1, Math.min(maxComponents, Math.floor(rows / rowsACluster)))
  const assignment = await cluster(latents, size, components, rng, pace)
  const counts = new Float64Array(components)
  for (const k of assignment) counts[k] = (counts[k] ?? 0) + 1
  // Clusters that lost all their rows are left out.
  const used = Array.from(counts.keys()).filter((k) => (counts[k] ?? 0) > 0)
  const place = new Int32Array(components)
  used.forEach((k, index) => {
    place[k] = index
  })
  const own = assignment.map((k) => place[k] ?? 0)
  const rowsOf = Float64Array.from(used, (k) => counts[k] ?? 0)
  const means = clusterMeans(latents, size, own, rowsOf)
  const scatters = await clusterScatters(latents, size, own, means, pace)
  const square = triangle(size)
  const pooled = new Float64Array(square)
  for (let k = 0; k < used.length; k++)
    for (let i = 0; i < square; i++) pooled[i] = (pooled[i] ?? 0) + (scatters[k * square + i] ?? 0) / rows
  const factors = new Float32Array(used.length * square)
  for (let k = 0; k < used.length; k++) {
    const count = rowsOf[k] ?? 0
    const covariance = pooled.map(
      (shared, i) => ((scatters[k * square + i] ?? 0) + size * shared) / (count + size),
    )
    await pace(square * size)
    factors.set(choleskyFactor(covariance, size), k * square)
  }
  return {
    size,
    weights: Float32Array.from(rowsOf, (count) => count / rows),
    means: Float32Array.from(means),
    factors,
  }
}

/** Multiplications with an addition that fitting a density to so many rows takes, at most: clusters, their scatters, the factors of these. */
export function densityWork(rows: number, size: number, maxComponents: number): number {
  if (maxComponents === 0) return 0
  const components = Math.max(1, Math.min(maxComponents, Math.floor(rows / rowsACluster)))
  return rounds * rows * components * size + rows * triangle(size) + (components * size ** 3) / 6
}

/** The prior N(0, I) as a mixture of one. */
export function priorDensity(size: number): LatentDensity {
  const factors = new Float32Array(triangle(size))
  for (let i = 0; i < size; i++) factors[triangle(i) + i] = 1
  return { size, weights: Float32Array.of(1), means: new Float32Array(size), factors }
}

/** k, drawn by its weight. */
export function drawComponent({ weights }: LatentDensity, rng: Rng): number {
  let left = rng.uniform() * weights.reduce((sum, weight) => sum + weight, 0)
  for (let k = 0; k < weights.length; k++) {
    left -= weights[k] ?? 0
    if (left < 0) return k
  }
  return weights.length - 1
}

/** Writes m_k + L_k ε to `target`, from `start` on. */
export function placeLatent(
  { size, means, factors }: LatentDensity,
  k: number,
  noise: Float32Array | Float64Array,
  target: Float32Array,
  start: number,
): void {
  const first = k * triangle(size)
  for (let i = 0; i < size; i++) {
    let value = means[k * size + i] ?? 0
    const row = first + triangle(i)
    for (let j = 0; j <= i; j++) value += (factors[row + j] ?? 0) * (noise[j] ?? 0)
    target[start + i] = value
  }
}

/** Fills `target` with latent vectors, one after the other. */
export function drawLatents(density: LatentDensity, rng: Rng, target: Float32Array): void {
  const { size, weights } = density
  const cumulative = cumulate(Float64Array.from(weights))
  const noise = new Float64Array(size)
  for (let start = 0; start < target.length; start += size) {
    const k = drawCumulative(rng, cumulative)
    for (let i = 0; i < size; i++) noise[i] = normal(rng)
    placeLatent(density, k, noise, target, start)
  }
}

/** Cluster of each vector: k-means from random vectors. */
async function cluster(
  latents: Float32Array,
  size: number,
  k: number,
  rng: Rng,
  pace: Pacer,
): Promise<Int32Array> {
  const rows = latents.length / size
  const centres = new Float64Array(k * size)
  for (let c = 0; c < k; c++) {
    const row = rng.integer(rows)
    centres.set(latents.subarray(row * size, (row + 1) * size), c * size)
  }
  const assignment = new Int32Array(rows)
  for (let round = 0; round < rounds; round++) {
    const moved = await assign(latents, size, centres, assignment, pace)
    if (moved === 0 && round > 0) break
    const counts = new Float64Array(k)
    for (const c of assignment) counts[c] = (counts[c] ?? 0) + 1
    const means = clusterMeans(latents, size, assignment, counts)
    for (let c = 0; c < k; c++)
      if ((counts[c] ?? 0) > 0) centres.set(means.subarray(c * size, (c + 1) * size), c * size)
  }
  return assignment
}

/** Rows between two looks at the event loop. */
const rowsATurn = 500

/** Assigns each vector to the nearest centre; returns how many moved. */
async function assign(
  latents: Float32Array,
  size: number,
  centres: Float64Array,
  assignment: Int32Array,
  pace: Pacer,
): Promise<number> {
  const squares = Float64Array.from({ length: centres.length / size }, (_, c) =>
    centres.subarray(c * size, (c + 1) * size).reduce((sum, value) => sum + value * value, 0),
  )
  let moved = 0
  for (let first = 0; first < assignment.length; first += rowsATurn) {
    await pace(rowsATurn * centres.length)
    const end = Math.min(first + rowsATurn, assignment.length)
    for (let row = first; row < end; row++) {
      const nearest = nearestCentre(latents, row * size, size, centres, squares)
      if (assignment[row] !== nearest) moved++
      assignment[row] = nearest
    }
  }
  return moved
}

/** The centre c with the least |c|² − 2 z·c, which is the distance to z squared, less |z|². */
function nearestCentre(
  latents: Float32Array,
  start: number,
  size: number,
  centres: Float64Array,
  squares: Float64Array,
): number {
  let nearest = 0
  let least = Number.POSITIVE_INFINITY
  for (let c = 0, at = 0; c < squares.length; c++, at += size) {
    let product = 0
    for (let i = 0; i < size; i++) product += (latents[start + i] ?? 0) * (centres[at + i] ?? 0)
    const distance = (squares[c] ?? 0) - 2 * product
    if (distance < least) {
      least = distance
      nearest = c
    }
  }
  return nearest
}

function clusterMeans(
  latents: Float32Array,
  size: number,
  assignment: Int32Array,
  counts: Float64Array,
): Float64Array {
  const means = new Float64Array(counts.length * size)
  for (let row = 0; row < assignment.length; row++) {
    const k = assignment[row] ?? 0
    for (let i = 0; i < size; i++)
      means[k * size + i] = (means[k * size + i] ?? 0) + (latents[row * size + i] ?? 0) / (counts[k] ?? 1)
  }
  return means
}

/** n_k S_k, lower triangles [K, Z (Z + 1) / 2] */
async function clusterScatters(
  latents: Float32Array,
  size: number,
  assignment: Int32Array,
  means: Float64Array,
  pace: Pacer,
): Promise<Float64Array> {
  const scatters = new Float64Array((means.length / size) * triangle(size))
  const difference = new Float64Array(size)
  for (let row = 0; row < assignment.length; row++) {
    if (row % rowsATurn === 0) await pace(rowsATurn * triangle(size))
    const k = assignment[row] ?? 0
    for (let i = 0; i < size; i++) difference[i] = (latents[row * size + i] ?? 0) - (means[k * size + i] ?? 0)
    for (let i = 0; i < size; i++) {
      const at = k * triangle(size) + triangle(i)
      const left = difference[i] ?? 0
      for (let j = 0; j <= i; j++) scatters[at + j] = (scatters[at + j] ?? 0) + left * (difference[j] ?? 0)
    }
  }
  return scatters
}

/** A variance that is left is none where it is a smaller share of its dimension's: what rounding leaves of nothing. */
const smallestShare = 1e-10

/**
 * L of a covariance, both as lower triangles. Of one that is singular too, as of fewer rows than dimensions: what the dimensions before one
 * determine wholly adds no direction of its own.
 */
function choleskyFactor(covariance: Float64Array, size: number): Float64Array {
  const factor = new Float64Array(triangle(size))
  for (let i = 0; i < size; i++) {
    const row = triangle(i)
    for (let j = 0; j <= i; j++) {
      const column = triangle(j)
      let sum = covariance[row + j] ?? 0
      for (let m = 0; m < j; m++) sum -= (factor[row + m] ?? 0) * (factor[column + m] ?? 0)
      if (i === j) factor[row + i] = sum > smallestShare * (covariance[row + i] ?? 0) ? Math.sqrt(sum) : 0
      else {
        const pivot = factor[column + j] ?? 0
        factor[row + j] = pivot === 0 ? 0 : sum / pivot
      }
    }
  }
  return factor
}
