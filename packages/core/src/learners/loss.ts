/**
 * Notation
 *   n, K       rows; scores per row
 *   s          scores, K blocks of n: s[k · n + row]
 *   y          target: a number, or a class 0 … K − 1 (0 or 1 where K = 1)
 *   w          weight of a row
 *   L          mean loss, Σ w l(s, y) / Σ w; g = w ∂l/∂s and h = w ∂²l/∂s² are not divided by Σ w
 */

/** What a learner minimises. */
export interface Loss {
  /** K. */
  readonly outputs: number
  /** The score of each output that is best for all rows alike. */
  startScores(targets: Float64Array, weights?: Float64Array): Float64Array
  /** L; with `gradients` and `hessians` (length K · n), fills in g and h. */
  evaluate(
    scores: Float64Array,
    targets: Float64Array,
    into?: { readonly gradients: Float64Array; readonly hessians?: Float64Array },
    weights?: Float64Array,
  ): number
}

/** l = (s − y)² / 2. */
export const squaredError: Loss = {
  outputs: 1,
  startScores: (targets, weights) => Float64Array.of(weightedMean(targets, weights)),
  evaluate(scores, targets, into, weights) {
    let total = 0
    let weightSum = 0
    for (let row = 0; row < targets.length; row++) {
      const weight = weights?.[row] ?? 1
      const residual = (scores[row] ?? 0) - (targets[row] ?? 0)
      total += (weight * residual * residual) / 2
      weightSum += weight
      if (into === undefined) continue
      into.gradients[row] = weight * residual
      if (into.hessians !== undefined) into.hessians[row] = weight
    }
    return total / weightSum
  },
}

/** Binary: l = log(1 + eˢ) − y s; s is the logarithm of the odds of class 1. */
export const logLoss: Loss = {
  outputs: 1,
  startScores(targets, weights) {
    const share = clampShare(weightedMean(targets, weights))
    return Float64Array.of(Math.log(share / (1 - share)))
  },
  evaluate(scores, targets, into, weights) {
    let total = 0
    let weightSum = 0
    for (let row = 0; row < targets.length; row++) {
      const weight = weights?.[row] ?? 1
      const score = scores[row] ?? 0
      const target = targets[row] ?? 0
      // e^−|s| cannot overflow.
      const small = Math.exp(-Math.abs(score))
      const probability = score >= 0 ? 1 / (1 + small) : small / (1 + small)
      total += weight * (Math.log1p(small) + Math.max(score, 0) - target * score)
      weightSum += weight
      if (into === undefined) continue
      into.gradients[row] = weight * (probability - target)
      if (into.hessians !== undefined) into.hessians[row] = weight * probability * (1 - probability)
    }
    return total / weightSum
  },
}

/** Multinomial over K classes: l = log Σₖ e^{sₖ} − s_y. */
export function softmaxLoss(classCount: number): Loss {
  const shifted = new Float64Array(classCount)
  return {
    outputs: classCount,
    startScores(targets, weights) {
      const counts = new Float64Array(classCount)
      let weightSum = 0
      targets.forEach((target, row) => {
        const weight = weights?.[row] ?? 1
        counts[target] = (counts[target] ?? 0) + weight
        weightSum += weight
      })
      return counts.map((count) => Math.log(clampShare(count / weightSum)))
    },
    evaluate(scores, targets, into, weights) {
      const rowCount = targets.length
      let total = 0
      let weightSum = 0
      for (let row = 0; row < rowCount; row++) {
        const weight = weights?.[row] ?? 1
        const target = targets[row] ?? 0
        const [largest, sum] = exponentiate(scores, row, rowCount, shifted)
        total += weight * (largest + Math.log(sum) - (scores[target * rowCount + row] ?? 0))
        weightSum += weight
        if (into === undefined) continue
        for (let k = 0; k < classCount; k++) {
          const probability = (shifted[k] ?? 0) / sum
          const cell = k * rowCount + row
          into.gradients[cell] = weight * (probability - (k === target ? 1 : 0))
          if (into.hessians !== undefined) into.hessians[cell] = weight * probability * (1 - probability)
        }
      }
      return total / weightSum
    },
  }
}

/** The loss for `classCount` classes, two or more. */
export function classLoss(classCount: number): Loss {
  return classCount === 2 ? logLoss : softmaxLoss(classCount)
}

/** Probabilities of the classes by the scores of {@link classLoss}: K blocks of n, K ≥ 2. */
export function classProbabilities(scores: Float64Array, classCount: number): Float64Array {
  if (classCount === 2) {
    const ofSecond = scores.map((score) => 1 / (1 + Math.exp(-score)))
    const probabilities = new Float64Array(2 * scores.length)
    probabilities.set(ofSecond.map((probability) => 1 - probability))
    probabilities.set(ofSecond, scores.length)
    return probabilities
  }
  const rowCount = scores.length / classCount
  const probabilities = new Float64Array(scores.length)
  const shifted = new Float64Array(classCount)
  for (let row = 0; row < rowCount; row++) {
    const [, sum] = exponentiate(scores, row, rowCount, shifted)
    for (let k = 0; k < classCount; k++) probabilities[k * rowCount + row] = (shifted[k] ?? 0) / sum
  }
  return probabilities
}

/** Fills `target` with e^{sₖ − max s} of a row; returns max s, and the sum. */
function exponentiate(
  scores: Float64Array,
  row: number,
  rowCount: number,
  target: Float64Array,
): readonly [number, number] {
  let largest = -Infinity
  for (let k = 0; k < target.length; k++) largest = Math.max(largest, scores[k * rowCount + row] ?? 0)
  let sum = 0
  for (let k = 0; k < target.length; k++) {
    const power = Math.exp((scores[k * rowCount + row] ?? 0) - largest)
    target[k] = power
    sum += power
  }
  return [largest, sum]
}

function weightedMean(values: Float64Array, weights: Float64Array | undefined): number {
  let sum = 0
  let weightSum = 0
  values.forEach((value, row) => {
    const weight = weights?.[row] ?? 1
    sum += weight * value
    weightSum += weight
  })
  return sum / weightSum
}

/** A class without rows still has a finite score. */
function clampShare(share: number): number {
  return Math.min(Math.max(share, Number.EPSILON), 1 - Number.EPSILON)
}
