import { normal, type Rng } from '@tabricate/core'
import { createSobol, maxSobolDimensions } from '../sequence/sobol.ts'
import { repair } from '../space/repair.ts'
import { fromUnitCube, levelsOf, obeys, type SearchSpace, snapPosition } from '../space/search-space.ts'
import { type Box, climb, type PointScore, type ScoredPoint } from './local-search.ts'

export interface MaximizeOptions {
  /** Good points known: candidates are also looked for around them. Best first. */
  readonly anchors: readonly Float64Array[]
  /** Candidates spread over the space. Default 512. */
  readonly spread?: number
  /** Candidates around the anchors. Default 256. */
  readonly near?: number
  /** Candidates that are climbed from. Default 5. */
  readonly climbs?: number
  readonly maxIterations?: number
  /** Where to look. Default: the whole space. */
  readonly box?: Box
  /** Positions that are given, by their place in a point. Default: none. */
  readonly fixed?: ReadonlyMap<number, number>
  readonly rng: Rng
  /** Awaited with the cells of work to come; `cellsPerPoint` a point. */
  readonly pace: (cells: number) => Promise<void>
  readonly cellsPerPoint: number
}

/** Local optima of `score` over the space, best first, all obeying the constraints. */
export async function maximize(
  searchSpace: SearchSpace,
  score: PointScore,
  options: MaximizeOptions,
): Promise<readonly ScoredPoint[]> {
  const {
    anchors,
    spread = 512,
    near = 256,
    climbs = 5,
    maxIterations = 40,
    rng,
    pace,
    cellsPerPoint,
    box = wholeBox(searchSpace),
    fixed = new Map<number, number>(),
  } = options
  const candidates = [
    ...spreadPoints(searchSpace, box, spread, rng.split('spread')),
    ...pointsNear(searchSpace, box, anchors, near, rng.split('near')),
  ].map((point) => point.map((position, i) => fixed.get(i) ?? position))
  const scored: ScoredPoint[] = []
  for (const point of await allowed(searchSpace, candidates, rng.split('repair'), pace)) {
    await pace(cellsPerPoint)
    scored.push({ point, value: score.value(point) })
  }
  scored.sort((a, b) => b.value - a.value)
  const optima: ScoredPoint[] = []
  for (const { point } of distinctStarts(searchSpace, scored, climbs)) {
    const paceClimb = (evaluations: number) => pace(evaluations * cellsPerPoint)
    optima.push(await climb(searchSpace, score, point, { box, fixed, maxIterations, pace: paceClimb }))
  }
  return [...optima, ...scored.slice(0, 20)].sort((a, b) => b.value - a.value)
}

function wholeBox({ dimensions }: SearchSpace): Box {
  return { low: new Float64Array(dimensions.length), high: new Float64Array(dimensions.length).fill(1) }
}

/** The best candidates, but none beside a better one: they would end at the same optimum. */
function distinctStarts(
  searchSpace: SearchSpace,
  scored: readonly ScoredPoint[],
  count: number,
): ScoredPoint[] {
  const chosen: ScoredPoint[] = []
  const leastDistance = 0.05 * Math.sqrt(searchSpace.dimensions.length)
  for (const candidate of scored) {
    if (chosen.length >= count) break
    if (chosen.every(({ point }) => distance(searchSpace, point, candidate.point) > leastDistance))
      chosen.push(candidate)
  }
  return chosen
}

function distance({ dimensions }: SearchSpace, a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0)
    sum += dimensions[i]?.kind === 'categorical' ? (difference === 0 ? 0 : 1) : difference * difference
  }
  return Math.sqrt(sum)
}

function spreadPoints(searchSpace: SearchSpace, box: Box, count: number, rng: Rng): Float64Array[] {
  const size = searchSpace.dimensions.length
  const sequence = createSobol(Math.min(size, maxSobolDimensions), rng)
  const cube = new Float64Array(size)
  return Array.from({ length: count }, (_, index) => {
    for (let i = maxSobolDimensions; i < size; i++) cube[i] = rng.uniform()
    sequence(index, cube)
    searchSpace.dimensions.forEach(({ kind }, i) => {
      const low = box.low[i] ?? 0
      if (kind === 'numeric') cube[i] = low + (cube[i] ?? 0) * ((box.high[i] ?? 1) - low)
    })
    return fromUnitCube(searchSpace, cube)
  })
}

/** Points that differ from an anchor in some parameters, by steps of many sizes. */
function pointsNear(
  searchSpace: SearchSpace,
  box: Box,
  anchors: readonly Float64Array[],
  count: number,
  rng: Rng,
): Float64Array[] {
  if (anchors.length === 0) return []
  const { dimensions } = searchSpace
  const share = Math.min(1, Math.max(0.3, 3 / dimensions.length))
  return Array.from({ length: count }, (_, index) => {
    const point = Float64Array.from(anchors[index % anchors.length] ?? [])
    const scale = 10 ** (-3 * rng.uniform()) * 0.5
    dimensions.forEach((dimension, i) => {
      if (rng.uniform() > share) return
      const moved =
        dimension.kind === 'categorical'
          ? rng.uniform() < 0.5
            ? rng.integer(levelsOf(dimension))
            : (point[i] ?? 0)
          : Math.min(box.high[i] ?? 1, Math.max(box.low[i] ?? 0, (point[i] ?? 0) + scale * normal(rng)))
      point[i] = snapPosition(dimension, moved)
    })
    return point
  })
}

/** Candidates that obey the constraints; some of the others are moved to where they do. */
async function allowed(
  searchSpace: SearchSpace,
  points: readonly Float64Array[],
  rng: Rng,
  pace: (cells: number) => Promise<void>,
): Promise<Float64Array[]> {
  if (searchSpace.constraints.length === 0) return [...points]
  const obeying = points.filter((point) => obeys(searchSpace, point))
  const repaired: Float64Array[] = []
  for (const point of points.slice(0, maxRepaired)) {
    await pace(cellsPerRepair)
    repaired.push(repair(searchSpace, point, rng))
  }
  return [...obeying, ...repaired]
}

/** Repairing looks at many points: too slow for all candidates. */
const maxRepaired = 48
const cellsPerRepair = 2e5
