import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { createRng } from '@tabricate/core'
import { describe, expect, test } from 'vitest'
import { initialValues } from '../layers/variable.ts'
import { type GanShape, ganStep } from '../testing/gan-step.ts'
import { testRuntime } from '../testing/test-runtime.ts'
import { tfjsRuntime } from './tfjs-runtime.ts'

for (const backend of ['cpu', 'wasm']) {
  describe(`TensorFlow.js, ${backend}`, () => {
    for (const { name, run } of testRuntime(tfjsRuntime(tf))) {
      test(name, async () => {
        expect(await tf.setBackend(backend)).toBe(true)
        await run()
      })
    }
  })
}

const small: GanShape = {
  batch: 12,
  groups: 4,
  latent: 5,
  conditions: 3,
  width: 9,
  segments: [{ start: 1, end: 4 }],
  hidden: [8, 6],
}

test('holds its state and its constants between runs, nothing after it is disposed of', async () => {
  await tf.setBackend('cpu')
  const before = tf.memory().numTensors
  const { step, variables, feeds } = ganStep(small)
  const program = await tfjsRuntime(tf).compile(step, { threads: 1 })
  program.writeState(initialValues(variables, createRng(1)))
  const rng = createRng(2)
  await program.run(feeds(rng))
  const afterOne = tf.memory().numTensors
  await program.runMany([feeds(rng), feeds(rng), feeds(rng)])
  expect(tf.memory().numTensors).toBe(afterOne)
  await program.dispose()
  expect(tf.memory().numTensors).toBe(before)
})
