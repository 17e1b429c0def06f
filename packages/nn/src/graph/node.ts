import { invalidGraph, type Shape, sameShape, sizeOf } from './shape.ts'

/** Element type of a node. Indices are `int32`, all else `float32` (the reference evaluator computes in float64). */
export type Dtype = 'float32' | 'int32'

/** A run of columns, from `start` up to but without `end`. */
export interface Segment {
  readonly start: number
  readonly end: number
}

/**
 * Every operation and what it needs besides its inputs. Closed: the gradient rules, the ONNX writer and the evaluator each have
 * one entry an operation, so that a new one is a compile error until all of them know it.
 */
export interface Attributes {
  /** Fed from outside, or held as state by a program. */
  readonly input: { readonly name: string }
  readonly constant: { readonly values: Float64Array }
  readonly neg: Plain
  readonly exp: Plain
  readonly log: Plain
  readonly sqrt: Plain
  readonly tanh: Plain
  readonly abs: Plain
  readonly relu: Plain
  /** 1 where the input is positive, else 0; its derivative is taken as 0. */
  readonly step: Plain
  /** The input itself; gradients end here. */
  readonly stopGradient: Plain
  readonly add: Plain
  readonly sub: Plain
  readonly mul: Plain
  readonly div: Plain
  /** inputs: condition, whenTrue, whenFalse; true is any condition but 0. */
  readonly select: Plain
  readonly matmul: { readonly transposeA: boolean; readonly transposeB: boolean }
  readonly transpose: { readonly permutation: readonly number[] }
  readonly reshape: Plain
  readonly broadcastTo: Plain
  readonly sum: Reduction
  readonly max: Reduction
  readonly concat: { readonly axis: number }
  readonly slice: { readonly axis: number; readonly start: number; readonly end: number }
  /** Zeros before and after the input along one axis. */
  readonly pad: { readonly axis: number; readonly before: number; readonly after: number }
  /** inputs: table, indices (int32, a vector); picks rows along the first axis. */
  readonly gather: Plain
  /** int32 indices [n] → [n, depth]. */
  readonly oneHot: { readonly depth: number }
  /** Softmax within each run of the last axis; columns outside all runs give 0. */
  readonly segmentSoftmax: { readonly segments: readonly Segment[] }
  /** Its logarithm; columns outside all runs give 0. */
  readonly segmentLogSoftmax: { readonly segments: readonly Segment[] }
}
type Plain = Readonly<Record<never, never>>
interface Reduction {
  readonly axes: readonly number[]
  readonly keepDims: boolean
}

export type Op = keyof Attributes

/** A node whose operation is one of `K`; for a table with one entry an operation. */
export interface NodeOf<K extends Op> {
  readonly op: K
  readonly attributes: Attributes[K]
  readonly inputs: readonly Node[]
  readonly shape: Shape
  readonly dtype: Dtype
}

/** A value of the computation: symbolic, immutable, a plain record. The graph is what its nodes refer to; there is no other. */
export type Node = { readonly [K in Op]: NodeOf<K> }[Op]

/** Where a number stands for a scalar constant. */
export type Operand = Node | number

export function createNode<K extends Op>(
  op: K,
  attributes: Attributes[K],
  inputs: readonly Node[],
  shape: Shape,
  dtype: Dtype = 'float32',
): NodeOf<K> {
  return { op, attributes, inputs, shape, dtype }
}

/** A value that is fed at every run, or held as a program's state. `name` is unique within a program. */
export function input(name: string, shape: Shape, dtype: Dtype = 'float32'): Node {
  return createNode('input', { name }, [], shape, dtype)
}

/** A fixed value. One number fills the whole `shape`; without `shape`, a number is a scalar and a list a vector. */
export function constant(values: ArrayLike<number> | number, shape?: Shape, dtype: Dtype = 'float32'): Node {
  if (typeof values === 'number') {
    const extents = shape ?? []
    return createNode(
      'constant',
      { values: new Float64Array(sizeOf(extents)).fill(values) },
      [],
      extents,
      dtype,
    )
  }
  const extents = shape ?? [values.length]
  if (sizeOf(extents) !== values.length) {
    throw invalidGraph(`constant: ${values.length} values were given for the shape [${extents}]`)
  }
  return createNode('constant', { values: Float64Array.from(values) }, [], extents, dtype)
}

export function toNode(operand: Operand): Node {
  return typeof operand === 'number' ? constant(operand) : operand
}

/** The number that a scalar constant holds, or `undefined` for any other node. */
export function scalarValue(node: Node): number | undefined {
  return node.op === 'constant' && sameShape(node.shape, []) ? node.attributes.values[0] : undefined
}
