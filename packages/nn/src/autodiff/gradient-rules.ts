import { broadcastTo, oneHot, pad, reshape, slice, transpose } from '../graph/arrange.ts'
import { div, exp, mul, neg, select, square, step, sub } from '../graph/elementwise.ts'
import { matmul } from '../graph/matmul.ts'
import { constant, type Node, type NodeOf, type Op, type Segment } from '../graph/node.ts'
import { sum } from '../graph/reduce.ts'
import { invalidGraph, type Shape, sizeOf, stretchedAxes, withExtent } from '../graph/shape.ts'

/**
 * Notation
 *   y = op(x_0, x_1, …)   a node and its inputs
 *   g = ∂L/∂y             the adjoint of the node, of y's shape
 *   rule                  for every x_i a function that makes ∂L/∂x_i, or null where none flows; it is called only when
 *                         something that was asked for depends on x_i
 * The rules are written in the operations themselves, so a gradient is a graph and has gradients of its own.
 */
type Rule<K extends Op> = (node: NodeOf<K>, y: Node, g: Node) => readonly Contribution[]
type Contribution = (() => Node) | null

/** The lazily made gradients of a node's inputs, in their order. */
export function inputGradients(node: Node, g: Node): readonly Contribution[] {
  return applyRule(node, node, g)
}

function applyRule<K extends Op>(node: NodeOf<K>, y: Node, g: Node): readonly Contribution[] {
  return rules[node.op](node, y, g)
}

const rules: { readonly [K in Op]: Rule<K> } = {
  input: () => [],
  constant: () => [],
  stopGradient: () => [null],
  step: () => [null],
  neg: (_, _y, g) => [() => neg(g)],
  exp: (_, y, g) => [() => mul(g, y)],
  log: (node, _y, g) => [() => div(g, only(node))],
  sqrt: (_, y, g) => [() => div(mul(g, 0.5), y)],
  tanh: (_, y, g) => [() => mul(g, sub(1, square(y)))],
  abs: (node, _y, g) => [() => mul(g, sub(step(only(node)), step(neg(only(node)))))],
  relu: (_, y, g) => [() => mul(g, step(y))],
  add: (node, _y, g) => {
    const [a, b] = pair(node)
    return [() => sumTo(g, a.shape), () => sumTo(g, b.shape)]
  },
  sub: (node, _y, g) => {
    const [a, b] = pair(node)
    return [() => sumTo(g, a.shape), () => sumTo(neg(g), b.shape)]
  },
  mul: (node, _y, g) => {
    const [a, b] = pair(node)
    if (a === b) return [() => mul(mul(g, 2), a), null]
    return [() => sumTo(mul(g, b), a.shape), () => sumTo(mul(g, a), b.shape)]
  },
  div: (node, y, g) => {
    const [a, b] = pair(node)
    return [() => sumTo(div(g, b), a.shape), () => sumTo(neg(mul(div(g, b), y)), b.shape)]
  },
  select: (node, _y, g) => {
    const [condition, a, b] = node.inputs
    if (!condition || !a || !b) throw arity(node)
    return [
      null,
      () => sumTo(select(condition, g, 0), a.shape),
      () => sumTo(select(condition, 0, g), b.shape),
    ]
  },
  matmul: (node, _y, g) => {
    const [a, b] = pair(node)
    const { transposeA, transposeB } = node.attributes
    return [
      () =>
        transposeA
          ? matmul(b, g, { transposeA: transposeB, transposeB: true })
          : matmul(g, b, { transposeB: !transposeB }),
      () =>
        transposeB
          ? matmul(g, a, { transposeA: true, transposeB: transposeA })
          : matmul(a, g, { transposeA: !transposeA }),
    ]
  },
  transpose: ({ attributes: { permutation } }, _y, g) => [
    () =>
      transpose(
        g,
        permutation.map((_, axis) => permutation.indexOf(axis)),
      ),
  ],
  reshape: (node, _y, g) => [() => reshape(g, only(node).shape)],
  broadcastTo: (node, _y, g) => [() => sumTo(g, only(node).shape)],
  sum: (node, _y, g) => [() => unreduce(node, g)],
  max: (node, y, g) => {
    const x = only(node)
    const largest = () => sub(1, step(sub(unreduce(node, y), x)))
    const ties = () => unreduce(node, reshape(sum(largest(), { axes: node.attributes.axes }), y.shape))
    return [() => div(mul(unreduce(node, g), largest()), ties())]
  },
  concat: ({ inputs, attributes: { axis } }, _y, g) => {
    let end = 0
    return inputs.map(({ shape }) => {
      const start = end
      end = start + (shape[axis] ?? 0)
      const range = { axis, start, end }
      return () => slice(g, range)
    })
  },
  slice: (node, _y, g) => {
    const { axis, start, end } = node.attributes
    return [() => pad(g, { axis, before: start, after: (only(node).shape[axis] ?? 0) - end })]
  },
  pad: (node, _y, g) => {
    const { axis, before } = node.attributes
    return [() => slice(g, { axis, start: before, end: before + (only(node).shape[axis] ?? 0) })]
  },
  gather: (node, _y, g) => {
    const [table, indices] = pair(node)
    const [rows = 0] = table.shape
    const [count = 0] = indices.shape
    const width = sizeOf(table.shape) / rows
    return [
      () =>
        reshape(matmul(oneHot(indices, rows), reshape(g, [count, width]), { transposeA: true }), table.shape),
      null,
    ]
  },
  oneHot: () => [null],
  segmentSoftmax: (node, y, g) => [() => mul(y, sub(g, segmentSums(mul(g, y), node.attributes.segments)))],
  segmentLogSoftmax: (node, y, g) => [
    () => {
      const inside = withinSegments(g, node.attributes.segments)
      return sub(inside, mul(exp(y), segmentSums(inside, node.attributes.segments)))
    },
  ],
}

