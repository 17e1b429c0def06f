import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { mixedTable } from '@tabricate/core/testing'
import type { Runtime } from '@tabricate/nn'
import { onnxRuntime } from '@tabricate/nn/node'
import { tfjsRuntime } from '@tabricate/nn/tfjs'
import { onnxWebRuntime } from '@tabricate/nn/web'
import * as tf from '@tensorflow/tfjs-core'
import * as ort from 'onnxruntime-web'
import { beforeAll, describe, expect, test } from 'vitest'
import { tvae } from './tvae.ts'

const small = {
  epochs: 3,
  batchSize: 20,
  minStepsPerEpoch: 1,
  embeddingDim: 8,
  compressDims: [16],
  decompressDims: [16],
}

/**
 * Mean losses of an epoch after up to 30 steps: float32 sums in another order differ by 1e-6, and Adam makes a whole step of a
 * gradient's sign, so that differences grow with the steps; at most 1.2e-4 was seen.
 */
const lossTolerance = 1e-3

async function train(runtime: Runtime) {
  const losses: number[] = []
  const synthesizer = await tvae(small).fit(mixedTable(200), {
    seed: 1,
    runtime,
    onProgress: (progress) => losses.push(...Object.values(progress.losses)),
  })
  const rows = await synthesizer.sample(100, { seed: 2 })
  await synthesizer.dispose()
  return { losses, rows }
}

describe('tvae trains on every runtime as on ONNX Runtime for Node', () => {
  let expected: Awaited<ReturnType<typeof train>>
  beforeAll(async () => {
    ort.env.wasm.numThreads = 1
    expected = await train(onnxRuntime())
  })

  const check = async (runtime: Runtime) => {
    const { losses, rows } = await train(runtime)
    expect(losses).toHaveLength(expected.losses.length)
    losses.forEach((loss, i) => {
      expect(Math.abs(loss - (expected.losses[i] ?? Number.NaN))).toBeLessThan(lossTolerance)
    })
    expect(rows.schema).toEqual(expected.rows.schema)
    expect(rows.rowCount).toBe(100)
  }

  for (const backend of ['cpu', 'wasm']) {
    test(`TensorFlow.js, ${backend}`, async () => {
      expect(await tf.setBackend(backend)).toBe(true)
      await check(tfjsRuntime(tf))
    })
  }
  test('ONNX Runtime for the web', () => check(onnxWebRuntime(ort)))
})
