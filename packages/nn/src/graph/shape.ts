import { TabricateError } from '@tabricate/core'

/** Extents of a tensor, outermost first; `[]` is a scalar. Static: every extent is known when the graph is built. */
export type Shape = readonly number[]

/** Number of elements. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, extent) => product * extent, 1)
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((extent, axis) => extent === b[axis])
}

/** Elements to step over for one step along each axis, row-major. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length).fill(1)
  for (let axis = shape.length - 2; axis >= 0; axis--)
    strides[axis] = (strides[axis + 1] ?? 1) * (shape[axis + 1] ?? 1)
  return strides
}

/** Shape of an element-wise result by NumPy's rules: aligned at the last axis, an extent of 1 stretches. */
export function broadcastShapes(what: string, a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length)
  return Array.from({ length: rank }, (_, axis) => {
    const left = a[axis - rank + a.length] ?? 1
    const right = b[axis - rank + b.length] ?? 1
    if (left !== right && left !== 1 && right !== 1) {
      throw invalidGraph(`${what}: the shapes [${a}] and [${b}] do not broadcast to one another`)
    }
    return left === 1 ? right : left
  })
}

/** Axes along which broadcasting stretched `from` to `to`, as axes of `to`. */
export function stretchedAxes(from: Shape, to: Shape): number[] {
  const added = to.length - from.length
  return to.flatMap((extent, axis) =>
    axis < added || (from[axis - added] === 1 && extent !== 1) ? [axis] : [],
  )
}

/** `axis` counted from the front; −1 is the last. */
export function normaliseAxis(what: string, shape: Shape, axis: number): number {
  const positive = axis < 0 ? axis + shape.length : axis
  if (!Number.isInteger(positive) || positive < 0 || positive >= shape.length) {
    throw invalidGraph(`${what}: axis ${axis} is not an axis of the shape [${shape}]`)
  }
  return positive
}

/** `shape` with the extent of one axis replaced. */
export function withExtent(shape: Shape, axis: number, extent: number): Shape {
  return shape.map((old, i) => (i === axis ? extent : old))
}

/** The error of a graph that cannot be built: whoever builds it has given shapes or attributes that do not fit. */
export function invalidGraph(message: string): TabricateError {
  return new TabricateError('INVALID_OPTIONS', message)
}
