import type { Node } from '../graph/node.ts'
import { invalidGraph, sizeOf } from '../graph/shape.ts'
import { topologicalOrder } from '../graph/topological-order.ts'
import { computeNode } from './kernels.ts'

/** Values of input nodes, by name. */
export type NumericFeeds = { readonly [name: string]: ArrayLike<number> }

/**
 * Values of nodes in float64, by plain loops: the meaning of every operation, and the measure for other runtimes.
 *
 * @param feeds a value for every input that the nodes need, row-major
 * @returns one row-major array for each of `nodes`
 */
export function evaluate(nodes: readonly Node[], feeds: NumericFeeds = {}): Float64Array[] {
  const values = new Map<Node, Float64Array>()
  const known = (node: Node): Float64Array => values.get(node) ?? new Float64Array(0)
  for (const node of topologicalOrder(nodes)) {
    values.set(
      node,
      node.op === 'input'
        ? fed(node, node.attributes.name, feeds)
        : computeNode(node, node.inputs.map(known)),
    )
  }
  return nodes.map(known)
}

function fed(node: Node, name: string, feeds: NumericFeeds): Float64Array {
  const given = feeds[name]
  if (given === undefined || given.length !== sizeOf(node.shape)) {
    throw invalidGraph(
      `evaluate: the input '${name}' needs ${sizeOf(node.shape)} numbers, given ${given?.length ?? 'none'}`,
    )
  }
  return Float64Array.from(given)
}
