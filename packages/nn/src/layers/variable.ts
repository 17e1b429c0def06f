import type { Rng } from '@tabricate/core'
import { input, type Node } from '../graph/node.ts'
import { type Shape, sizeOf } from '../graph/shape.ts'
import type { Values } from '../runtime/runtime.ts'

/** A tensor that lives longer than a step: a weight, a moment, a running statistic. */
export interface Variable {
  readonly name: string
  /** The input node that stands for its value before the step. */
  readonly node: Node
  /** How it starts. */
  readonly initial: (rng: Rng) => Float32Array
}

/**
 * Which node stands for a variable. Layers ask it for their weights, so that the same layer can be built with the weights before
 * an update, after it, or with averaged ones.
 */
export type Binding = (variable: Variable) => Node

/** Every variable by its value before the step. */
export const current: Binding = ({ node }) => node

/** A variable that starts uniform in ±bound. */
export function uniformVariable(name: string, shape: Shape, bound: number): Variable {
  return {
    name,
    node: input(name, shape),
    initial(rng) {
      const values = new Float32Array(sizeOf(shape))
      for (let i = 0; i < values.length; i++) values[i] = (2 * rng.uniform() - 1) * bound
      return values
    },
  }
}

/** A variable that starts as one number throughout. */
export function filledVariable(name: string, shape: Shape, value: number): Variable {
  return { name, node: input(name, shape), initial: () => new Float32Array(sizeOf(shape)).fill(value) }
}

/** Starting values by name. Each variable draws from a generator of its own: adding one changes no other. */
export function initialValues(variables: readonly Variable[], rng: Rng): Values {
  return Object.fromEntries(variables.map(({ name, initial }) => [name, initial(rng.split(name))]))
}
