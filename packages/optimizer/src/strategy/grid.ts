import { createIndexPermutation, TabricateError } from '@tabricate/core'
import { positionsOf } from '../space/positions.ts'
import { obeys, type SearchSpace } from '../space/search-space.ts'
import type { Strategy } from './strategy.ts'

export interface GridOptions {
  /** Values tried of a parameter without a step, spread evenly from end to end, from 2. Default 5. */
  readonly resolution?: number
}

/** Indices that a permutation can take: it works in doubles. */
const maxGridSize = 2 ** 52

/**
 * Every combination of values once, in seeded random order; then all over again. Combinations that break a constraint are left out.
 * @throws TabricateError `INVALID_OPTIONS`; also on a grid beyond 2⁵² combinations, when asked
 */
export function grid({ resolution = 5 }: GridOptions = {}): Strategy {
  if (!Number.isSafeInteger(resolution) || resolution < 2)
    throw new TabricateError(
      'INVALID_OPTIONS',
      `resolution must be a whole number from 2, not ${resolution}.`,
    )
  return {
    id: 'grid',
    suggest({ searchSpace, history, shared }) {
      const axes = gridAxes(searchSpace, resolution)
      const size = gridSize(axes)
      const permute = createIndexPermutation(size, shared.split('order'))
      const last = history.at(-1)?.notes.cell
      let cell = typeof last === 'number' ? last + 1 : 0
      for (let tried = 0; tried < size; tried++, cell++) {
        const point = gridPoint(axes, permute(cell % size))
        if (obeys(searchSpace, point)) return { point, notes: { cell: cell % size } }
      }
      throw new TabricateError('INVALID_OPTIONS', 'No combination of the grid satisfies the constraints.')
    },
    exhaustedAfter(searchSpace) {
      const axes = gridAxes(searchSpace, resolution)
      const size = gridSize(axes)
      if (searchSpace.constraints.length === 0) return size
      let count = 0
      for (let cell = 0; cell < size; cell++) if (obeys(searchSpace, gridPoint(axes, cell))) count++
      return count
    },
  }
}

function gridAxes({ dimensions }: SearchSpace, resolution: number): number[][] {
  return dimensions.map((dimension) => positionsOf(dimension, resolution))
}

function gridSize(axes: readonly number[][]): number {
  const size = axes.reduce((product, { length }) => product * length, 1)
  if (size <= maxGridSize) return size
  throw new TabricateError(
    'INVALID_OPTIONS',
    `The grid has ${size} combinations, more than can be numbered. Use coarser steps, or random.`,
  )
}

function gridPoint(axes: readonly number[][], cell: number): Float64Array {
  let rest = cell
  return Float64Array.from(axes, (positions) => {
    const position = positions[rest % positions.length] ?? 0
    rest = Math.floor(rest / positions.length)
    return position
  })
}
