import { fitFeatureEncoder } from '../learners/encode-features.ts'
import type { Learner } from '../learners/learner.ts'
import { accuracy } from '../metrics/accuracy.ts'
import { f1Score, macroF1 } from '../metrics/f1-score.ts'
import { type MetricResult, undefinedBecause } from '../metrics/metric.ts'
import { rSquared } from '../metrics/r-squared.ts'
import { rocAuc } from '../metrics/roc-auc.ts'
import type { Rng } from '../random/rng.ts'
import type { TaskRows } from './prediction-task.ts'

/** What a learner is trained on and judged by. */
export interface Trial {
  readonly learner: Learner
  readonly train: TaskRows
  readonly test: TaskRows
  /** Names of the columns to predict from. */
  readonly names: readonly string[]
  readonly rng: Rng
  readonly signal: AbortSignal | undefined
}

/** One figure by the name of its metric. */
export type PredictiveScore = MetricResult & { readonly metric: string }

/** Learns and predicts numbers: R². */
export async function regressionScores(trial: Trial): Promise<readonly PredictiveScore[]> {
  const { learner, train, test, names, rng, signal } = trial
  const encoder = fitFeatureEncoder([train.table], names)
  const features = encoder.encode(train.table)
  const regressor = await learner.learnNumbers({ features, numbers: train.targets, rng, signal })
  return numberScores(regressor.predict(encoder.encode(test.table)), test.targets)
}

/**
 * Learns and predicts classes. Of two: AUC, and F1 of the rarer class (code 0), predicted where its probability is 0.5 or more. Of
 * more: macro F1. Accuracy of both.
 */
export async function classificationScores(
  trial: Trial,
  classCount: number,
): Promise<readonly PredictiveScore[]> {
  const { learner, train, test, names, rng, signal } = trial
  const encoder = fitFeatureEncoder([train.table], names)
  const features = encoder.encode(train.table)
  const classes = Int32Array.from(train.targets)
  const classifier = await learner.learnClasses({ features, classes, classCount, rng, signal })
  const probabilities = classifier.probabilities(encoder.encode(test.table))
  return classScores(probabilities, Int32Array.from(test.targets), classCount)
}

/** The scores of the best constant guess: the mean, or the most frequent class; for F1, always the rarer class. */
export function constantGuessScores(
  train: TaskRows,
  test: TaskRows,
  classCount: number | undefined,
): readonly PredictiveScore[] {
  const rowCount = test.targets.length
  if (classCount === undefined) {
    const mean = train.targets.reduce((sum, value) => sum + value, 0) / train.targets.length
    return numberScores(new Float64Array(rowCount).fill(mean), test.targets)
  }
  const shares = new Float64Array(classCount)
  for (const each of train.targets) shares[each] = (shares[each] ?? 0) + 1 / train.targets.length
  const probabilities = Float64Array.from(
    { length: classCount * rowCount },
    (_, i) => shares[Math.floor(i / rowCount)] ?? 0,
  )
  const actual = Int32Array.from(test.targets)
  return classScores(probabilities, actual, classCount).map((score) =>
    score.metric === f1Score.name
      ? { metric: f1Score.name, ...f1Score.compute(new Int32Array(rowCount), actual, 0) }
      : score,
  )
}

/** `reason` in place of every figure that a task has. */
export function noScores(classCount: number | undefined, reason: string): readonly PredictiveScore[] {
  const metrics =
    classCount === undefined
      ? [rSquared]
      : classCount === 2
        ? [rocAuc, f1Score, accuracy]
        : [macroF1, accuracy]
  return metrics.map(({ name }) => ({ metric: name, ...undefinedBecause(reason) }))
}

function numberScores(predicted: Float64Array, actual: Float64Array): PredictiveScore[] {
  return [{ metric: rSquared.name, ...rSquared.compute(predicted, actual) }]
}

function classScores(
  probabilities: Float64Array,
  actual: Int32Array,
  classCount: number,
): readonly PredictiveScore[] {
  const predicted = mostProbable(probabilities, actual.length, classCount)
  const accuracyScore = { metric: accuracy.name, ...accuracy.compute(predicted, actual) }
  if (classCount > 2) return [{ metric: macroF1.name, ...macroF1.compute(predicted, actual) }, accuracyScore]
  const isRarer = Uint8Array.from(actual, (each) => (each === 0 ? 1 : 0))
  return [
    { metric: rocAuc.name, ...rocAuc.compute(probabilities.subarray(0, actual.length), isRarer) },
    { metric: f1Score.name, ...f1Score.compute(predicted, actual, 0) },
    accuracyScore,
  ]
}

/** Per row the first of the most probable classes. */
function mostProbable(probabilities: Float64Array, rowCount: number, classCount: number): Int32Array {
  return Int32Array.from({ length: rowCount }, (_, row) => {
    let best = 0
    for (let k = 1; k < classCount; k++) {
      if ((probabilities[k * rowCount + row] ?? 0) > (probabilities[best * rowCount + row] ?? 0)) best = k
    }
    return best
  })
}