/** `g` summed over the axes that broadcasting had stretched, back to `shape`. */
function sumTo(g: Node, shape: Shape): Node {
  const axes = stretchedAxes(shape, g.shape)
  return reshape(sum(g, { axes }), shape)
}

/** A reduced value stretched back to the shape of what was reduced. */
function unreduce(node: NodeOf<'sum' | 'max'>, reduced: Node): Node {
  const { shape } = only(node)
  const kept = node.attributes.axes.reduce<Shape>((extents, axis) => withExtent(extents, axis, 1), shape)
  return broadcastTo(reshape(reduced, kept), shape)
}

/** For every column the sum over its segment, as two products with the matrix S that says which column is in which segment. */
function segmentSums(x: Node, segments: readonly Segment[]): Node {
  const columns = x.shape[x.shape.length - 1] ?? 0
  if (segments.length === 1) {
    const [{ start, end } = { start: 0, end: columns }] = segments
    if (start === 0 && end === columns) return sum(x, { axes: [-1], keepDims: true })
  }
  const membership = new Float64Array(columns * segments.length)
  segments.forEach(({ start, end }, index) => {
    for (let column = start; column < end; column++) membership[column * segments.length + index] = 1
  })
  const s = constant(membership, [columns, segments.length])
  const rows = reshape(x, [sizeOf(x.shape) / columns, columns])
  return reshape(matmul(matmul(rows, s), s, { transposeB: true }), x.shape)
}

/** `x` with zeros in the columns of no segment. */
function withinSegments(x: Node, segments: readonly Segment[]): Node {
  const columns = x.shape[x.shape.length - 1] ?? 0
  const inside = new Float64Array(columns)
  for (const { start, end } of segments) inside.fill(1, start, end)
  return inside.includes(0) ? mul(x, constant(inside)) : x
}

function only(node: NodeOf<Op>): Node {
  const [x] = node.inputs
  if (!x) throw arity(node)
  return x
}

function pair(node: NodeOf<Op>): readonly [Node, Node] {
  const [a, b] = node.inputs
  if (!a || !b) throw arity(node)
  return [a, b]
}

function arity({ op, inputs }: NodeOf<Op>): Error {
  return invalidGraph(
    `${op}: ${inputs.length} inputs are too few; build nodes with the functions of the graph folder`,
  )
}
