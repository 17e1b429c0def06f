import { grad } from '../autodiff/grad.ts'
import { add, mul, square } from '../graph/elementwise.ts'
import { constant, type Node } from '../graph/node.ts'
import { sum } from '../graph/reduce.ts'
import { sizeOf } from '../graph/shape.ts'

/**
 * Notation
 *   y(x_1, …)   a node of any shape
 *   L           Σ w · y with fixed unequal weights w: a scalar whose gradient shows every element of y
 *   L₁          Σ_i Σ w · (∂L/∂x_i)²: a scalar of first derivatives; its gradient holds second derivatives
 */
export function scalarOf(y: Node): Node {
  return sum(mul(y, spread(y)))
}

/** ∂L/∂x_i for each of `inputs`. */
export function firstDerivatives(y: Node, inputs: readonly Node[]): Node[] {
  return grad(scalarOf(y), inputs)
}

export function scalarOfFirstDerivatives(y: Node, inputs: readonly Node[]): Node {
  return firstDerivatives(y, inputs)
    .map((g) => sum(mul(square(g), spread(g))))
    .reduce(add)
}

/** ∂L₁/∂x_i for each of `inputs`. */
export function secondDerivatives(y: Node, inputs: readonly Node[]): Node[] {
  return grad(scalarOfFirstDerivatives(y, inputs), inputs)
}

/** Weights from 0.5 to 1.5, no two neighbours alike. */
function spread({ shape }: Node): Node {
  return constant(
    Array.from({ length: sizeOf(shape) }, (_, i) => 0.5 + ((i * 0.618) % 1)),
    shape,
  )
}
