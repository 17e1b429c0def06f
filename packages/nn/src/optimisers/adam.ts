import { add, div, mul, sqrt, square, sub } from '../graph/elementwise.ts'
import type { Node, Operand } from '../graph/node.ts'
import { invalidGraph } from '../graph/shape.ts'
import { type Binding, current, filledVariable, type Variable } from '../layers/variable.ts'
import type { Transition } from '../runtime/runtime.ts'

/**
 * Notation
 *   θ        a parameter; g its gradient plus λ θ (classical L2 weight decay)
 *   M, V     scaled moments: M ← β₁ M + g,  V ← β₂ V + g²; Adam's m = (1 − β₁) M, v = (1 − β₂) V
 *   c₁, c₂   bias corrections 1 − β₁ᵗ, 1 − β₂ᵗ, kept as c ← β c + (1 − β), which loses no digits to cancellation
 *   α, ε     learning rate, and the term that keeps the quotient finite
 *   update   θ ← θ − α (m/c₁) / (√(v/c₂) + ε)  =  θ − αₜ M / (√V + εₜ)
 *            with s = √((1 − β₂)/c₂),  αₜ = α (1 − β₁)/(c₁ s),  εₜ = ε/s
 * D. P. Kingma, J. Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015, algorithm 1. Unscaled moments and the constants
 * folded into two numbers a step save three of thirteen passes over all weights.
 */
export interface AdamOptions {
  /** α: a number, or a node of one element (fed, or computed from state) for a schedule. */
  readonly learningRate: Operand
  /** β₁, β₂. Default 0.9, 0.999. */
  readonly betas?: readonly [number, number]
  /** ε. Default 1e-8. */
  readonly epsilon?: number
  /** λ. Default 0. */
  readonly weightDecay?: number
}

export interface Update {
  /** Parameters and the optimiser's variables by their value after the update; others as before it. */
  readonly updated: Binding
  /** What becomes of the parameters and of the optimiser's own variables. */
  readonly transitions: readonly Transition[]
}

/** An optimiser: what it has to remember, and how it moves parameters. Pure: it keeps nothing itself. */
export interface Optimiser {
  /** The optimiser's variables, named `<name>.…`. */
  init(name: string, parameters: readonly Variable[]): readonly Variable[]
  /**
   * `gradients` in the order of `parameters`; `memory` as from `init`. `bind` gives the values before the update: the `updated` of an
   * earlier update of the same step, where there is one.
   */
  update(
    parameters: readonly Variable[],
    gradients: readonly Node[],
    memory: readonly Variable[],
    bind?: Binding,
  ): Update
}

export function adam(options: AdamOptions): Optimiser {
  const { learningRate, betas: [beta1, beta2] = [0.9, 0.999], epsilon = 1e-8, weightDecay = 0 } = options
  return {
    init: (name, parameters) => [
      filledVariable(`${name}.correction1`, [], 0),
      filledVariable(`${name}.correction2`, [], 0),
      ...parameters.flatMap(({ name: parameter, node: { shape } }) => [
        filledVariable(`${name}.${parameter}.moment1`, shape, 0),
        filledVariable(`${name}.${parameter}.moment2`, shape, 0),
      ]),
    ],
    update(parameters, gradients, memory, bind = current) {
      const next = new Map<Variable, Node>()
      const move = (variable: Variable | undefined, by: (before: Node) => Node): Transition => {
        if (variable === undefined)
          throw invalidGraph('adam: `memory` is not what `init` made for these parameters')
        const after = by(bind(variable))
        next.set(variable, after)
        return { value: variable.node, next: after }
      }
      const correction1 = move(memory[0], (c) => add(mul(c, beta1), 1 - beta1))
      const correction2 = move(memory[1], (c) => add(mul(c, beta2), 1 - beta2))
      const scale = sqrt(div(1 - beta2, correction2.next))
      const rate = div(mul(learningRate, 1 - beta1), mul(correction1.next, scale))
      const floor = div(epsilon, scale)

      const transitions: Transition[] = [correction1, correction2]
      parameters.forEach((parameter, index) => {
        const gradient = gradients[index]
        if (gradient === undefined)
          throw invalidGraph(`adam: the parameter '${parameter.name}' has no gradient`)
        const g = weightDecay === 0 ? gradient : add(gradient, mul(bind(parameter), weightDecay))
        const m = move(memory[2 + 2 * index], (before) => add(mul(before, beta1), g))
        const v = move(memory[3 + 2 * index], (before) => add(mul(before, beta2), square(g)))
        const theta = move(parameter, (before) =>
          sub(before, mul(div(m.next, add(sqrt(v.next), floor)), rate)),
        )
        transitions.push(m, v, theta)
      })
      return { updated: (variable) => next.get(variable) ?? bind(variable), transitions }
    },
  }
}
