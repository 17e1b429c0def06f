import { linearModel } from '../learners/linear-model.ts'
import { type DetectionMetric, detectSyntheticRows } from './detect-synthetic-rows.ts'

/** One row of either kind in every fold. */
const minRows = 3

/**
 * How well a logistic regression tells synthetic rows from real ones, as SDMetrics measures it: 1 = not at all, 0 = always. It sees
 * shifts of single columns only: independent columns get 1 as the real table itself does. Unlike there, truth values count too, and a
 * category that the real table lacks tells rows apart instead of failing the metric.
 */
export const logisticDetection: DetectionMetric = {
  name: 'LogisticDetection',
  goal: 'maximize',
  range: [0, 1],
  compute: (detectionArguments) =>
    detectSyntheticRows(linearModel({ scaling: 'robust' }), minRows, detectionArguments),
}
