import { createNode, type Node, type Segment } from './node.ts'
import {
  broadcastShapes,
  invalidGraph,
  normaliseAxis,
  type Shape,
  sameShape,
  sizeOf,
  withExtent,
} from './shape.ts'

/** The axes in a new order; reversed when no `permutation` is given. */
export function transpose(
  x: Node,
  permutation: readonly number[] = x.shape.map((_, axis) => x.shape.length - 1 - axis),
): Node {
  const sorted = [...permutation].sort((a, b) => a - b)
  if (
    !sameShape(
      sorted,
      x.shape.map((_, axis) => axis),
    )
  ) {
    throw invalidGraph(`transpose: [${permutation}] is not a permutation of the axes of [${x.shape}]`)
  }
  return createNode(
    'transpose',
    { permutation },
    [x],
    permutation.map((axis) => x.shape[axis] ?? 1),
  )
}

/** The same elements in row-major order under another shape. */
export function reshape(x: Node, shape: Shape): Node {
  if (sizeOf(shape) !== sizeOf(x.shape)) {
    throw invalidGraph(
      `reshape: [${x.shape}] has ${sizeOf(x.shape)} elements, [${shape}] has ${sizeOf(shape)}`,
    )
  }
  return sameShape(shape, x.shape) ? x : createNode('reshape', {}, [x], shape, x.dtype)
}

/** x repeated along axes of extent 1 and along new axes in front. */
export function broadcastTo(x: Node, shape: Shape): Node {
  if (!sameShape(broadcastShapes('broadcastTo', x.shape, shape), shape)) {
    throw invalidGraph(`broadcastTo: [${x.shape}] does not stretch to [${shape}]`)
  }
  return sameShape(shape, x.shape) ? x : createNode('broadcastTo', {}, [x], shape)
}

/** The nodes side by side along `axis`; their other extents are equal. */
export function concat(nodes: readonly Node[], axis: number): Node {
  const [first] = nodes
  if (first === undefined) throw invalidGraph('concat: at least one node is needed')
  if (nodes.length === 1) return first
  const at = normaliseAxis('concat', first.shape, axis)
  const extent = nodes.reduce((sum, { shape }) => sum + (shape[at] ?? 0), 0)
  const shape = withExtent(first.shape, at, extent)
  for (const node of nodes) {
    if (!sameShape(withExtent(node.shape, at, extent), shape)) {
      throw invalidGraph(`concat: [${node.shape}] does not fit beside [${first.shape}] along axis ${at}`)
    }
  }
  return createNode('concat', { axis: at }, nodes, shape)
}

/** Elements `start` up to but without `end` along one axis. */
export function slice(x: Node, { axis, start, end }: { readonly axis: number } & Segment): Node {
  const at = normaliseAxis('slice', x.shape, axis)
  const extent = x.shape[at] ?? 0
  if (!(Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end <= extent)) {
    throw invalidGraph(`slice: ${start} to ${end} is not a range of axis ${at} of [${x.shape}]`)
  }
  if (start === 0 && end === extent) return x
  return createNode('slice', { axis: at, start, end }, [x], withExtent(x.shape, at, end - start))
}

/** Zeros added along one axis. */
export function pad(x: Node, { axis, before, after }: { axis: number; before: number; after: number }): Node {
  const at = normaliseAxis('pad', x.shape, axis)
  if (before === 0 && after === 0) return x
  return createNode(
    'pad',
    { axis: at, before, after },
    [x],
    withExtent(x.shape, at, before + (x.shape[at] ?? 0) + after),
  )
}

/** Rows of `table` (along its first axis) picked by an int32 vector. Indices out of range are an error of the runtime. */
export function gather(table: Node, indices: Node): Node {
  requireIndices('gather', indices)
  if (table.shape.length === 0) throw invalidGraph('gather: a scalar has no rows')
  return createNode('gather', {}, [table, indices], [...indices.shape, ...table.shape.slice(1)])
}

/** [n] int32 → [n, depth], 1 at each index. */
export function oneHot(indices: Node, depth: number): Node {
  requireIndices('oneHot', indices)
  return createNode('oneHot', { depth }, [indices], [...indices.shape, depth])
}

function requireIndices(what: string, indices: Node): void {
  if (indices.dtype !== 'int32' || indices.shape.length !== 1) {
    throw invalidGraph(`${what}: indices are an int32 vector, given ${indices.dtype} [${indices.shape}]`)
  }
}
