import { createRng, isTabricateError } from '@tabricate/core'
import * as ort from 'onnxruntime-node'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { input } from '../graph/node.ts'
import { linear } from '../layers/linear.ts'
import { current, initialValues } from '../layers/variable.ts'
import { toOnnx } from '../onnx/to-onnx.ts'
import { evaluate } from '../reference/evaluate.ts'
import { type GanShape, ganStep } from '../testing/gan-step.ts'
import { testRuntime } from '../testing/test-runtime.ts'
import { onnxRuntime } from './onnx-runtime.ts'

describe('ONNX Runtime', () => {
  for (const { name, run } of testRuntime(onnxRuntime())) test(name, run)
})

afterEach(() => {
  vi.doUnmock('onnxruntime-node')
  vi.resetModules()
})

test('without the package: RUNTIME_UNAVAILABLE, and what to do', async () => {
  vi.resetModules()
  vi.doMock('onnxruntime-node', () => {
    throw new Error('no such package')
  })
  const { onnxRuntime: withoutPackage } = await import('./onnx-runtime.ts')
  const attempt = withoutPackage().compile({ state: {}, outputs: {} }, { threads: 1 })
  await expect(attempt).rejects.toSatisfy((error) => isTabricateError(error, 'RUNTIME_UNAVAILABLE'))
  await expect(attempt).rejects.toThrow(
    /'onnxruntime-node' could not be loaded on .* Install it beside this one/,
  )
})

test('a number of threads that is none is refused', async () => {
  const x = input('x', [1])
  await expect(onnxRuntime().compile({ state: {}, outputs: { x } }, { threads: 0 })).rejects.toThrow(
    /threads: 0 is not a whole number from 1 up/,
  )
})

// Large enough that both threads get work: ONNX Runtime keeps small operations on one.
const wide: GanShape = {
  batch: 200,
  groups: 20,
  latent: 100,
  conditions: 20,
  width: 60,
  segments: [
    { start: 0, end: 20 },
    { start: 20, end: 60 },
  ],
  hidden: [128, 128],
}

test('two threads give the same bytes twice', async () => {
  const train = async () => {
    const { step, variables, feeds } = ganStep(wide)
    const program = await onnxRuntime().compile(step, { threads: 2 })
    program.writeState(initialValues(variables, createRng(1)))
    const rng = createRng(2)
    for (let i = 0; i < 3; i++) await program.run(feeds(rng))
    const state = program.readState()
    await program.dispose()
    return state
  }
  expect(await train()).toEqual(await train())
})

test('a network written with its weights stands alone: any ONNX Runtime can run it', async () => {
  const layer = linear('l', { from: [3, 2], to: 4 })
  const [a, b] = [input('a', [5, 3]), input('b', [5, 2])]
  const y = layer.apply(current, [a, b])
  const weights = initialValues(layer.variables, createRng(1))
  const session = await ort.InferenceSession.create(toOnnx({ y }, { name: 'linear', fixed: weights }))
  expect(session.inputNames).toEqual(['a', 'b'])
  const feeds = {
    a: Float32Array.from({ length: 15 }, (_, i) => i / 7),
    b: Float32Array.from({ length: 10 }, (_, i) => 1 - i / 5),
  }
  const results = await session.run({
    a: new ort.Tensor('float32', feeds.a, [5, 3]),
    b: new ort.Tensor('float32', feeds.b, [5, 2]),
  })
  const [expected = []] = evaluate([y], { ...weights, ...feeds })
  expect(results.y?.dims).toEqual([5, 4])
  // Five float32 products and sums of values up to 2.
  for (const [i, value] of expected.entries()) expect(results.y?.data[i]).toBeCloseTo(value, 6)
  await session.release()
})
