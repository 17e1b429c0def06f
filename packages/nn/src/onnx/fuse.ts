import { type Node, type NodeOf, scalarValue } from '../graph/node.ts'
import { sameShape } from '../graph/shape.ts'

/**
 * Notation
 *   Gemm   Y = A′ B′ + β · C, where A′, B′ are A, B or their transposes and C stretches to Y; ONNX operator `Gemm`
 *
 * A sum with products among its terms (`x W + h V + b`, or a gradient `xᵀ g + hᵀ k + λ W`) becomes a chain of Gemms, each of which
 * adds its product to what came before, so that the additions and the scaling cost no pass over memory of their own.
 */
export interface SumOfProducts {
  /** The C of the first Gemm, and its β; `null` when every term is a product. */
  readonly start: { readonly node: Node; readonly beta: number } | null
  readonly products: readonly NodeOf<'matmul'>[]
  /** Terms that are added after the products. */
  readonly rest: readonly Node[]
}

export interface Fusion {
  /** Additions that become chains. */
  readonly sums: ReadonlyMap<Node, SumOfProducts>
  /** Nodes inside chains, which get no node of their own. */
  readonly absorbed: ReadonlySet<Node>
}

/**
 * Finds the sums of products.
 *
 * @param order the nodes in topological order
 * @param outputs nodes whose values must exist by themselves
 */
export function fuseProducts(order: readonly Node[], outputs: readonly Node[]): Fusion {
  const uses = new Map<Node, number>()
  for (const node of [...order.flatMap(({ inputs }) => inputs), ...outputs])
    uses.set(node, (uses.get(node) ?? 0) + 1)
  const usedOnce = (node: Node) => uses.get(node) === 1
  const sums = new Map<Node, SumOfProducts>()
  const absorbed = new Set<Node>()
  // From the last addition to the first, so that a tree of additions is taken whole.
  for (const node of [...order].reverse()) {
    if (node.op !== 'add' || node.shape.length !== 2 || absorbed.has(node)) continue
    const inner: Node[] = []
    const terms = termsOf(node, usedOnce, inner)
    const isProduct = (term: Node): term is NodeOf<'matmul'> & Node =>
      term.op === 'matmul' && usedOnce(term) && sameShape(term.shape, node.shape)
    const products = terms.filter(isProduct)
    if (products.length === 0) continue
    const [first, ...rest] = terms.filter(
      (term) => !isProduct(term) && (term.shape.length === 1 || term.shape.length === 2),
    )
    const scalars = terms.filter((term) => term.shape.length === 0)
    const scaled = first && usedOnce(first) ? scaling(first) : null
    for (const part of [...inner, ...products, ...(scaled && first ? [first] : [])]) absorbed.add(part)
    const start = first === undefined ? null : { node: scaled?.node ?? first, beta: scaled?.factor ?? 1 }
    sums.set(node, { start, products, rest: [...rest, ...scalars] })
  }
  return { sums, absorbed }
}

/** The terms of a tree of additions of one shape; the additions below its root are collected in `inner`. */
function termsOf(sum: Node, usedOnce: (node: Node) => boolean, inner: Node[]): Node[] {
  return sum.inputs.flatMap((term) => {
    if (term.op !== 'add' || !usedOnce(term) || !sameShape(term.shape, sum.shape)) return [term]
    inner.push(term)
    return termsOf(term, usedOnce, inner)
  })
}

/** A node times a number, taken apart. */
function scaling(node: Node): { readonly node: Node; readonly factor: number } | null {
  const [inner, scale] = node.inputs
  const factor = scale && scalarValue(scale)
  return node.op === 'mul' && inner && factor !== undefined ? { node: inner, factor } : null
}
