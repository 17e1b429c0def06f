/**
 * Notation
 *   DCR     distance to the closest real record, see distance-to-closest-record.ts
 *   m_s     median DCR of the synthetic rows
 *   m_u     median DCR of as many rows of uniformly random values
 *   score   min(1, m_s / m_u), in [0, 1]
 */
import type { Rng } from '../random/rng.ts'
import { selectRows, type Table } from '../table/table.ts'
import { distanceToClosestRecord } from './distance-to-closest-record.ts'
import { type MetricDescription, type MetricResult, meanOf, undefinedBecause } from './metric.ts'
import { sampleRows } from './sample-rows.ts'
import { median } from './statistic-similarity.ts'
import { uniformTable } from './uniform-table.ts'

const undefinedReason = 'There are no rows, or random rows are as close to real ones as can be.'

/** What is to be judged. */
export interface BaselineProtectionArguments {
  readonly real: Table
  readonly synthetic: Table
  /** For the random table, and the choice of rows. */
  readonly rng: Rng
  /** Judge this many random synthetic rows. Default: all. */
  readonly rows?: number
  /** The score is the mean of this many, each with rows and a random table of its own. Default 1. */
  readonly iterations?: number
}

/** The score with the two medians, means over iterations. */
export type BaselineProtectionResult = MetricResult & {
  readonly syntheticMedian: number | null
  readonly randomMedian: number | null
}

/**
 * How far synthetic rows keep from real ones, compared with random rows: 1 = as far as random values, 0 = on top of real rows.
 * `null` when a median is not defined or random rows have distance 0. O(synthetic rows · real rows).
 */
export const dcrBaselineProtection: MetricDescription & {
  readonly compute: (baselineArguments: BaselineProtectionArguments) => BaselineProtectionResult
} = {
  name: 'DCRBaselineProtection',
  goal: 'maximize',
  range: [0, 1],
  compute({ real, synthetic, rng, rows, iterations = 1 }) {
    const runs = Array.from({ length: iterations }, (_, i) => {
      const run = rng.split(i)
      const judged =
        rows === undefined
          ? synthetic
          : selectRows(synthetic, sampleRows(run.split('rows'), synthetic.rowCount, rows))
      const random = uniformTable(real, judged.rowCount, run.split('random'))
      return compareMedians(medianDistance(judged, real), medianDistance(random, real))
    })
    return {
      ...meanOf(
        runs.map((run) => run.score),
        undefinedReason,
      ),
      syntheticMedian: meanOf(
        runs.map((run) => run.syntheticMedian),
        undefinedReason,
      ).value,
      randomMedian: meanOf(
        runs.map((run) => run.randomMedian),
        undefinedReason,
      ).value,
    }
  },
}

function medianDistance(rows: Table, reference: Table): number | null {
  return medianOrNull(distanceToClosestRecord(rows, reference))
}

function medianOrNull(distances: Float64Array): number | null {
  const middle = median(distances)
  return Number.isNaN(middle) ? null : middle
}

/** The score from the distances of synthetic and of random rows; `null` where it is not defined. */
export function baselineProtectionOf(
  synthetic: Float64Array,
  random: Float64Array,
): BaselineProtectionResult {
  const { score, ...medians } = compareMedians(medianOrNull(synthetic), medianOrNull(random))
  return { ...(score === null ? undefinedBecause(undefinedReason) : { value: score }), ...medians }
}

function compareMedians(syntheticMedian: number | null, randomMedian: number | null) {
  const isDefined = syntheticMedian !== null && randomMedian !== null && randomMedian > 0
  return {
    score: isDefined ? Math.min(1, syntheticMedian / randomMedian) : null,
    syntheticMedian,
    randomMedian,
  }
}
