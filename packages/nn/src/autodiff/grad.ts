import { concat } from '../graph/arrange.ts'
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

  const contributions = new Map<Node, Node[]>([[loss, [constant(1, loss.shape)]]])
  const adjoints = new Map<Node, Node>()
  for (const node of order.reverse()) {
    const received = contributions.get(node)
    if (received === undefined || !depends.has(node)) continue
    const g = total(received)
    adjoints.set(node, g)
    inputGradients(node, g).forEach((contribution, index) => {
      const operand = node.inputs[index]
      if (contribution === null || operand === undefined || !depends.has(operand)) return
      const sofar = contributions.get(operand)
      if (sofar === undefined) contributions.set(operand, [contribution()])
      else sofar.push(contribution())
    })
  }
  return wrt.map((node) => adjoints.get(node) ?? constant(0, node.shape))
}

/** The sum of what flows back into one node. */
function total(contributions: readonly Node[]): Node {
  return tiled(contributions) ?? contributions.reduce(add)
}

/** Gradients of slices that cover a value exactly once are put side by side instead of being padded with zeros and added. */
function tiled(contributions: readonly Node[]): Node | null {
  const pieces = contributions.flatMap((node) => (node.op === 'pad' ? [node] : []))
  const [first] = pieces
  if (first === undefined || pieces.length < contributions.length) return null
  const { axis } = first.attributes
  const ordered = [...pieces].sort((a, b) => a.attributes.before - b.attributes.before)
  const inner: Node[] = []
  let end = 0
  for (const piece of ordered) {
    const [content] = piece.inputs
    if (content === undefined || piece.attributes.axis !== axis || piece.attributes.before !== end)
      return null
    end += content.shape[axis] ?? 0
    inner.push(content)
  }
  return end === first.shape[axis] ? concat(inner, axis) : null
}
