import type { Node } from '../graph/node.ts'
import { sizeOf } from '../graph/shape.ts'
import { topologicalOrder } from '../graph/topological-order.ts'
import type { Step } from './runtime.ts'

/** What one run of a step takes, whichever runtime runs it. */
export interface StepCost {
  /** Numbers that are kept from step to step: weights, and what optimisers and averages remember of them. */
  readonly stateNumbers: number
  /** Multiplications with an addition, of all matrix products together. */
  readonly multiplyAdds: number
  /** Numbers that all operations together give. */
  readonly elements: number
  /** Those of them that operations element by element compute: not what products give, nor what is only looked at in another shape. */
  readonly computed: number
  /** How many operations there are: each costs something, however few numbers it gives. */
  readonly operations: number
}

/** Operations without a pass over their numbers of their own. */
const withoutPass: ReadonlySet<Node['op']> = new Set(['matmul', 'reshape', 'stopGradient'])

/** Counts the work of a step from its graph; nothing is compiled or run. */
export function stepCost({ state, outputs }: Step): StepCost {
  const transitions = Object.values(state)
  const roots = [...transitions.map(({ next }) => next), ...Object.values(outputs)]
  let multiplyAdds = 0
  let elements = 0
  let computed = 0
  let operations = 0
  for (const node of topologicalOrder(roots)) {
    if (node.op === 'input' || node.op === 'constant') continue
    operations++
    elements += sizeOf(node.shape)
    if (!withoutPass.has(node.op)) computed += sizeOf(node.shape)
    if (node.op === 'matmul') multiplyAdds += sizeOf(node.shape) * innerExtent(node)
  }
  const stateNumbers = transitions.reduce((sum, { value }) => sum + sizeOf(value.shape), 0)
  return { stateNumbers, multiplyAdds, elements, computed, operations }
}

/** Extent of the axis that a matrix product sums over. */
function innerExtent(node: Extract<Node, { op: 'matmul' }>): number {
  const shape = node.inputs[0]?.shape ?? []
  return shape[shape.length - (node.attributes.transposeA ? 2 : 1)] ?? 1
}
