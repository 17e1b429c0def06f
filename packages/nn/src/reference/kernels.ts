import type { NodeOf, Op } from '../graph/node.ts'
import { type Shape, sizeOf, stridesOf } from '../graph/shape.ts'

/**
 * Notation
 *   y, x   values of a node and of its inputs, row-major float64
 *   i      position in y
 */
type Kernel<K extends Op> = (node: NodeOf<K>, x: readonly Float64Array[]) => Float64Array

/** The value of a node that is not fed, from the values of its inputs. */
export function computeNode<K extends Op>(node: NodeOf<K>, x: readonly Float64Array[]): Float64Array {
  return kernels[node.op](node, x)
}

const kernels: { readonly [K in Op]: Kernel<K> } = {
  input: () => new Float64Array(0),
  constant: ({ attributes }) => attributes.values,
  neg: unary((x) => -x),
  exp: unary(Math.exp),
  log: unary(Math.log),
  sqrt: unary(Math.sqrt),
  tanh: unary(Math.tanh),
  abs: unary(Math.abs),
  relu: unary((x) => Math.max(x, 0)),
  step: unary((x) => (x > 0 ? 1 : 0)),
  stopGradient: unary((x) => x),
  add: binary((a, b) => a + b),
  sub: binary((a, b) => a - b),
  mul: binary((a, b) => a * b),
  div: binary((a, b) => a / b),
  select(node, x) {
    const [condition, a, b] = node.inputs.map((operand, index) =>
      stretch(x[index], operand.shape, node.shape),
    )
    return fill(node.shape, (i) => at(condition?.[i] === 0 ? b : a, i))
  },
  matmul: multiply,
  transpose({ inputs, shape, attributes: { permutation } }, [x]) {
    const strides = stridesOf(inputs[0]?.shape ?? [])
    return walk(
      x,
      shape,
      permutation.map((axis) => strides[axis] ?? 0),
    )
  },
  reshape: unary((x) => x),
  broadcastTo: ({ inputs: [operand], shape }, [x]) => stretch(x, operand?.shape ?? [], shape),
  sum: reduction(0, (total, value) => total + value),
  max: reduction(Number.NEGATIVE_INFINITY, Math.max),
  concat({ inputs, shape, attributes: { axis } }, x) {
    const y = new Float64Array(sizeOf(shape))
    let start = 0
    inputs.forEach((operand, index) => {
      const extent = operand.shape[axis] ?? 0
      copyRange(x[index], operand.shape, 0, y, shape, start, axis, extent)
      start += extent
    })
    return y
  },
  slice({ inputs, shape, attributes: { axis, start, end } }, [x]) {
    return copyRange(
      x,
      inputs[0]?.shape ?? [],
      start,
      new Float64Array(sizeOf(shape)),
      shape,
      0,
      axis,
      end - start,
    )
  },
  pad({ inputs, shape, attributes: { axis, before } }, [x]) {
    const from = inputs[0]?.shape ?? []
    return copyRange(x, from, 0, new Float64Array(sizeOf(shape)), shape, before, axis, from[axis] ?? 0)
  },
  gather({ inputs: [table], shape }, [x, indices]) {
    const width = sizeOf((table?.shape ?? []).slice(1))
    return fill(shape, (i) => at(x, at(indices, Math.floor(i / width)) * width + (i % width)))
  },
  oneHot: ({ shape, attributes: { depth } }, [indices]) =>
    fill(shape, (i) => Number(at(indices, Math.floor(i / depth)) === i % depth)),
  segmentSoftmax: bySegment(Math.exp),
  segmentLogSoftmax: bySegment((logarithm) => logarithm),
}

function at(values: Float64Array | undefined, index: number): number {
  return values?.[index] ?? Number.NaN
}

function fill(shape: Shape, value: (i: number) => number): Float64Array {
  const y = new Float64Array(sizeOf(shape))
  for (let i = 0; i < y.length; i++) y[i] = value(i)
  return y
}

function unary(f: (x: number) => number): Kernel<Op> {
  return ({ shape }, [x]) => fill(shape, (i) => f(at(x, i)))
}

