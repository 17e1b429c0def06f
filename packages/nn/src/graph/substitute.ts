import type { Node } from './node.ts'
import { topologicalOrder } from './topological-order.ts'

/** The same computations with some nodes exchanged for others of their shape. What does not depend on them is shared, not copied. */
export function substitute(roots: readonly Node[], replacements: ReadonlyMap<Node, Node>): Node[] {
  const results = new Map(replacements)
  const resultOf = (node: Node): Node => results.get(node) ?? node
  for (const node of topologicalOrder(roots)) {
    if (results.has(node)) continue
    const inputs = node.inputs.map(resultOf)
    if (inputs.some((input, index) => input !== node.inputs[index])) {
      results.set(node, { ...node, inputs })
    }
  }
  return roots.map(resultOf)
}
