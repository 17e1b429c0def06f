import { isTabricateError } from '@tabricate/core'
import { expect, test } from 'vitest'
import { input } from '../graph/node.ts'
import { linear } from '../layers/linear.ts'
import { current } from '../layers/variable.ts'
import { referenceRuntime } from '../reference/reference-runtime.ts'
import { compileTrained, lazyProgram, weightsOf } from './compile-trained.ts'

const layer = linear('layer', { from: [2], to: 1 })
const graph = { variables: layer.variables, outputs: { y: layer.apply(current, [input('x', [1, 2])]) } }
const [weight = '', bias = ''] = layer.variables.map(({ name }) => name)
const weights = { [weight]: Float32Array.of(2, 3), [bias]: Float32Array.of(1), other: Float32Array.of(9) }

test('runs with the weights given, and leaves the others', async () => {
  const program = await compileTrained(referenceRuntime(), graph, weights, { threads: 1 })
  const { y } = await program.run({ x: Float32Array.of(10, 100) })
  expect(Array.from(y ?? [])).toEqual([321])
  expect(Object.keys(program.readState())).toEqual([weight, bias])
})

test('refuses weights that are missing or of another size, all at once', () => {
  const wrong = { [weight]: Float32Array.of(2) }
  const outcome = (() => {
    try {
      return weightsOf(layer.variables, wrong)
    } catch (error) {
      return error
    }
  })()
  expect(isTabricateError(outcome, 'MODEL_STATE_INVALID') && outcome.issues).toEqual([
    { path: [weight], message: 'has 1 numbers instead of 2' },
    { path: [bias], message: 'has no numbers instead of 1' },
  ])
})

test('a lazy program is compiled once, and again after it was freed', async () => {
  let compiled = 0
  const lazy = lazyProgram(() => {
    compiled++
    return compileTrained(referenceRuntime(), graph, weights, { threads: 1 })
  })
  await lazy.dispose()
  const [first, second] = await Promise.all([lazy.get(), lazy.get()])
  expect(first).toBe(second)
  expect(compiled).toBe(1)
  await lazy.dispose()
  await lazy.get()
  expect(compiled).toBe(2)
})
