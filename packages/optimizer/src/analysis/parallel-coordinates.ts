import type { Json } from '@tabricate/core'
import { toPoint } from '../space/search-space.ts'
import type { Space } from '../space/space.ts'
import type { Study } from '../study/study.ts'

/** One axis of a plot of parallel coordinates. */
export type CoordinateAxis =
  | {
      readonly kind: 'numeric'
      readonly name: string
      readonly low: number
      readonly high: number
      readonly log: boolean
    }
  | { readonly kind: 'categorical'; readonly name: string; readonly choices: readonly Json[] }

export interface ParallelCoordinates {
  /** One for each parameter, in their order. */
  readonly axes: readonly CoordinateAxis[]
  /** One for each complete trial, by number. */
  readonly lines: readonly {
    readonly number: number
    readonly value: number
    /** On each axis, in [0, 1]: along the (logarithmic) range, or choices spread evenly from end to end. */
    readonly positions: readonly number[]
  }[]
}

/** All complete trials as lines over one axis for each parameter. `metric`: its place, default 0. */
export function parallelCoordinates<S extends Space>(
  { trials, searchSpace }: Study<S>,
  metric = 0,
): ParallelCoordinates {
  const { dimensions } = searchSpace
  const axes = dimensions.map((dimension): CoordinateAxis => {
    if (dimension.kind === 'categorical') return dimension
    const { low, high, log } = dimension.axis
    return { kind: 'numeric', name: dimension.name, low, high, log }
  })
  const lines = trials.flatMap(({ number, parameters, values }) => {
    const value = values?.[metric]
    if (value === undefined) return []
    const point = toPoint(searchSpace, parameters)
    const positions = dimensions.map((dimension, j) => {
      const at = point[j] ?? 0
      return dimension.kind === 'categorical' ? at / Math.max(1, dimension.choices.length - 1) : at
    })
    return [{ number, value, positions }]
  })
  return { axes, lines }
}
