/**
 * Notation
 *   n₊, n₋   rows of the class sought, and others
 *   r        rank of a row by its score, 1 = lowest; equal scores share the mean of their ranks
 *   AUC      (Σ r over rows of the class − n₊ (n₊ + 1) / 2) / (n₊ n₋): the probability that a row of the class scores higher than
 *            another, ties half (Mann–Whitney; J. A. Hanley, B. J. McNeil, Radiology 143, 1982)
 */
import { type MetricDescription, type MetricResult, undefinedBecause } from './metric.ts'

/** Area under the receiver operating characteristic: 0.5 = scores say nothing, 1 = they tell all. `null` without rows of either kind. */
export const rocAuc: MetricDescription & {
  /** @param isPositive per row, 1 = of the class sought, else 0 */
  readonly compute: (scores: Float64Array, isPositive: Uint8Array) => MetricResult
} = {
  name: 'AUC',
  goal: 'maximize',
  range: [0, 1],
  compute(scores, isPositive) {
    const order = Int32Array.from(scores, (_, row) => row).sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0))
    let positives = 0
    let rankSum = 0
    for (let begin = 0; begin < order.length; ) {
      let end = begin
      let tiedPositives = 0
      while (end < order.length && scores[order[end] ?? 0] === scores[order[begin] ?? 0]) {
        tiedPositives += isPositive[order[end] ?? 0] ?? 0
        end++
      }
      // Ranks begin + 1 … end.
      rankSum += (tiedPositives * (begin + 1 + end)) / 2
      positives += tiedPositives
      begin = end
    }
    const negatives = order.length - positives
    if (positives === 0 || negatives === 0)
      return undefinedBecause('All rows to be predicted are of one class.')
    return { value: (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives) }
  },
}
