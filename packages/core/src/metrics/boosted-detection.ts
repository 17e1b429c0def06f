import { boostedTrees } from '../learners/boosted-trees.ts'
import { type DetectionMetric, detectSyntheticRows } from './detect-synthetic-rows.ts'

/** In two thirds of the rows there must be two leaves' worth of either kind, or trees cannot but fail to tell them apart. */
const minRows = 60

/**
 * How well gradient-boosted trees tell synthetic rows from real ones: 1 = not at all, 0 = always. They see distributions, dependence
 * and missing values alike, and are hard to deceive: for good synthetic tables of many rows 0.2 is common.
 */
export const boostedDetection: DetectionMetric = {
  name: 'BoostedDetection',
  goal: 'maximize',
  range: [0, 1],
  compute: (detectionArguments) => detectSyntheticRows(boostedTrees(), minRows, detectionArguments),
}
