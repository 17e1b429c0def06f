import { createRng, isTabricateError } from '@tabricate/core'
import { expect, test } from 'vitest'
import { add, mul } from '../graph/elementwise.ts'
import { input } from '../graph/node.ts'
import { filledVariable } from '../layers/variable.ts'
import { referenceRuntime } from '../reference/reference-runtime.ts'
import type { Runtime } from '../runtime/runtime.ts'
import { stateOf } from '../runtime/state-of.ts'
import { type TrainingArguments, type TrainingPlan, trainEpochs } from './train-epochs.ts'

/** A step that adds what it is fed: the total is the sum of all feeds. */
const total = filledVariable('total', [], 0)
const next = add(total.node, mul(input('by', []), 1))

function plan(epochs: number, stepsPerEpoch: number, more: Partial<TrainingPlan> = {}): TrainingPlan {
  const by = new Float32Array(1)
  return {
    step: { state: stateOf([{ value: total.node, next }]), outputs: { loss: next } },
    variables: [total],
    epochs,
    stepsPerEpoch,
    stepsPerRun: 4,
    rowsPerEpoch: 10 * stepsPerEpoch,
    nextFeeds(rng, index) {
      by[0] = index + rng.integer(2)
      return { by }
    },
    remedy: 'Feed less.',
    ...more,
  }
}

/** Tells how many steps each run had. */
function watched(sizes: number[]): Runtime {
  const inner = referenceRuntime()
  return {
    id: 'watched',
    async compile(step, options) {
      const program = await inner.compile(step, options)
      return {
        ...program,
        runMany(feeds) {
          sizes.push(feeds.length)
          return program.runMany(feeds)
        },
      }
    },
  }
}

function trainingArguments(more: Partial<TrainingArguments> = {}): TrainingArguments {
  return {
    runtime: referenceRuntime(),
    threads: 1,
    rng: createRng(1),
    signal: undefined,
    onEpoch: () => undefined,
    resume: undefined,
    ...more,
  }
}

/** The sum that the feeds of the plan amount to. */
function expectedTotal(epochs: number, stepsPerEpoch: number): number {
  const rng = createRng(1).split('steps')
  let sum = 0
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let index = 0; index < stepsPerEpoch; index++) sum += index + rng.integer(2)
  }
  return sum
}

test('a short training runs step by step', async () => {
  const sizes: number[] = []
  const { values, epoch } = await trainEpochs(plan(3, 6), trainingArguments({ runtime: watched(sizes) }))
  expect(sizes).toEqual(new Array(18).fill(1))
  expect(values.total?.[0]).toBe(expectedTotal(3, 6))
  expect(epoch).toBe(3)
})

test('a long training takes four steps in a run, fewer at the end of an epoch, to the same state', async () => {
  const sizes: number[] = []
  const { values } = await trainEpochs(plan(200, 6), trainingArguments({ runtime: watched(sizes) }))
  expect(sizes).toEqual(Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? 4 : 2)))
  expect(values.total?.[0]).toBe(expectedTotal(200, 6))
})

test('each epoch reports the losses of its last step, and the rows so far', async () => {
  const reports: unknown[] = []
  await trainEpochs(
    plan(2, 1, { nextFeeds: () => ({ by: Float32Array.of(2) }) }),
    trainingArguments({ onEpoch: (report) => reports.push(report) }),
  )
  expect(reports).toEqual([
    { epoch: 1, epochs: 2, losses: { loss: 2 }, rowsProcessed: 10 },
    { epoch: 2, epochs: 2, losses: { loss: 4 }, rowsProcessed: 20 },
  ])
})

test('an aborted training ends between two runs', async () => {
  const controller = new AbortController()
  const sizes: number[] = []
  const feeds = (_: unknown, index: number) => {
    if (index === 9) controller.abort()
    return { by: Float32Array.of(1) }
  }
  const training = trainEpochs(
    plan(10, 100, { nextFeeds: feeds }),
    trainingArguments({ runtime: watched(sizes), signal: controller.signal }),
  )
  await expect(training).rejects.toSatisfy((error) => isTabricateError(error, 'ABORTED'))
  expect(sizes).toEqual([4, 4, 4])
})

test('a loss that is no number in any step of a run ends the training', async () => {
  const feeds = (_: unknown, index: number) => ({ by: Float32Array.of(index === 5 ? Number.NaN : 0) })
  const training = trainEpochs(plan(100, 10, { nextFeeds: feeds }), trainingArguments())
  await expect(training).rejects.toThrow(/diverged in epoch 1: a loss is no longer a number. Feed less./)
})
