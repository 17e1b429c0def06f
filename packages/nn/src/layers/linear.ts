import { add } from '../graph/elementwise.ts'
import { matmul } from '../graph/matmul.ts'
import type { Node } from '../graph/node.ts'
import { invalidGraph } from '../graph/shape.ts'
import { type Binding, uniformVariable, type Variable } from './variable.ts'

/**
 * Notation
 *   x_k   k-th part of the input [batch, from_k]; the parts stand for their concatenation
 *   W_k   its rows of the weight matrix [from_k, to]
 *   b     bias [to]
 *   y     Σ_k x_k W_k + b
 * Weights and bias start uniform in ±1/√(Σ from_k), PyTorch's default (He et al. 2015 with a = √5).
 */
export interface LinearOptions {
  /** Widths of the parts that the input consists of. */
  readonly from: readonly number[]
  /** Number of outputs. */
  readonly to: number
  /** Default `true`. Pointless ahead of a batch norm, which takes the mean away. */
  readonly bias?: boolean
}

export interface Linear {
  readonly variables: readonly Variable[]
  apply(bind: Binding, parts: readonly Node[]): Node
}

/**
 * A dense layer on a concatenation that is never made: every part has a weight matrix of its own. That saves the copy, gives no
 * gradient to parts that need none, and leaves weights in pieces that an optimiser can update while they are in the cache.
 */
export function linear(name: string, { from, to, bias = true }: LinearOptions): Linear {
  const bound = 1 / Math.sqrt(from.reduce((sum, width) => sum + width, 0))
  const weights = from.map((width, k) => uniformVariable(`${name}.weight${k}`, [width, to], bound))
  const offset = bias ? [uniformVariable(`${name}.bias`, [to], bound)] : []
  return {
    variables: [...weights, ...offset],
    apply(bind, parts) {
      const [first, ...rest] = weights.map((weight, k) => {
        const part = parts[k]
        if (part === undefined || parts.length !== from.length) {
          throw invalidGraph(`linear '${name}': ${from.length} parts are needed, given ${parts.length}`)
        }
        return matmul(part, bind(weight))
      })
      if (first === undefined) throw invalidGraph(`linear '${name}': at least one part is needed`)
      return [...rest, ...offset.map(bind)].reduce(add, first)
    },
  }
}
