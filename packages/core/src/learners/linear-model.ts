/**
 * Notation
 *   n, p, K   rows, columns of the design (see design-matrix.ts), outputs of the loss (see loss.ts)
 *   v         coefficients, K blocks of p
 *   minimised L(X v) + Σ v² / (2 C n), the intercept's v not penalised: logistic regression for classes (of two, one output; of more,
 *             softmax), least squares or ridge regression for numbers
 */

import { createPacer } from '../turns/pacer.ts'
import { type Design, type DesignRows, fitDesign, type Scaling } from './design-matrix.ts'
import type { Features } from './features.ts'
import { type LbfgsOptions, minimize } from './l-bfgs.ts'
import type { Learner } from './learner.ts'
import { classLoss, classProbabilities, type Loss, squaredError } from './loss.ts'

export interface LinearModelOptions {
  /** Inverse strength of the penalty, C > 0: for classes default 1, for numbers Infinity (ordinary least squares). */
  readonly c?: number
  /** Give every class the same total weight. Default false. */
  readonly balanced?: boolean
  /** Default `standard`. */
  readonly scaling?: Scaling
}

/** For classes as in scikit-learn: beyond it, predictions hardly change. For numbers it costs little to go further. */
const stopping = {
  classes: { tolerance: 1e-4, maxIterations: 100 },
  numbers: { tolerance: 1e-6, maxIterations: 300 },
} as const

/** Logistic regression for classes, linear regression for numbers: sees what columns add each on its own. */
export function linearModel({ c, balanced = false, scaling = 'standard' }: LinearModelOptions = {}): Learner {
  return {
    name: balanced ? 'linear model, classes balanced' : 'linear model',
    async learnClasses({ features, classes, classCount, signal }) {
      const model = await fitLinear({
        features,
        targets: Float64Array.from(classes),
        loss: classLoss(classCount),
        weights: balanced ? balancedWeights(classes, classCount) : undefined,
        c: c ?? 1,
        stopping: stopping.classes,
        scaling,
        signal,
      })
      return { probabilities: (rows) => classProbabilities(model(rows), classCount) }
    },
    async learnNumbers({ features, numbers, signal }) {
      // In units of their spread, so that the optimiser's tolerance means the same for all targets.
      const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length
      const reach = numbers.reduce((largest, value) => Math.max(largest, Math.abs(value - mean)), 0) || 1
      const targets = numbers.map((value) => (value - mean) / reach)
      const model = await fitLinear({
        features,
        targets,
        loss: squaredError,
        weights: undefined,
        c: c ?? Infinity,
        stopping: stopping.numbers,
        scaling,
        signal,
      })
      return { predict: (rows) => model(rows).map((score) => mean + reach * score) }
    },
  }
}

interface LinearArguments {
  readonly features: Features
  readonly targets: Float64Array
  readonly loss: Loss
  readonly weights: Float64Array | undefined
  readonly c: number
  readonly stopping: Pick<LbfgsOptions, 'tolerance' | 'maxIterations'>
  readonly scaling: Scaling
  readonly signal: AbortSignal | undefined
}

/** Returns what gives the scores of rows. */
async function fitLinear({
  features,
  targets,
  loss,
  weights,
  c,
  stopping: { tolerance, maxIterations },
  scaling,
  signal,
}: LinearArguments): Promise<(features: Features) => Float64Array> {
  const design = fitDesign(features, scaling)
  const rows = design.rows(features)
  const totalWeight = weights?.reduce((sum, weight) => sum + weight, 0) ?? targets.length
  const penalty = 1 / (c * totalWeight)
  const gradients = new Float64Array(loss.outputs * targets.length)
  const coefficients = new Float64Array(loss.outputs * design.width)
  const pace = createPacer(signal)
  const cells = rows.rowCount * features.columns.length * loss.outputs
  await minimize(
    (v, gradient) => {
      const scores = scoresOf(design, rows, v, loss.outputs)
      let value = loss.evaluate(scores, targets, { gradients }, weights)
      gradient.fill(0)
      for (let k = 0; k < loss.outputs; k++) {
        const from = block(gradients, k, targets.length)
        const target = block(gradient, k, design.width)
        rows.addTransposedProduct(from, target)
        value += penalise(block(v, k, design.width), target, penalty, totalWeight)
      }
      return value
    },
    coefficients,
    { tolerance, maxIterations, pause: () => pace(cells) },
  )
  return (others) => scoresOf(design, design.rows(others), coefficients, loss.outputs)
}

/** Divides the gradient by the total weight and adds the penalty's; returns the penalty. */
function penalise(v: Float64Array, gradient: Float64Array, penalty: number, totalWeight: number): number {
  const intercept = v.length - 1
  let sum = 0
  for (let i = 0; i < v.length; i++) {
    const value = i === intercept ? 0 : (v[i] ?? 0)
    sum += value * value
    gradient[i] = (gradient[i] ?? 0) / totalWeight + penalty * value
  }
  return (penalty * sum) / 2
}

function scoresOf(design: Design, rows: DesignRows, v: Float64Array, outputs: number): Float64Array {
  const scores = new Float64Array(outputs * rows.rowCount)
  for (let k = 0; k < outputs; k++)
    rows.addProduct(block(v, k, design.width), block(scores, k, rows.rowCount))
  return scores
}

function block(values: Float64Array, k: number, length: number): Float64Array {
  return values.subarray(k * length, (k + 1) * length)
}

/** n / (number of classes that occur · rows of the row's class): they add up to n. */
function balancedWeights(classes: Int32Array, classCount: number): Float64Array {
  const counts = new Float64Array(classCount)
  for (const each of classes) counts[each] = (counts[each] ?? 0) + 1
  const occurring = counts.filter((count) => count > 0).length
  return Float64Array.from(classes, (each) => classes.length / (occurring * (counts[each] ?? 1)))
}
