import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { mixedTable } from '@tabricate/core/testing'
import type { Runtime } from '@tabricate/nn'
import { onnxRuntime } from '@tabricate/nn/node'
import { testTrainingParity } from '@tabricate/nn/testing'
import { tfjsRuntime } from '@tabricate/nn/tfjs'
import { onnxWebRuntime } from '@tabricate/nn/web'
import * as tf from '@tensorflow/tfjs-core'
import * as ort from 'onnxruntime-web'
import { expect, test } from 'vitest'
import { tvae } from './tvae.ts'

const small = tvae({
  epochs: 3,
  batchSize: 20,
  minStepsPerEpoch: 1,
  embeddingDim: 8,
  compressDims: [16],
  decompressDims: [16],
})

async function onBackend(name: string): Promise<Runtime> {
  expect(await tf.setBackend(name)).toBe(true)
  return tfjsRuntime(tf)
}

ort.env.wasm.numThreads = 1

// 30 steps each.
for (const { name, run } of testTrainingParity(small, mixedTable(200), onnxRuntime(), {
  'TensorFlow.js, cpu': () => onBackend('cpu'),
  'TensorFlow.js, wasm': () => onBackend('wasm'),
  'ONNX Runtime for the web': async () => onnxWebRuntime(ort),
})) {
  test(name, run)
}
