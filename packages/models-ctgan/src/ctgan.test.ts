import { createRng, isTabricateError } from '@tabricate/core'
import { mixedTable, testModel } from '@tabricate/core/testing'
import type { Runtime } from '@tabricate/nn'
import { onnxRuntime } from '@tabricate/nn/node'
import { describe, expect, test } from 'vitest'
import { ctgan } from './ctgan.ts'

const small = {
  epochs: 2,
  batchSize: 20,
  minStepsPerEpoch: 1,
  discriminatorSteps: 1,
  pac: 2,
  embeddingDim: 8,
  generatorDims: [16, 16],
  discriminatorDims: [16],
}

describe('ctgan conforms', () => {
  for (const { name, run } of testModel(ctgan, { options: small })) test(name, run)
})

test('a resumed training equals an uninterrupted one, bit for bit', async () => {
  const table = mixedTable(200)
  const whole = await ctgan({ ...small, epochs: 4, ema: 0 }).fit(table, { seed: 1 })
  const half = await ctgan({ ...small, epochs: 2, ema: 0 }).fit(table, { seed: 1 })
  const checkpoint = half.checkpoint()
  expect(checkpoint).toBeDefined()
  const resumed = await ctgan({ ...small, epochs: 4, ema: 0 }).fit(table, {
    seed: 1,
    ...(checkpoint && { checkpoint }),
  })
  expect(resumed.snapshot().state).toEqual(whole.snapshot().state)
  expect(resumed.checkpoint()).toEqual(whole.checkpoint())
})

test('several critic updates a step train too', async () => {
  const losses: number[] = []
  await ctgan({ ...small, discriminatorSteps: 3 }).fit(mixedTable(100), {
    onProgress: (progress) => losses.push(...Object.values(progress.losses)),
  })
  expect(losses).toHaveLength(4)
  expect(losses.every(Number.isFinite)).toBe(true)
})

/** A runtime that tells before each run which one it is. */
function countingRuntime(onRun: (run: number) => void): Runtime {
  const inner = onnxRuntime()
  let runs = 0
  return {
    id: 'counting',
    async compile(step, options) {
      const program = await inner.compile(step, options)
      return {
        ...program,
        runMany(feeds) {
          runs += feeds.length
          onRun(runs)
          return program.runMany(feeds)
        },
      }
    },
  }
}

test('an aborted fit ends after the step that is running, in the middle of an epoch', async () => {
  const controller = new AbortController()
  let last = 0
  const runtime = countingRuntime((run) => {
    last = run
    if (run === 3) controller.abort()
  })
  const fit = ctgan({ ...small, epochs: 50 }).fit(mixedTable(200), { signal: controller.signal, runtime })
  await expect(fit).rejects.toSatisfy((error) => isTabricateError(error, 'ABORTED'))
  expect(last).toBe(3)
})

test('an epoch has as many steps as the rows fill batches, none too many', async () => {
  const epochEnds: number[] = []
  let last = 0
  const runtime = countingRuntime((run) => {
    last = run
  })
  await ctgan({ ...small, epochs: 3 }).fit(mixedTable(210), {
    runtime,
    onProgress: () => epochEnds.push(last),
  })
  expect(epochEnds).toEqual([10, 20, 30])
})

test('a training whose loss is no number ends with TRAINING_DIVERGED', async () => {
  const runtime: Runtime = {
    id: 'diverging',
    compile: async (step, options) => {
      const program = await onnxRuntime().compile(step, options)
      return { ...program, runMany: async () => [{ critic: Float32Array.of(Number.NaN) }] }
    },
  }
  await expect(ctgan(small).fit(mixedTable(100), { runtime })).rejects.toThrow(/diverged in epoch 1.*Lower/s)
})

test('a row does not depend on how many are drawn with it', async () => {
  const synthesizer = await ctgan(small).fit(mixedTable(100))
  const snapshot = synthesizer.snapshot()
  const fitted = await ctgan.definition.restore(snapshot.state, {
    options: ctgan(small).options,
    threads: 1,
    runtime: undefined,
  })
  const few = await fitted.draw(7, createRng(1))
  const many = await fitted.draw(1007, createRng(1))
  for (const [index, column] of few.columns.entries()) {
    const other = many.columns[index]
    if (column.kind === 'discrete' && other?.kind === 'discrete') {
      expect(other.codes.subarray(0, 7)).toEqual(column.codes)
    } else if (column.kind === 'continuous' && other?.kind === 'continuous') {
      expect(other.values.subarray(0, 7)).toEqual(column.values)
    } else expect.unreachable()
  }
})

test('a foreign checkpoint, state or runtime is refused with a typed error', async () => {
  const foreign = { meta: { hello: 1 }, tensors: {} }
  const own = (await ctgan(small).fit(mixedTable(50))).checkpoint()
  const code = (expected: string) => (error: unknown) => isTabricateError(error) && error.code === expected
  const context = { options: ctgan(small).options, threads: 1, runtime: undefined }
  await expect(
    ctgan(small).fit(mixedTable(50), { ...(own && { checkpoint: { ...own, state: foreign } }) }),
  ).rejects.toSatisfy(code('MODEL_STATE_INVALID'))
  await expect(ctgan.definition.restore(foreign, context)).rejects.toSatisfy(code('MODEL_STATE_INVALID'))
  await expect(ctgan(small).fit(mixedTable(50), { runtime: { id: 'none' } })).rejects.toSatisfy(
    code('RUNTIME_UNAVAILABLE'),
  )
})
