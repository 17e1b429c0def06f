import { relu } from '../graph/elementwise.ts'
import type { Node } from '../graph/node.ts'
import type { Transition } from '../runtime/runtime.ts'
import { type BatchNormOptions, batchNorm } from './batch-norm.ts'
import { linear } from './linear.ts'
import type { Binding, Variable } from './variable.ts'

/**
 * Notation
 *   x = [x_1, x_2, …]   parts of the input, standing for their concatenation
 *   h                   relu(batchNorm(x W)) [batch, width]
 *   result              [h, x_1, x_2, …]
 * The generator's hidden layer of L. Xu et al., "Modeling Tabular data using Conditional GAN", NeurIPS 2019, section 4.4. Its linear
 * map has no bias: the batch norm would take it away again.
 */
export interface Residual {
  readonly variables: readonly Variable[]
  /** Running statistics of the batch norm: state, but not trained. */
  readonly statistics: readonly Variable[]
  train(
    bind: Binding,
    parts: readonly Node[],
  ): { readonly parts: readonly Node[]; readonly transitions: readonly Transition[] }
  infer(bind: Binding, parts: readonly Node[]): readonly Node[]
}

/** @param from widths of the input's parts @param width of h */
export function residual(
  name: string,
  from: readonly number[],
  width: number,
  options: BatchNormOptions = {},
): Residual {
  const dense = linear(name, { from, to: width, bias: false })
  const norm = batchNorm(name, width, options)
  return {
    variables: [...dense.variables, ...norm.variables],
    statistics: norm.statistics,
    train(bind, parts) {
      const { y, transitions } = norm.train(bind, dense.apply(bind, parts))
      return { parts: [relu(y), ...parts], transitions }
    },
    infer: (bind, parts) => [relu(norm.infer(bind, dense.apply(bind, parts))), ...parts],
  }
}
