import {
  add,
  type Binding,
  dropout,
  gumbelSoftmax,
  leakyRelu,
  linear,
  mul,
  type Node,
  residual,
  type Segment,
  tanh,
  type Variable,
} from '@tabricate/nn'

/**
 * Notation
 *   B, G        rows and groups of a batch, G = B / pac
 *   W, C, Z     encoded columns, width of the condition vector, length of the noise
 *   latent      [B, Z + C]: noise, then condition
 *   logits      [B, W]: what the generator's last layer gives
 *   pre         [G, h₁]: the critic's first layer before its activation
 * Networks of L. Xu et al., "Modeling Tabular Data using Conditional GAN", NeurIPS 2019, section 4.4.
 */

export interface Generator {
  readonly variables: readonly Variable[]
  /** Running statistics of the batch norms. */
  readonly statistics: readonly Variable[]
  /** Logits, every batch norm by the statistics of this batch; `moments` are the running statistics' values after it. */
  train(bind: Binding, latent: Node): { readonly logits: Node; readonly moments: readonly Node[] }
  /** Logits, every batch norm by its running statistics. */
  infer(bind: Binding, latent: Node): Node
}

/** @param momentum weight of a batch in the running statistics; 1 = they are the last batch's */
export function createGenerator(
  latentWidth: number,
  dims: readonly number[],
  width: number,
  momentum?: number,
): Generator {
  const blocks = dims.map((dim, i) =>
    residual(
      `generator.block${i}`,
      [...dims.slice(0, i).reverse(), latentWidth],
      dim,
      momentum === undefined ? {} : { momentum },
    ),
  )
  const last = linear('generator.last', { from: [...[...dims].reverse(), latentWidth], to: width })
  return {
    variables: [...blocks.flatMap((block) => block.variables), ...last.variables],
    statistics: blocks.flatMap((block) => block.statistics),
    train(bind, latent) {
      let parts: readonly Node[] = [latent]
      const moments: Node[] = []
      for (const block of blocks) {
        const result = block.train(bind, parts)
        parts = result.parts
        moments.push(...result.transitions.map((transition) => transition.next))
      }
      return { logits: last.apply(bind, parts), moments }
    },
    infer: (bind, latent) =>
      last.apply(
        bind,
        blocks.reduce<readonly Node[]>((parts, block) => block.infer(bind, parts), [latent]),
      ),
  }
}

/** Where the encoded columns stand: softmax spans, and a vector [W] that is 1 at scalars. */
export interface Activation {
  readonly segments: readonly Segment[]
  readonly scalars: Node
}

/** Temperature of the Gumbel softmax. */
const temperature = 0.2

/** Rows from logits: tanh at scalars, Gumbel softmax in softmax spans. `uniform` [B, W] in (0, 1). */
export function activate(logits: Node, uniform: Node, { segments, scalars }: Activation): Node {
  const values = mul(tanh(logits), scalars)
  return segments.length === 0 ? values : add(values, gumbelSoftmax(logits, uniform, segments, temperature))
}

export interface Critic {
  readonly variables: readonly Variable[]
  /** Weights of the first layer, one matrix a part of its input. */
  readonly firstWeights: readonly Variable[]
  /** The first layer before its activation; `parts` are the rows of a group side by side. */
  first(bind: Binding, parts: readonly Node[]): Node
  /** Scores [G, 1] from the first layer's result; one dropout mask a hidden layer. */
  rest(bind: Binding, pre: Node, masks: readonly Node[]): Node
}

const leak = 0.2

/** @param from widths of the parts of a group */
export function createCritic(from: readonly number[], dims: readonly number[]): Critic {
  const [firstDim = 0, ...otherDims] = dims
  const first = linear('critic.layer0', { from, to: firstDim })
  const others = otherDims.map((dim, i) => linear(`critic.layer${i + 1}`, { from: [dims[i] ?? 0], to: dim }))
  const last = linear('critic.last', { from: [dims.at(-1) ?? 0], to: 1 })
  const hidden = (pre: Node, mask: Node | undefined) => {
    const active = leakyRelu(pre, leak)
    return mask === undefined ? active : dropout(active, mask)
  }
  return {
    variables: [first, ...others, last].flatMap((layer) => layer.variables),
    firstWeights: first.variables.slice(0, from.length),
    first: (bind, parts) => first.apply(bind, parts),
    rest(bind, pre, masks) {
      let x = hidden(pre, masks[0])
      others.forEach((layer, i) => {
        x = hidden(layer.apply(bind, [x]), masks[i + 1])
      })
      return last.apply(bind, [x])
    },
  }
}
