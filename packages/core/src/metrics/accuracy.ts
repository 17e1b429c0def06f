import { type MetricDescription, type MetricResult, measured } from './metric.ts'

/** Share of rows whose class is predicted. Of rare classes it tells little. `null` without rows. */
export const accuracy: MetricDescription & {
  readonly compute: (predicted: Int32Array, actual: Int32Array) => MetricResult
} = {
  name: 'Accuracy',
  goal: 'maximize',
  range: [0, 1],
  compute(predicted, actual) {
    let hits = 0
    for (let row = 0; row < actual.length; row++) if (predicted[row] === actual[row]) hits++
    return measured(hits / actual.length, 'There are no rows to be predicted.')
  },
}
