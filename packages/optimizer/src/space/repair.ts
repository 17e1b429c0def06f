import { type Rng, TabricateError } from '@tabricate/core'
import { positionDistance, positionsOf } from './positions.ts'
import { fromUnitCube, type SearchSpace, snap, toValues } from './search-space.ts'

/** Random points that are mended when the point itself cannot be, and how many of these must succeed before the nearest is taken. */
const randomStarts = 200
const enough = 8

/**
 * The point itself, snapped, when it obeys the constraints; else one near it that does: parameters of broken constraints are changed one
 * at a time, each time by the least that leaves the fewest constraints broken; failing that, the same from random points.
 * @throws TabricateError `INVALID_OPTIONS` when no point that obeys was found
 */
export function repair(searchSpace: SearchSpace, point: Float64Array, rng: Rng): Float64Array {
  const snapped = snap(searchSpace, point)
  return mend(searchSpace, snapped) ?? nearestMended(searchSpace, snapped, rng)
}

function mend(searchSpace: SearchSpace, start: Float64Array): Float64Array | undefined {
  let point = start
  let broken = countBroken(searchSpace, point)
  while (broken > 0) {
    const next = bestChange(searchSpace, point, broken)
    if (next === undefined) return undefined
    point = next.point
    broken = next.broken
  }
  return point
}

interface Change {
  readonly point: Float64Array
  readonly broken: number
}

/** The change of one parameter that leaves fewer constraints broken: the fewest, and of these the smallest change. */
function bestChange(searchSpace: SearchSpace, point: Float64Array, broken: number): Change | undefined {
  const values = toValues(searchSpace, point)
  const concerned = new Set(
    searchSpace.constraints.filter((each) => !each.holds(values)).flatMap(({ parameters }) => parameters),
  )
  let best: Change | undefined
  let bestDistance = Infinity
  searchSpace.dimensions.forEach((dimension, i) => {
    if (!concerned.has(dimension.name)) return
    const here = point[i] ?? 0
    const candidate = Float64Array.from(point)
    for (const position of positionsOf(dimension)) {
      const distance = positionDistance(dimension, here, position)
      const least = best?.broken ?? broken - 1
      if (least === 0 && distance >= bestDistance) continue
      candidate[i] = position
      const left = countBroken(searchSpace, candidate)
      if (left > least || (left === least && distance >= bestDistance)) continue
      best = { point: Float64Array.from(candidate), broken: left }
      bestDistance = distance
    }
  })
  return best
}

function countBroken(searchSpace: SearchSpace, point: Float64Array): number {
  if (searchSpace.constraints.length === 0) return 0
  const values = toValues(searchSpace, point)
  return searchSpace.constraints.reduce((count, constraint) => count + (constraint.holds(values) ? 0 : 1), 0)
}

function nearestMended(searchSpace: SearchSpace, point: Float64Array, rng: Rng): Float64Array {
  let best: Float64Array | undefined
  let bestDistance = Infinity
  for (let start = 0, found = 0; start < randomStarts && found < enough; start++) {
    const cube = searchSpace.dimensions.map(() => rng.uniform())
    const mended = mend(searchSpace, fromUnitCube(searchSpace, cube))
    if (mended === undefined) continue
    found++
    const distance = searchSpace.dimensions.reduce(
      (sum, dimension, i) => sum + positionDistance(dimension, point[i] ?? 0, mended[i] ?? 0) ** 2,
      0,
    )
    if (distance >= bestDistance) continue
    best = mended
    bestDistance = distance
  }
  if (best !== undefined) return best
  throw new TabricateError(
    'INVALID_OPTIONS',
    `No point of the search space was found that satisfies its constraints (${searchSpace.constraints
      .map(({ description }) => description)
      .join('; ')}). Widen the ranges or leave out a constraint.`,
  )
}
