import { searchInBox } from '../minimizer/minimize-in-box.ts'
import { levelAt, levelValue, toUnit } from '../space/axis.ts'
import { type Dimension, levelsOf, obeys, type SearchSpace, snap } from '../space/search-space.ts'

/** A function of a point that is to be made large. */
export interface PointScore {
  value(point: Float64Array): number
  /** The value; `slope` gets the derivatives by the numeric positions. */
  valueWithSlope(point: Float64Array, slope: Float64Array): number
}

/** Bounds of the numeric positions of a point; categorical positions are free. */
export interface Box {
  readonly low: Float64Array
  readonly high: Float64Array
}

/** Parameters with more values than this move as if they were continuous, and are rounded. */
const mostLevelsScanned = 64
const maxRounds = 4

/** Of an evaluation with its slopes, in evaluations without. */
const costOfEvaluation = 3

export interface ClimbOptions {
  readonly box: Box
  /** Places whose positions stay as they are. */
  readonly fixed: { has(place: number): boolean }
  readonly maxIterations: number
  /** Awaited with a number of evaluations, so that others can run in between. */
  readonly pace: (evaluations: number) => Promise<void>
}

/** Climbs from a snapped point to a local optimum over continuous and discrete parameters in turn. */
export async function climb(
  searchSpace: SearchSpace,
  score: PointScore,
  start: Float64Array,
  { box, fixed, maxIterations, pace }: ClimbOptions,
): Promise<ScoredPoint> {
  const { dimensions } = searchSpace
  const smooth = dimensions.flatMap((dimension, i) => (movesSmoothly(dimension) && !fixed.has(i) ? [i] : []))
  const discrete = dimensions.flatMap((dimension, i) =>
    levelsOf(dimension) === Infinity || fixed.has(i) ? [] : [i],
  )
  let best: ScoredPoint = { point: Float64Array.from(start), value: score.value(start) }
  for (let round = 0; round < maxRounds; round++) {
    if (smooth.length > 0) {
      best = await climbSmoothly(searchSpace, score, best, smooth, { box, maxIterations, pace })
    }
    const before = best.value
    for (const i of discrete) {
      await pace(mostLevelsScanned)
      best = scanLevels(searchSpace, score, best, box, i)
    }
    if (discrete.length === 0 || best.value <= before || smooth.length === dimensions.length) break
  }
  return best
}

export interface ScoredPoint {
  readonly point: Float64Array
  readonly value: number
}

function movesSmoothly(dimension: Dimension): boolean {
  return dimension.kind === 'numeric' && levelsOf(dimension) > mostLevelsScanned
}

async function climbSmoothly(
  searchSpace: SearchSpace,
  score: PointScore,
  from: ScoredPoint,
  smooth: readonly number[],
  { box: { low, high }, maxIterations, pace }: Omit<ClimbOptions, 'fixed'>,
): Promise<ScoredPoint> {
  const point = Float64Array.from(from.point)
  const slope = new Float64Array(point.length)
  const x = Float64Array.from(smooth, (i) => point[i] ?? 0)
  const negated = (at: Float64Array, gradient: Float64Array) => {
    smooth.forEach((i, k) => {
      point[i] = at[k] ?? 0
    })
    const value = score.valueWithSlope(point, slope)
    smooth.forEach((i, k) => {
      gradient[k] = -(slope[i] ?? 0)
    })
    return -value
  }
  const search = searchInBox(negated, x, {
    low: smooth.map((i) => low[i] ?? 0),
    high: smooth.map((i) => high[i] ?? 1),
    maxIterations,
    tolerance: 1e-6,
    minDecrease: 1e-9,
  })
  while (!search.next().done) await pace(costOfEvaluation)
  smooth.forEach((i, k) => {
    point[i] = x[k] ?? 0
  })
  const snapped = snap(searchSpace, point)
  const value = score.value(snapped)
  return value > from.value && obeys(searchSpace, snapped) ? { point: snapped, value } : from
}

/** Tries the other values of one discrete parameter: all, or when they are many those around. */
function scanLevels(
  searchSpace: SearchSpace,
  score: PointScore,
  from: ScoredPoint,
  { low, high }: Box,
  i: number,
): ScoredPoint {
  const dimension = searchSpace.dimensions[i]
  if (dimension === undefined) return from
  let best = from
  const candidate = Float64Array.from(from.point)
  for (const position of otherPositions(dimension, from.point[i] ?? 0)) {
    const outside = position < (low[i] ?? 0) || position > (high[i] ?? 1)
    if (dimension.kind === 'numeric' && outside) continue
    candidate[i] = position
    if (!obeys(searchSpace, candidate)) continue
    const value = score.value(candidate)
    if (value > best.value) best = { point: Float64Array.from(candidate), value }
  }
  return best
}

function otherPositions(dimension: Dimension, here: number): number[] {
  const levels = levelsOf(dimension)
  if (dimension.kind === 'categorical')
    return Array.from({ length: levels }, (_, k) => k).filter((k) => k !== here)
  const current = levelAt(dimension.axis, here)
  const wanted =
    levels <= mostLevelsScanned
      ? Array.from({ length: levels }, (_, k) => k)
      : [1, 2, 3, 5, 8].flatMap((offset) => [current - offset, current + offset])
  return wanted
    .filter((level) => level !== current && level >= 0 && level < levels)
    .map((level) => toUnit(dimension.axis, levelValue(dimension.axis, level)))
}
