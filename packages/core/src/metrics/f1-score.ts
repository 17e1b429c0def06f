/**
 * Notation
 *   TP, FP, FN   rows of the class predicted as such, of others predicted as the class, of the class predicted as others
 *   F1           2 TP / (2 TP + FP + FN): the harmonic mean of precision and recall
 *   macro F1     mean of F1 over the classes that occur, each with the same weight however rare
 */
import { type MetricDescription, type MetricResult, meanOf, undefinedBecause } from './metric.ts'

/** F1 of one class; 0 when none of its rows is found. `null` when it neither occurs nor is predicted. */
export const f1Score: MetricDescription & {
  readonly compute: (predicted: Int32Array, actual: Int32Array, ofClass: number) => MetricResult
} = {
  name: 'F1',
  goal: 'maximize',
  range: [0, 1],
  compute(predicted, actual, ofClass) {
    let hits = 0
    let total = 0
    for (let row = 0; row < actual.length; row++) {
      if (predicted[row] === ofClass) total++
      if (actual[row] === ofClass) total++
      if (predicted[row] === ofClass && actual[row] === ofClass) hits++
    }
    if (total === 0) return undefinedBecause('The class neither occurs nor is predicted.')
    return { value: (2 * hits) / total }
  },
}

/** Mean F1 of all classes that occur or are predicted. `null` without rows. */
export const macroF1: MetricDescription & {
  readonly compute: (predicted: Int32Array, actual: Int32Array) => MetricResult
} = {
  name: 'MacroF1',
  goal: 'maximize',
  range: [0, 1],
  compute(predicted, actual) {
    const classes = new Set([...predicted, ...actual])
    const scores = Array.from(classes, (each) => f1Score.compute(predicted, actual, each).value)
    return meanOf(scores, 'There are no rows to be predicted.')
  },
}
