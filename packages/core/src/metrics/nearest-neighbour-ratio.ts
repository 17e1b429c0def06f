/**
 * Notation
 *   d₁, d₂   distances of a synthetic row to the nearest and to the next nearest row of a table
 *   NNDR     d₁ / d₂, in [0, 1]; 1 where both are 0. Near 0 = the row stands by one record, apart from all others
 *            D. G. Lowe, "Distinctive Image Features from Scale-Invariant Keypoints", IJCV 60, 2004, section 7.1
 */
import { type MetricDescription, type MetricResult, undefinedBecause } from './metric.ts'
import type { NearestDistances } from './nearest-distances.ts'
import { sortedQuantile } from './quantile.ts'

/** `value` is the median of NNDR, `p05` its 5 % quantile. */
export type NearestNeighbourRatioResult = MetricResult & { readonly p05: number | null }

/** Do synthetic rows stand between records, or by single ones? `null` with fewer than two records. */
export const nearestNeighbourRatio: MetricDescription & {
  readonly compute: (distances: NearestDistances) => NearestNeighbourRatioResult
} = {
  name: 'NNDR',
  goal: 'maximize',
  range: [0, 1],
  compute({ nearest, second }) {
    const ratios = nearest.map((distance, row) => {
      const next = second?.[row] ?? Number.NaN
      return next === 0 ? 1 : distance / next
    })
    if (ratios.length === 0 || ratios.some(Number.isNaN)) {
      return { ...undefinedBecause('There are no rows, or fewer than two to be near to.'), p05: null }
    }
    ratios.sort()
    return { value: sortedQuantile(ratios, 0.5), p05: sortedQuantile(ratios, 0.05) }
  },
}
