import { describe, expect, test } from 'vitest'
import { input } from '../graph/node.ts'
import { testRuntime } from '../testing/test-runtime.ts'
import { onnxRuntime } from './onnx-runtime.ts'

describe('ONNX Runtime', () => {
  for (const { name, run } of testRuntime(onnxRuntime())) test(name, run)
})

test('a number of threads that is none is refused', async () => {
  const x = input('x', [1])
  await expect(onnxRuntime().compile({ state: {}, outputs: { x } }, { threads: 0 })).rejects.toThrow(
    /threads: 0 is not a whole number from 1 up/,
  )
})
