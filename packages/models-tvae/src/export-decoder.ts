import { cumulate, type PreparationPlan, type SpanEncoder, type SpanLayout } from '@tabricate/core'
import {
  add,
  constant,
  exportSampler,
  matmul,
  mul,
  type Node,
  slice,
  step,
  sub,
  type Values,
} from '@tabricate/nn'
import { type LatentDensity, triangle } from './latent-density.ts'
import type { TvaeOptions } from './options.ts'
import { decodedRows } from './row-source.ts'

/**
 * Notation
 *   ε [B, Z], u [B, 1]   normal and uniform;  k  the cluster with F_(k − 1) ≤ u < F_k, F_k the share of clusters up to k
 *   o_k [B, 1]           1 where a row's cluster is k, else 0
 *   z                    Σ_k o_k (m_k + L_k ε) = o m + Σ_k (o_k ε) L_kᵀ: products only, as ONNX has no matrix of a row's own at little cost
 */

/** What an export is made of. */
export interface ExportedTvae {
  readonly encoder: SpanEncoder
  readonly decoder: Values
  /** `undefined`: latent vectors are ε. */
  readonly density: LatentDensity | undefined
}

/** The decoder, and the density of its latent vectors, as an ONNX file. */
export function exportDecoder(
  { encoder, decoder, density }: ExportedTvae,
  options: TvaeOptions,
  plan: PreparationPlan,
): Uint8Array {
  const { layout } = encoder
  const { width } = layout
  const size = options.embeddingDim
  const scalars = layout.spans.filter(({ kind }) => kind === 'scalar').length
  const columns = (x: Node, start: number, count: number) => slice(x, { axis: 1, start, end: start + count })
  return exportSampler({
    modelId: 'tvae',
    plan,
    encoder,
    normals: size + scalars,
    uniforms: width + (density === undefined ? 0 : 1),
    build(normal, uniform) {
      const epsilon = columns(normal, 0, size)
      return decodedRows(layout, options, {
        latent: density === undefined ? epsilon : drawnLatents(density, epsilon, columns(uniform, width, 1)),
        noise: scalars === 0 ? constant(0) : spreadOverScalars(layout, columns(normal, size, scalars)),
        uniform: columns(uniform, 0, width),
      })
    },
    weights: decoder,
  })
}

/** z of the notation. */
function drawnLatents({ size, weights, means, factors }: LatentDensity, epsilon: Node, uniform: Node): Node {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const ends = cumulate(Array.from(weights, (weight) => weight / total))
  // Above whatever rounding makes of a uniform number next to 1.
  ends[ends.length - 1] = 2
  const starts = ends.map((_, k) => ends[k - 1] ?? -1)
  const isBelow = (bounds: Float64Array) => step(sub(constant(bounds), uniform))
  const isCluster = sub(isBelow(ends), isBelow(starts))
  return Array.from(ends.keys()).reduce(
    (sum, k) => {
      const own = slice(isCluster, { axis: 1, start: k, end: k + 1 })
      return add(sum, matmul(mul(epsilon, own), transposedFactor(factors, k, size)))
    },
    matmul(isCluster, constant(means, [weights.length, size])),
  )
}

/** L_kᵀ [Z, Z] */
function transposedFactor(factors: Float32Array, k: number, size: number): Node {
  const first = k * triangle(size)
  const values = new Float64Array(size * size)
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) values[j * size + i] = factors[first + triangle(i) + j] ?? 0
  return constant(values, [size, size])
}

/** Numbers for scalars [B, S] at their places in a row [B, W]. */
function spreadOverScalars({ spans, width }: SpanLayout, numbers: Node): Node {
  const places = spans.flatMap(({ kind, start }) => (kind === 'scalar' ? [start] : []))
  const selection = new Float64Array(places.length * width)
  places.forEach((place, index) => {
    selection[index * width + place] = 1
  })
  return matmul(numbers, constant(selection, [places.length, width]))
}
