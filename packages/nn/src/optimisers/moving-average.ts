import { add, div, mul } from '../graph/elementwise.ts'
import type { Node } from '../graph/node.ts'
import { invalidGraph } from '../graph/shape.ts'
import { type Binding, current, filledVariable, type Variable } from '../layers/variable.ts'
import type { Transition } from '../runtime/runtime.ts'

/**
 * Notation
 *   θₜ   a parameter after step t
 *   δ    decay
 *   S    Σ_k δᵏ θₜ₋ₖ, kept as S ← δ S + θ;   w = Σ_k δᵏ, kept as w ← δ w + 1
 *   avg  S / w: the exponential moving average without bias towards the start
 * Averaging of a generator's weights: Y. Yazıcı et al., "The Unusual Effectiveness of Averaging in GAN Training", ICLR 2019
 */
export interface MovingAverage {
  readonly variables: readonly Variable[]
  /** What becomes of the average, given the parameters after the step. */
  update(updated: Binding): readonly Transition[]
  /** The averaged parameters; other variables by their own value. For a program that holds the average's variables as state. */
  readonly averaged: Binding
}

export function movingAverage(name: string, parameters: readonly Variable[], decay: number): MovingAverage {
  const weight = filledVariable(`${name}.weight`, [], 0)
  const sums = new Map(
    parameters.map((parameter) => [
      parameter,
      filledVariable(`${name}.${parameter.name}`, parameter.node.shape, 0),
    ]),
  )
  const step = (sum: Node, value: Node | number): Transition => ({
    value: sum,
    next: add(mul(sum, decay), value),
  })
  if (!(decay >= 0 && decay < 1))
    throw invalidGraph(`movingAverage: the decay is from 0 to below 1, given ${decay}`)
  return {
    variables: [weight, ...sums.values()],
    update: (updated) => [
      step(weight.node, 1),
      ...[...sums].map(([parameter, sum]) => step(sum.node, updated(parameter))),
    ],
    averaged(variable) {
      const sum = sums.get(variable)
      return sum === undefined ? current(variable) : div(sum.node, weight.node)
    },
  }
}
