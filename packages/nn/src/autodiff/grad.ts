import { add } from '../graph/elementwise.ts'
import { constant, type Node } from '../graph/node.ts'
import { invalidGraph, sizeOf } from '../graph/shape.ts'
import { topologicalOrder } from '../graph/topological-order.ts'
import { inputGradients } from './gradient-rules.ts'

/**
 * Gradients of a scalar with respect to nodes, by reverse-mode differentiation. The results are nodes like others: `grad` of a
 * function of a gradient gives second derivatives.
 *
 * Only what lies between `loss` and `wrt` is differentiated: no product is made for a gradient that nobody asked for.
 *
 * @param loss a node of one element
 * @param wrt the nodes to differentiate by; inner nodes are allowed, not only inputs
 * @returns one node for each of `wrt`, of its shape; zeros where the loss does not depend on it
 */
export function grad(loss: Node, wrt: readonly Node[]): Node[] {
  if (sizeOf(loss.shape) !== 1)
    throw invalidGraph(`grad: the loss is one number, given the shape [${loss.shape}]`)
  const order = topologicalOrder([loss])
  const depends = new Set(wrt)
  for (const node of order) if (node.inputs.some((operand) => depends.has(operand))) depends.add(node)

  const adjoints = new Map<Node, Node>([[loss, constant(1, loss.shape)]])
  for (const node of order.reverse()) {
    const g = adjoints.get(node)
    if (g === undefined || !depends.has(node)) continue
    inputGradients(node, g).forEach((contribution, index) => {
      const operand = node.inputs[index]
      if (contribution === null || operand === undefined || !depends.has(operand)) return
      const sofar = adjoints.get(operand)
      adjoints.set(operand, sofar === undefined ? contribution() : add(sofar, contribution()))
    })
  }
  return wrt.map((node) => adjoints.get(node) ?? constant(0, node.shape))
}
