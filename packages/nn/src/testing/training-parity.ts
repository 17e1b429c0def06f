import type { Model, Table } from '@tabricate/core'
import { type ConformanceCase, ensure, ensureSame } from '@tabricate/core/testing'
import type { Runtime } from '../runtime/runtime.ts'

/**
 * Mean losses of each epoch: float32 sums in another order differ by 1e-6, and Adam makes a whole step of a gradient's sign, so that differences
 * grow with the steps.
 */
export const parityLossTolerance = 1e-3
/** Weights that samples are drawn with, averages over the steps. */
export const parityWeightTolerance = 1e-4

/** How far two trainings on two runtimes are apart. */
export interface TrainingParity {
  /** Largest difference of a loss of an epoch. */
  readonly losses: number
  /** Largest difference of a number of the fitted state: weights, statistics. */
  readonly weights: number
}

/** What a training leaves to be compared. */
interface Training {
  readonly losses: readonly number[]
  readonly weights: { readonly [name: string]: ArrayLike<number> }
  readonly sample: Table
}

/** Trains a model with the same seed on two runtimes, and compares. */
export async function trainingParity(
  model: Model,
  table: Table,
  runtime: Runtime,
  reference: Runtime,
): Promise<TrainingParity> {
  const [found, expected] = [await train(model, table, runtime), await train(model, table, reference)]
  return compare(found, expected)
}

/**
 * A case for each runtime: it trains a model as the reference does, within {@link parityLossTolerance} and {@link parityWeightTolerance}, and
 * samples a table of the same columns. Needs no test framework: run each case.
 */
export function testTrainingParity(
  model: Model,
  table: Table,
  reference: Runtime,
  runtimes: { readonly [name: string]: () => Promise<Runtime> },
): ConformanceCase[] {
  let expected: Promise<Training> | undefined
  return Object.entries(runtimes).map(([name, open]) => ({
    name: `${model.id} trains on ${name} as on ${reference.id}`,
    async run() {
      expected ??= train(model, table, reference)
      const found = await train(model, table, await open())
      const { losses, weights } = compare(found, await expected)
      ensure(losses < parityLossTolerance, `the losses differ by ${losses}`)
      ensure(weights < parityWeightTolerance, `the weights differ by ${weights}`)
      ensureSame(found.sample.schema, (await expected).sample.schema, 'the schema of the sample')
      ensure(found.sample.rowCount === 100, `the sample has ${found.sample.rowCount} rows`)
    },
  }))
}

async function train(model: Model, table: Table, runtime: Runtime): Promise<Training> {
  const losses: number[] = []
  const synthesizer = await model.fit(table, {
    seed: 1,
    runtime,
    onProgress: (progress) => losses.push(...Object.values(progress.losses)),
  })
  const sample = await synthesizer.sample(100, { seed: 2 })
  const { tensors } = synthesizer.snapshot().state
  await synthesizer.dispose()
  return { losses, weights: tensors, sample }
}

function compare(found: Training, expected: Training): TrainingParity {
  ensure(
    found.losses.length === expected.losses.length && found.losses.length > 0,
    `there are ${found.losses.length} losses instead of ${expected.losses.length}`,
  )
  const weights = Object.entries(expected.weights).map(([name, values]) =>
    largestDifference(found.weights[name] ?? [], values),
  )
  return {
    losses: largestDifference(found.losses, expected.losses),
    weights: Math.max(...weights),
  }
}

/** NaN, which is within no tolerance, where one has fewer numbers. */
function largestDifference(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  return Array.from(expected).reduce(
    (largest, value, i) => Math.max(largest, Math.abs((found[i] ?? Number.NaN) - value)),
    0,
  )
}
