import { mul } from './elementwise.ts'
import { createNode, type Node } from './node.ts'
import { normaliseAxis, sizeOf } from './shape.ts'

export interface ReductionOptions {
  /** Axes to reduce; all of them by default. Negative axes count from the end. */
  readonly axes?: readonly number[]
  /** Keep reduced axes with extent 1. Default `false`. */
  readonly keepDims?: boolean
}

function reduce(op: 'sum' | 'max', x: Node, options: ReductionOptions): Node {
  const { keepDims = false } = options
  const axes = (options.axes ?? x.shape.map((_, axis) => axis))
    .map((axis) => normaliseAxis(op, x.shape, axis))
    .sort((a, b) => a - b)
  const shape = x.shape.flatMap((extent, axis) => (axes.includes(axis) ? (keepDims ? [1] : []) : [extent]))
  return axes.length === 0 ? x : createNode(op, { axes, keepDims }, [x], shape)
}

export const sum = (x: Node, options: ReductionOptions = {}): Node => reduce('sum', x, options)

/** The largest element; where several are, they share the gradient evenly. */
export const max = (x: Node, options: ReductionOptions = {}): Node => reduce('max', x, options)

export function mean(x: Node, options: ReductionOptions = {}): Node {
  const total = sum(x, options)
  return mul(total, sizeOf(total.shape) / sizeOf(x.shape))
}
