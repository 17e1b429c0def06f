import type { Acquisition } from '../acquisition/acquisition.ts'
import type { PointScore, ScoredPoint } from '../acquisition/local-search.ts'
import type { Posterior } from '../gaussian-process/posterior.ts'
import type { SearchSpace } from '../space/search-space.ts'
import type { Observation } from './strategy.ts'

/** New points nearer to one already tried, in the largest difference of a position, are the same point. */
const sameWithin = 1e-6

/** An acquisition of the posterior as a function of the point, with its slope by the chain rule. */
export function scoreOf(posterior: Posterior, acquisition: Acquisition): PointScore {
  const prediction = posterior.createPrediction()
  return {
    value(point) {
      posterior.predict(point, prediction)
      return acquisition.value(prediction.mean, prediction.sd)
    },
    valueWithSlope(point, slope) {
      posterior.predictWithSlopes(point, prediction)
      const { mean, sd, meanSlope, sdSlope } = prediction
      const byMean = acquisition.byMean(mean, sd)
      const bySd = acquisition.bySd(mean, sd)
      for (let i = 0; i < slope.length; i++)
        slope[i] = byMean * (meanSlope[i] ?? 0) + bySd * (sdSlope[i] ?? 0)
      return acquisition.value(mean, sd)
    },
  }
}

/** Work of one prediction, for a pacer. */
export function cellsOfPrediction({ rows: { count, width } }: Posterior): number {
  return 0.1 * count * (count + 10 * width) + 100
}

/** The best of these points that was not tried yet. */
export function untried(
  { dimensions }: SearchSpace,
  found: readonly ScoredPoint[],
  history: readonly Observation[],
): Float64Array | undefined {
  const tried = (point: Float64Array) =>
    history.some((each) => largestDifference(each.point, point, dimensions.length) < sameWithin)
  return found.find(({ point }) => !tried(point))?.point
}

/** The largest difference of a position of two points. */
export function largestDifference(a: Float64Array, b: Float64Array, size: number): number {
  let largest = 0
  for (let i = 0; i < size; i++) largest = Math.max(largest, Math.abs((a[i] ?? 0) - (b[i] ?? 0)))
  return largest
}
