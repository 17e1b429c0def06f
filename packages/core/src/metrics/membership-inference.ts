/**
 * Notation
 *   m, n        training rows and holdout rows attacked
 *   distance    of a real row to the closest synthetic one, see distance-to-closest-record.ts: the attacker takes those nearby
 *               for training rows
 *               D. Chen et al., "GAN-Leaks", CCS 2020, section 5.2
 *   A           AUC: probability that a training row is nearer than a holdout row, ties half; 0.5 = membership cannot be told
 *   q₁, q₂      A / (2 − A), 2A² / (1 + A)
 *   error       1.96 √( (A(1 − A) + (m − 1)(q₁ − A²) + (n − 1)(q₂ − A²)) / (m n) )
 *               J. A. Hanley, B. J. McNeil, Radiology 143, 1982, equation 2
 */
import { type MetricDescription, type MetricResult, undefinedBecause } from './metric.ts'
import { rocAuc } from './roc-auc.ts'
import { clippedInterval, type Interval, normalQuantile } from './wilson-interval.ts'

/** `value` is the AUC; `advantage` is what the attack gains over guessing: max(0, 2 AUC − 1). */
export type MembershipInferenceResult = MetricResult & {
  readonly interval: Interval | null
  readonly advantage: number | null
  readonly trainRows: number
  readonly holdoutRows: number
}

/** Can the rows learned be told from others, by how near the synthetic table comes to them? */
export const membershipInference: MetricDescription & {
  /**
   * @param trainDistances of training rows to the closest synthetic row
   * @param holdoutDistances of rows never seen, on the same scale
   */
  readonly compute: (
    trainDistances: Float64Array,
    holdoutDistances: Float64Array,
  ) => MembershipInferenceResult
} = {
  name: 'MembershipInferenceAUC',
  goal: 'minimize',
  range: [0, 1],
  compute(trainDistances, holdoutDistances) {
    const [m, n] = [trainDistances.length, holdoutDistances.length]
    const rows = { trainRows: m, holdoutRows: n }
    const scores = new Float64Array(m + n)
    scores.set(trainDistances)
    scores.set(holdoutDistances, m)
    if (m === 0 || n === 0 || scores.some(Number.isNaN)) {
      return { ...undefinedBecause('A table has no rows.'), interval: null, advantage: null, ...rows }
    }
    for (let row = 0; row < scores.length; row++) scores[row] = -(scores[row] ?? 0)
    const auc = rocAuc.compute(
      scores,
      Uint8Array.from({ length: m + n }, (_, row) => (row < m ? 1 : 0)),
    )
    if (auc.value === null) return { ...auc, interval: null, advantage: null, ...rows }
    const a = auc.value
    const [q1, q2] = [a / (2 - a), (2 * a ** 2) / (1 + a)]
    const variance = (a * (1 - a) + (m - 1) * (q1 - a ** 2) + (n - 1) * (q2 - a ** 2)) / (m * n)
    return {
      value: a,
      interval: clippedInterval(a, normalQuantile * Math.sqrt(Math.max(0, variance))),
      advantage: Math.max(0, 2 * a - 1),
      ...rows,
    }
  },
}
