import type { Node } from './node.ts'

/** Every node that `roots` need, each once and after its inputs. Iterative: a training step is thousands of nodes deep. */
export function topologicalOrder(roots: readonly Node[]): Node[] {
  const order: Node[] = []
  const entered = new Set<Node>()
  for (const root of roots) {
    if (entered.has(root)) continue
    entered.add(root)
    const path: { readonly node: Node; next: number }[] = [{ node: root, next: 0 }]
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const child = top.node.inputs[top.next++]
      if (child === undefined) {
        order.push(top.node)
        path.pop()
      } else if (!entered.has(child)) {
        entered.add(child)
        path.push({ node: child, next: 0 })
      }
    }
  }
  return order
}
