import { createRng, isTabricateError } from '@tabricate/core'
import { describe, expect, test } from 'vitest'
import { add, mul } from '../graph/elementwise.ts'
import { input } from '../graph/node.ts'
import { filledVariable } from '../layers/variable.ts'
import { referenceRuntime } from '../reference/reference-runtime.ts'
import type { Runtime } from '../runtime/runtime.ts'
import { stateOf } from '../runtime/state-of.ts'
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts'
import type { Probing } from './probing.ts'
import { type TrainingArguments, type TrainingPlan, type TrainingState, trainEpochs } from './train-epochs.ts'

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
    weights: ({ total: sum = new Float32Array(1) }) => ({ sum }),
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
  const { state, weights } = await trainEpochs(plan(3, 6), trainingArguments({ runtime: watched(sizes) }))
  expect(sizes).toEqual(new Array(18).fill(1))
  expect(state.values.total?.[0]).toBe(expectedTotal(3, 6))
  expect(weights.sum?.[0]).toBe(expectedTotal(3, 6))
  expect(state.epoch).toBe(3)
})

test('a long training takes four steps in a run, fewer at the end of an epoch, to the same state', async () => {
  const sizes: number[] = []
  const { state } = await trainEpochs(plan(200, 6), trainingArguments({ runtime: watched(sizes) }))
  expect(sizes).toEqual(Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? 4 : 2)))
  expect(state.values.total?.[0]).toBe(expectedTotal(200, 6))
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

describe('probing', () => {
  /** Best when the total is near 100: the plan below adds 10 an epoch. */
  const probing = (more: Partial<Probing> = {}): Probing => ({
    everyEpochs: 2,
    score: async ({ sum }) => 0 - Math.abs((sum?.[0] ?? 0) - 100),
    keep: 'last',
    patience: 0,
    ...more,
  })
  const tens = (more: Partial<Probing> = {}) =>
    plan(15, 1, { nextFeeds: () => ({ by: Float32Array.of(10) }), probing: probing(more) })

  test('judges every second epoch and the last', async () => {
    const reports: (number | undefined)[] = []
    const { state, weights } = await trainEpochs(
      tens(),
      trainingArguments({ onEpoch: ({ quality }) => reports.push(quality) }),
    )
    const judged = [-80, -60, -40, -20, 0, -20, -40].flatMap((quality) => [undefined, quality])
    expect(reports).toEqual([...judged, -50])
    expect(state.curve.map(({ quality }) => quality)).toEqual(reports)
    expect(weights.sum?.[0]).toBe(150)
  })

  test('keeps the best weights where asked to', async () => {
    const { state, weights } = await trainEpochs(tens({ keep: 'best' }), trainingArguments())
    expect(weights.sum?.[0]).toBe(100)
    expect(state.best).toMatchObject({ epoch: 10, quality: 0 })
    expect(state.values.total?.[0]).toBe(150)
  })

  test('ends when its patience does, also when resumed there', async () => {
    const plan = tens({ keep: 'best', patience: 2 })
    const { state, weights } = await trainEpochs(plan, trainingArguments())
    expect(state.epoch).toBe(14)
    expect(weights.sum?.[0]).toBe(100)
    const resumed = await trainEpochs(
      plan,
      trainingArguments({ resume: readCheckpoint('test', writeCheckpoint('test', state, null)) }),
    )
    expect(resumed).toEqual({ state, weights })
  })

  test('goes on from every checkpoint to the same end', async () => {
    const plan = tens({ keep: 'best', patience: 2 })
    const states: TrainingState[] = []
    const whole = await trainEpochs(
      plan,
      trainingArguments({ onCheckpoint: async (_, state) => void states.push(state()) }),
    )
    expect(states.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 14 }, (_, i) => i + 1))
    for (const state of states) {
      const resume = readCheckpoint('test', writeCheckpoint('test', state, null))
      expect(await trainEpochs(plan, trainingArguments({ resume }))).toEqual(whole)
    }
  })
})

test('ends after the epoch in which the time is up, after one at least', async () => {
  const { state } = await trainEpochs(plan(10, 2), trainingArguments({ isTimeUp: () => true }))
  expect(state.epoch).toBe(1)
  const asked: number[] = []
  const isTimeUp = () => asked.push(0) >= 3
  expect((await trainEpochs(plan(10, 2), trainingArguments({ isTimeUp }))).state.epoch).toBe(3)
})
