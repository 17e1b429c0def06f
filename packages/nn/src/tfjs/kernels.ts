import type { Tensor } from '@tensorflow/tfjs-core'
import type { NodeOf, Op, Segment } from '../graph/node.ts'
import { sameShape } from '../graph/shape.ts'

/** The module `@tensorflow/tfjs-core`, or one that gives out all of it: `@tensorflow/tfjs`, `@tensorflow/tfjs-node`. */
export type TensorFlow = typeof import('@tensorflow/tfjs-core')

/**
 * Notation
 *   y, x   tensors of a node and of its inputs
 */
type Kernel<K extends Op> = (tf: TensorFlow, node: NodeOf<K>, x: readonly Tensor[]) => Tensor

/** The tensor of a node that is neither fed nor constant. Whatever else it makes on the way is left to the caller's `tidy`. */
export function computeTensor<K extends Op>(tf: TensorFlow, node: NodeOf<K>, x: readonly Tensor[]): Tensor {
  return kernels[node.op](tf, node, x)
}

const kernels: { readonly [K in Op]: Kernel<K> } = {
  input: (tf) => tf.zeros([0]),
  constant: (tf, { attributes, shape, dtype }) => tf.tensor(Array.from(attributes.values), [...shape], dtype),
  neg: unary((tf, x) => tf.neg(x)),
  exp: unary((tf, x) => tf.exp(x)),
  log: unary((tf, x) => tf.log(x)),
  sqrt: unary((tf, x) => tf.sqrt(x)),
  tanh: unary((tf, x) => tf.tanh(x)),
  abs: unary((tf, x) => tf.abs(x)),
  relu: unary((tf, x) => tf.relu(x)),
  step: unary((tf, x) => tf.step(x)),
  stopGradient: unary((_tf, x) => x.clone()),
  add: binary((tf, a, b) => tf.add(a, b)),
  sub: binary((tf, a, b) => tf.sub(a, b)),
  mul: binary((tf, a, b) => tf.mul(a, b)),
  div: binary((tf, a, b) => tf.div(a, b)),
  select(tf, { shape }, x) {
    const [condition, whenTrue, whenFalse] = x.map((each) => stretch(tf, each, shape))
    return tf.where(tf.notEqual(given(condition), 0), given(whenTrue), given(whenFalse))
  },
  matmul: (tf, { attributes: { transposeA, transposeB } }, [a, b]) =>
    tf.matMul(given(a), given(b), transposeA, transposeB),
  transpose: (tf, { attributes }, [x]) => tf.transpose(given(x), [...attributes.permutation]),
  reshape: (tf, { shape }, [x]) => tf.reshape(given(x), [...shape]),
  broadcastTo: (tf, { shape }, [x]) => stretch(tf, given(x), shape),
  sum: (tf, { attributes }, [x]) => tf.sum(given(x), [...attributes.axes], attributes.keepDims),
  max: (tf, { attributes }, [x]) => tf.max(given(x), [...attributes.axes], attributes.keepDims),
  concat: (tf, { attributes }, x) => tf.concat([...x], attributes.axis),
  slice: (tf, { attributes: { axis, start, end } }, [x]) => cut(tf, given(x), axis, start, end),
  pad: (tf, { shape, attributes: { axis, before, after } }, [x]) =>
    tf.pad(
      given(x),
      shape.map((_, i): [number, number] => (i === axis ? [before, after] : [0, 0])),
    ),
  gather: (tf, _node, [table, indices]) => tf.gather(given(table), given(indices)),
  oneHot: (tf, { attributes: { depth } }, [indices]) =>
    // By a cast: the wasm backend gives integers whatever it is asked for.
    tf.cast(tf.oneHot(given(indices), depth, 1, 0, 'int32'), 'float32'),
  segmentSoftmax: bySegment((tf, x) => tf.softmax(x), 1),
  // Composed, as not every backend has a kernel of its own for it.
  segmentLogSoftmax: bySegment((tf, x) => {
    const shifted = tf.sub(x, tf.max(x, -1, true))
    return tf.sub(shifted, tf.log(tf.sum(tf.exp(shifted), -1, true)))
  }, 0),
}

function given(x: Tensor | undefined): Tensor {
  if (x === undefined) throw new RangeError('A node has fewer inputs than its operation takes.')
  return x
}

function unary(f: (tf: TensorFlow, x: Tensor) => Tensor): Kernel<Op> {
  return (tf, _node, [x]) => f(tf, given(x))
}

function binary(f: (tf: TensorFlow, a: Tensor, b: Tensor) => Tensor): Kernel<Op> {
  return (tf, _node, [a, b]) => f(tf, given(a), given(b))
}

function stretch(tf: TensorFlow, x: Tensor, shape: readonly number[]): Tensor {
  return sameShape(x.shape, shape) ? x.clone() : tf.broadcastTo(x, [...shape])
}

function cut(tf: TensorFlow, x: Tensor, axis: number, start: number, end: number): Tensor {
  const begin = x.shape.map((_, i) => (i === axis ? start : 0))
  return tf.slice(
    x,
    begin,
    x.shape.map((extent, i) => (i === axis ? end - start : extent)),
  )
}

/** @param ofOne the result of a single column */
function bySegment(
  of: (tf: TensorFlow, x: Tensor) => Tensor,
  ofOne: number,
): Kernel<'segmentSoftmax' | 'segmentLogSoftmax'> {
  return (tf, { shape, attributes: { segments } }, [x]) => {
    const axis = shape.length - 1
    const columns = shape[axis] ?? 0
    const filled = ({ start, end }: Segment, value: number): Tensor =>
      tf.fill(
        shape.map((extent, i) => (i === axis ? end - start : extent)),
        value,
      )
    const pieces: Tensor[] = []
    let from = 0
    for (const segment of segments) {
      const { start, end } = segment
      if (start > from) pieces.push(filled({ start: from, end: start }, 0))
      pieces.push(end - start === 1 ? filled(segment, ofOne) : of(tf, cut(tf, given(x), axis, start, end)))
      from = end
    }
    if (from < columns) pieces.push(filled({ start: from, end: columns }, 0))
    return tf.concat(pieces, axis)
  }
}
