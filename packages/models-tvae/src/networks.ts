import {
  type Binding,
  filledVariable,
  linear,
  maximum,
  type Node,
  neg,
  relu,
  type Variable,
} from '@tabricate/nn'

/**
 * Notation
 *   B, W, Z   rows of a batch, encoded columns, length of the latent vector
 *   μ, s      mean and log-variance of the latent vector [B, Z]
 *   σ         deviation of each encoded column [W], learned; used at scalars
 * Networks of L. Xu et al., "Modeling Tabular Data using Conditional GAN", NeurIPS 2019, section 4.5.
 */

export interface Encoder {
  readonly variables: readonly Variable[]
  apply(bind: Binding, rows: Node): { readonly mean: Node; readonly logVariance: Node }
}

export function createEncoder(width: number, dims: readonly number[], embeddingDim: number): Encoder {
  const hidden = createLayers('encoder', width, dims)
  const from = [dims.at(-1) ?? width]
  const mean = linear('encoder.mean', { from, to: embeddingDim })
  const logVariance = linear('encoder.log-variance', { from, to: embeddingDim })
  return {
    variables: [...hidden.variables, ...mean.variables, ...logVariance.variables],
    apply(bind, rows) {
      const top = hidden.apply(bind, rows)
      return { mean: mean.apply(bind, [top]), logVariance: logVariance.apply(bind, [top]) }
    },
  }
}

export interface Decoder {
  readonly variables: readonly Variable[]
  /** σ, one of the variables. */
  readonly deviations: Variable
  /** What the last layer gives [B, W]: logits in softmax spans, tanh⁻¹ of the mean at scalars. */
  apply(bind: Binding, latent: Node): Node
}

const initialDeviation = 0.1

export function createDecoder(embeddingDim: number, dims: readonly number[], width: number): Decoder {
  const hidden = createLayers('decoder', embeddingDim, dims)
  const last = linear('decoder.last', { from: [dims.at(-1) ?? embeddingDim], to: width })
  const deviations = filledVariable('decoder.deviations', [width], initialDeviation)
  return {
    variables: [...hidden.variables, ...last.variables, deviations],
    deviations,
    apply: (bind, latent) => last.apply(bind, [hidden.apply(bind, latent)]),
  }
}

/** x between two bounds. */
export function clamp(x: Node, min: number, max: number): Node {
  return neg(maximum(neg(maximum(x, min)), -max))
}

function createLayers(name: string, width: number, dims: readonly number[]) {
  const layers = dims.map((dim, i) => linear(`${name}.layer${i}`, { from: [dims[i - 1] ?? width], to: dim }))
  return {
    variables: layers.flatMap((layer) => layer.variables),
    apply: (bind: Binding, x: Node) => layers.reduce((below, layer) => relu(layer.apply(bind, [below])), x),
  }
}
