import type { NodeOf, Op, Segment } from '../graph/node.ts'
import { withExtent } from '../graph/shape.ts'
import type { Emitter } from './emitter.ts'

/** What a node becomes in ONNX: `y` is the name of its value, `x` those of its inputs. */
type Rule<K extends Op> = (emitter: Emitter, node: NodeOf<K>, y: string, x: readonly string[]) => void

/** ONNX's TensorProto.BOOL. */
const bool = 9

/**
 * Slope of the clipped line max(0, min(1, slope · x)) that stands for the unit step: one pass, where a comparison and a cast are
 * two. Exact for every float32 but positive numbers below 3e-39, which are denormal.
 */
const steepest = 3e38

/** Emits a node that is neither fed nor fused. */
export function lowerNode<K extends Op>(
  emitter: Emitter,
  node: NodeOf<K>,
  y: string,
  x: readonly string[],
): void {
  rules[node.op](emitter, node, y, x)
}

const same =
  (op: string): Rule<Op> =>
  (emitter, _node, y, x) =>
    emitter.emit(op, x, y)

const rules: { readonly [K in Op]: Rule<K> } = {
  // Inputs and initializers of the model are no nodes of it.
  input: () => undefined,
  constant: () => undefined,
  neg: same('Neg'),
  exp: same('Exp'),
  log: same('Log'),
  sqrt: same('Sqrt'),
  tanh: same('Tanh'),
  abs: same('Abs'),
  relu: same('Relu'),
  step: (emitter, _node, y, x) =>
    emitter.emit('HardSigmoid', x, y, { alpha: { float: steepest }, beta: { float: 0 } }),
  stopGradient: same('Identity'),
  add: same('Add'),
  sub: same('Sub'),
  mul: same('Mul'),
  div: same('Div'),
  select: (emitter, _node, y, [condition = '', ...branches]) => {
    const mask = emitter.freshName()
    emitter.emit('Cast', [condition], mask, { to: bool })
    emitter.emit('Where', [mask, ...branches], y)
  },
  matmul: (emitter, node, y) => emitGemm(emitter, node, y),
  transpose: (emitter, { attributes }, y, x) =>
    emitter.emit('Transpose', x, y, { perm: attributes.permutation }),
  reshape: (emitter, { shape }, y, x) => emitter.emit('Reshape', [...x, emitter.longs(shape)], y),
  broadcastTo: (emitter, { shape }, y, x) => emitter.emit('Expand', [...x, emitter.longs(shape)], y),
  sum: (emitter, { attributes }, y, x) =>
    emitter.emit('ReduceSum', [...x, emitter.longs(attributes.axes)], y, {
      keepdims: Number(attributes.keepDims),
    }),
  max: (emitter, { attributes }, y, x) =>
    emitter.emit('ReduceMax', x, y, { axes: attributes.axes, keepdims: Number(attributes.keepDims) }),
  concat: (emitter, { attributes }, y, x) => emitter.emit('Concat', x, y, { axis: attributes.axis }),
  slice: (emitter, { attributes: { axis, start, end } }, y, x) =>
    emitter.emit('Slice', [...x, emitter.longs([start]), emitter.longs([end]), emitter.longs([axis])], y),
  pad: (emitter, { shape, attributes: { axis, before, after } }, y, x) => {
    const begins = shape.map((_, i) => (i === axis ? before : 0))
    const ends = shape.map((_, i) => (i === axis ? after : 0))
    emitter.emit('Pad', [...x, emitter.longs([...begins, ...ends])], y)
  },
  gather: (emitter, _node, y, x) => emitter.emit('Gather', x, y, { axis: 0 }),
  oneHot: (emitter, { attributes: { depth } }, y, x) =>
    emitter.emit('OneHot', [...x, emitter.ints([depth], []), emitter.floats([0, 1], [2])], y, { axis: -1 }),
  segmentSoftmax: bySegment('Softmax', 1),
  segmentLogSoftmax: bySegment('LogSoftmax', 0),
}

/**
 * One product, added to `beta` times the value named `addend` if there is one.
 *
 * A transposed left operand is transposed by a node of its own: ONNX Runtime's Gemm transposes it anew for every panel of the result,
 * which costs a quarter of a product's time, while one transposition serves all products with that operand.
 */
export function emitGemm(
  emitter: Emitter,
  { inputs, attributes: { transposeA, transposeB } }: NodeOf<'matmul'>,
  y: string,
  addend?: { readonly name: string; readonly beta: number },
): void {
  const [a = '', b = ''] = inputs.map(emitter.nameOf)
  const left = transposeA
    ? emitter.once(`transposed ${a}`, (name) => emitter.emit('Transpose', [a], name, { perm: [1, 0] }))
    : a
  const attributes = {
    transB: Number(transposeB),
    ...(addend === undefined ? {} : { beta: { float: addend.beta } }),
  }
  emitter.emit('Gemm', addend === undefined ? [left, b] : [left, b, addend.name], y, attributes)
}

/**
 * The columns are split once into segments and the gaps between them, each segment has a softmax of its own, and all are joined again:
 * ONNX Runtime's softmax takes a row's maximum, exponentials and sum while its few columns stay in the cache.
 *
 * @param ofOne the softmax of a single column
 */
function bySegment(
  op: 'Softmax' | 'LogSoftmax',
  ofOne: number,
): Rule<'segmentSoftmax' | 'segmentLogSoftmax'> {
  return (emitter, node, y, x) => {
    const axis = node.shape.length - 1
    const runs = segmentsAndGaps(node.attributes.segments, node.shape[axis] ?? 0)
    if (runs.length === 1) return emitter.emit(op, x, y, { axis })
    const pieces = runs.map(() => emitter.freshName())
    emitter.emit('Split', [...x, emitter.longs(runs.map(({ extent }) => extent))], pieces, { axis })
    const results = runs.map(({ extent, isSegment }, index) => {
      const shape = withExtent(node.shape, axis, extent)
      if (!isSegment || extent === 1) return emitter.filled(isSegment ? ofOne : 0, shape)
      const result = emitter.freshName()
      emitter.emit(op, [pieces[index] ?? ''], result, { axis })
      return result
    })
    emitter.emit('Concat', results, y, { axis })
  }
}

function segmentsAndGaps(segments: readonly Segment[], columns: number) {
  const runs: { readonly extent: number; readonly isSegment: boolean }[] = []
  let from = 0
  for (const { start, end } of segments) {
    if (start > from) runs.push({ extent: start - from, isSegment: false })
    runs.push({ extent: end - start, isSegment: true })
    from = end
  }
  if (from < columns) runs.push({ extent: columns - from, isSegment: false })
  return runs
}
