import { type MetricDescription, type MetricResult, undefinedBecause } from './metric.ts'
import { sortedQuantile } from './quantile.ts'

/** `value` is the median distance. All distances in [0, 1]. */
export type ClosestRecordQuantiles = MetricResult & {
  /** Quantiles of the distance by share of rows. */
  readonly quantiles: {
    readonly p05: number
    readonly p25: number
    readonly p50: number
    readonly p75: number
    readonly p95: number
  } | null
  /** Share of rows with distance 0. */
  readonly identical: number | null
}

/** How far rows are from their closest record of another table: see distance-to-closest-record.ts. */
export const closestRecordQuantiles: MetricDescription & {
  readonly compute: (distances: Float64Array) => ClosestRecordQuantiles
} = {
  name: 'DCR',
  goal: 'maximize',
  range: [0, 1],
  compute(distances) {
    if (distances.length === 0 || distances.some(Number.isNaN)) {
      const reason = 'There are no rows to measure, or none to measure from.'
      return { ...undefinedBecause(reason), quantiles: null, identical: null }
    }
    const ascending = distances.slice().sort()
    const at = (q: number) => sortedQuantile(ascending, q)
    return {
      value: at(0.5),
      quantiles: { p05: at(0.05), p25: at(0.25), p50: at(0.5), p75: at(0.75), p95: at(0.95) },
      identical: distances.filter((distance) => distance === 0).length / distances.length,
    }
  },
}
