import type { Tensor } from '@tensorflow/tfjs-core'
import type { Node } from '../graph/node.ts'
import { topologicalOrder } from '../graph/topological-order.ts'
import { computeTensor, type TensorFlow } from './kernels.ts'

/** Computes the same nodes again and again, by one operation of TensorFlow.js after the other. */
export interface TensorPlan {
  /**
   * One new tensor for each root; the caller disposes of them.
   *
   * @param inputs a tensor for every input node that the roots need; they stay the caller's
   */
  evaluate(inputs: ReadonlyMap<Node, Tensor>): Tensor[]
  /** Frees the constants. */
  dispose(): void
}

/** Constants become tensors once; every other value is freed after the last operation that reads it. */
export function planTensors(tf: TensorFlow, roots: readonly Node[]): TensorPlan {
  const order = topologicalOrder(roots)
  const constants = new Map<Node, Tensor>(
    order
      .filter((node) => node.op === 'constant')
      .map((node): [Node, Tensor] => [node, tf.keep(computeTensor(tf, node, []))]),
  )
  const computed = order.filter(({ op }) => op !== 'constant' && op !== 'input')
  const finished = lastReads(computed, new Set(roots))

  return {
    evaluate: (inputs) =>
      tf.tidy(() => {
        const values = new Map<Node, Tensor>([...constants, ...inputs])
        const tensorAt = (node: Node): Tensor => {
          const value = values.get(node)
          if (value === undefined)
            throw new RangeError(`The input of the shape [${node.shape}] was not given.`)
          return value
        }
        computed.forEach((node, index) => {
          values.set(
            node,
            tf.tidy(() => computeTensor(tf, node, node.inputs.map(tensorAt))),
          )
          for (const done of finished[index] ?? []) {
            values.get(done)?.dispose()
            values.delete(done)
          }
        })
        return roots.map((root) => tensorAt(root).clone())
      }),
    dispose() {
      for (const tensor of constants.values()) tensor.dispose()
      constants.clear()
    },
  }
}

/** For every position of `order` the nodes of it that nothing after it reads. */
function lastReads(order: readonly Node[], kept: ReadonlySet<Node>): readonly (readonly Node[])[] {
  const own = new Set(order)
  const lastRead = new Map<Node, number>()
  order.forEach((node, index) => {
    for (const input of node.inputs) if (own.has(input) && !kept.has(input)) lastRead.set(input, index)
  })
  const finished: Node[][] = order.map(() => [])
  for (const [node, index] of lastRead) finished[index]?.push(node)
  return finished
}