function binary(f: (a: number, b: number) => number): Kernel<Op> {
  return ({ inputs, shape }, x) => {
    const [a, b] = inputs.map((operand, index) => stretch(x[index], operand.shape, shape))
    return fill(shape, (i) => f(at(a, i), at(b, i)))
  }
}

/** Reads `x` with a step of `strides[axis]` along each axis of `shape`. */
function walk(x: Float64Array | undefined, shape: Shape, strides: readonly number[]): Float64Array {
  const own = stridesOf(shape)
  return fill(shape, (i) => {
    let position = 0
    shape.forEach((extent, axis) => {
      position += (Math.floor(i / (own[axis] ?? 1)) % extent) * (strides[axis] ?? 0)
    })
    return at(x, position)
  })
}

function stretch(x: Float64Array | undefined, from: Shape, to: Shape): Float64Array {
  const added = to.length - from.length
  const strides = stridesOf(from)
  return walk(
    x,
    to,
    to.map((_, axis) => (axis < added || from[axis - added] === 1 ? 0 : (strides[axis - added] ?? 0))),
  )
}

function multiply(
  { inputs: [a], shape, attributes }: NodeOf<'matmul'>,
  [x, w]: readonly Float64Array[],
): Float64Array {
  const [rows = 0, columns = 0] = shape
  const [first = 0, second = 0] = a?.shape ?? []
  const inner = attributes.transposeA ? first : second
  const [rowStride, innerStrideX] = attributes.transposeA ? [1, rows] : [inner, 1]
  const [innerStrideW, columnStride] = attributes.transposeB ? [1, inner] : [columns, 1]
  return fill(shape, (i) => {
    const row = Math.floor(i / columns)
    const column = i % columns
    let total = 0
    for (let k = 0; k < inner; k++) {
      total += at(x, row * rowStride + k * innerStrideX) * at(w, k * innerStrideW + column * columnStride)
    }
    return total
  })
}

function reduction(start: number, combine: (total: number, value: number) => number): Kernel<'sum' | 'max'> {
  return ({ inputs: [operand], shape, attributes: { axes } }, [x]) => {
    const from = operand?.shape ?? []
    const fromStrides = stridesOf(from)
    const kept = stridesOf(from.map((extent, axis) => (axes.includes(axis) ? 1 : extent)))
    const y = new Float64Array(sizeOf(shape)).fill(start)
    x?.forEach((value, i) => {
      let position = 0
      from.forEach((extent, axis) => {
        if (!axes.includes(axis))
          position += (Math.floor(i / (fromStrides[axis] ?? 1)) % extent) * (kept[axis] ?? 0)
      })
      y[position] = combine(at(y, position), value)
    })
    return y
  }
}

/** Copies `extent` entries along `axis` from position `start` of x to position `startY` of y. */
function copyRange(
  x: Float64Array | undefined,
  shape: Shape,
  start: number,
  y: Float64Array,
  shapeY: Shape,
  startY: number,
  axis: number,
  extent: number,
): Float64Array {
  const inner = sizeOf(shape.slice(axis + 1))
  const outer = sizeOf(shape.slice(0, axis))
  for (let block = 0; block < outer; block++) {
    const from = (block * (shape[axis] ?? 0) + start) * inner
    y.set(x?.subarray(from, from + extent * inner) ?? [], (block * (shapeY[axis] ?? 0) + startY) * inner)
  }
  return y
}

/** `of` the logarithm of the softmax, segment by segment. */
function bySegment(of: (logarithm: number) => number): Kernel<'segmentSoftmax' | 'segmentLogSoftmax'> {
  return ({ shape, attributes }, [x]) => {
    const columns = shape[shape.length - 1] ?? 0
    const y = new Float64Array(sizeOf(shape))
    for (let row = 0; row < y.length; row += columns) {
      for (const { start, end } of attributes.segments) {
        const segment = x?.subarray(row + start, row + end) ?? new Float64Array(0)
        const largest = segment.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
        const logSum =
          largest + Math.log(segment.reduce((total, value) => total + Math.exp(value - largest), 0))
        y.set(
          segment.map((value) => of(value - logSum)),
          row + start,
        )
      }
    }
    return y
  }
}
