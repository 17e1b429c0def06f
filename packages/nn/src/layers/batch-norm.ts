import { add, div, mul, sqrt, square, sub } from '../graph/elementwise.ts'
import type { Node } from '../graph/node.ts'
import { mean } from '../graph/reduce.ts'
import type { Transition } from '../runtime/runtime.ts'
import { type Binding, filledVariable, type Variable } from './variable.ts'

/**
 * Notation
 *   x        input [batch, width]
 *   μ, σ²    mean and variance (divided by the batch size) of each column over the batch
 *   γ, β     scale and shift [width], trained; start at 1 and 0
 *   y        γ (x − μ) / √(σ² + ε) + β
 *   running  statistics r ← (1 − m) r + m s for s = μ and s = σ² · batch / (batch − 1); start at 0 and 1
 * S. Ioffe, C. Szegedy, "Batch Normalization", ICML 2015, algorithm 1; m, ε and the unbiased running variance as in PyTorch
 */
export interface BatchNormOptions {
  /** m, the weight of the batch in the running statistics. Default 0.1. */
  readonly momentum?: number
  /** ε. Default 1e-5. */
  readonly epsilon?: number
}

export interface BatchNorm {
  /** γ and β. */
  readonly variables: readonly Variable[]
  /** Running mean and variance: state, but not trained. */
  readonly statistics: readonly Variable[]
  /** Normalises by the batch's own statistics and moves the running ones towards them. */
  train(bind: Binding, x: Node): { readonly y: Node; readonly transitions: readonly Transition[] }
  /** Normalises by the running statistics: a row's result does not depend on its batch. */
  infer(bind: Binding, x: Node): Node
}

export function batchNorm(
  name: string,
  width: number,
  { momentum = 0.1, epsilon = 1e-5 }: BatchNormOptions = {},
): BatchNorm {
  const scale = filledVariable(`${name}.scale`, [width], 1)
  const shift = filledVariable(`${name}.shift`, [width], 0)
  const runningMean = filledVariable(`${name}.runningMean`, [width], 0)
  const runningVariance = filledVariable(`${name}.runningVariance`, [width], 1)
  const move = (running: Variable, statistic: Node): Transition => ({
    value: running.node,
    next: add(mul(running.node, 1 - momentum), mul(statistic, momentum)),
  })
  return {
    variables: [scale, shift],
    statistics: [runningMean, runningVariance],
    train(bind, x) {
      const [batch = 1] = x.shape
      const mu = mean(x, { axes: [0] })
      const centred = sub(x, mu)
      const variance = mean(square(centred), { axes: [0] })
      return {
        y: add(mul(centred, div(bind(scale), sqrt(add(variance, epsilon)))), bind(shift)),
        transitions: [
          move(runningMean, mu),
          move(runningVariance, mul(variance, batch / Math.max(1, batch - 1))),
        ],
      }
    },
    infer(bind, x) {
      const factor = div(bind(scale), sqrt(add(bind(runningVariance), epsilon)))
      return add(mul(sub(x, bind(runningMean)), factor), bind(shift))
    },
  }
}
