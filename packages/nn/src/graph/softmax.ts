import { transpose } from './arrange.ts'
import { createNode, type Node, type Segment } from './node.ts'
import { invalidGraph, normaliseAxis } from './shape.ts'

/**
 * Softmax within each segment of the last axis, every segment by its own maximum, so that none underflows.
 * Segments are in order and do not overlap; columns of no segment come out as 0.
 */
export function segmentSoftmax(x: Node, segments: readonly Segment[]): Node {
  return bySegment('segmentSoftmax', x, segments)
}

/** Logarithm of {@link segmentSoftmax}, which stays finite where the softmax underflows. Columns of no segment come out as 0. */
export function segmentLogSoftmax(x: Node, segments: readonly Segment[]): Node {
  return bySegment('segmentLogSoftmax', x, segments)
}

function bySegment(op: 'segmentSoftmax' | 'segmentLogSoftmax', x: Node, segments: readonly Segment[]): Node {
  const columns = x.shape[x.shape.length - 1] ?? 0
  let from = 0
  for (const { start, end } of segments) {
    if (start < from || end <= start || end > columns) {
      throw invalidGraph(
        `${op}: the segment ${start} to ${end} is empty, out of order or beyond ${columns} columns`,
      )
    }
    from = end
  }
  if (segments.length === 0) throw invalidGraph(`${op}: at least one segment is needed`)
  return createNode(op, { segments }, [x], x.shape)
}

/** e^x / Σ e^x along one axis, the last by default. */
export const softmax = (x: Node, axis = -1): Node => alongAxis(segmentSoftmax, x, axis)

/** x − log Σ e^x along one axis, the last by default. */
export const logSoftmax = (x: Node, axis = -1): Node => alongAxis(segmentLogSoftmax, x, axis)

function alongAxis(softmaxOf: typeof segmentSoftmax, x: Node, axis: number): Node {
  const at = normaliseAxis('softmax', x.shape, axis)
  const last = x.shape.length - 1
  const swapped = x.shape.map((_, i) => (i === at ? last : i === last ? at : i))
  const whole = [{ start: 0, end: x.shape[at] ?? 0 }]
  return at === last ? softmaxOf(x, whole) : transpose(softmaxOf(transpose(x, swapped), whole), swapped)
}
