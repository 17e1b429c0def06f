import * as ort from 'onnxruntime-web'
import { beforeAll, describe, test } from 'vitest'
import { testRuntime } from '../testing/test-runtime.ts'
import { onnxWebRuntime } from './onnx-web-runtime.ts'

beforeAll(() => {
  ort.env.wasm.numThreads = 1
})

describe('ONNX Runtime for the web', () => {
  for (const { name, run } of testRuntime(onnxWebRuntime(ort))) test(name, run)
})
