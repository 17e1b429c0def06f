import { createRng, isTabricateError } from '@tabricate/core'
import { mixedTable, testModel } from '@tabricate/core/testing'
import { describe, expect, test } from 'vitest'
import { tvae } from './tvae.ts'

const small = {
  epochs: 2,
  batchSize: 64,
  minStepsPerEpoch: 1,
  embeddingDim: 8,
  compressDims: [16],
  decompressDims: [16],
}

describe('tvae conforms', () => {
  for (const { name, run } of testModel(tvae, { options: small })) test(name, run)
})

test('a resumed training equals an uninterrupted one, bit for bit', async () => {
  const table = mixedTable(200)
  const options = { ...small, ema: 0 }
  const whole = await tvae({ ...options, epochs: 4 }).fit(table, { seed: 1 })
  const checkpoint = (await tvae(options).fit(table, { seed: 1 })).checkpoint()
  expect(checkpoint).toBeDefined()
  const resumed = await tvae({ ...options, epochs: 4 }).fit(table, {
    seed: 1,
    ...(checkpoint && { checkpoint }),
  })
  expect(resumed.snapshot().state).toEqual(whole.snapshot().state)
  expect(resumed.checkpoint()).toEqual(whole.checkpoint())
})

test('the loss falls: a row’s surprise after 40 epochs is well below that of the first', async () => {
  const losses: number[] = []
  await tvae({ ...small, epochs: 40 }).fit(mixedTable(500), {
    onProgress: (progress) => losses.push(progress.losses['loss'] ?? Number.NaN),
  })
  expect(losses).toHaveLength(40)
  expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) - 5)
})

test('deviations of scalars stay within their bounds', async () => {
  const synthesizer = await tvae({ ...small, lr: 0.5 }).fit(mixedTable(100))
  const deviations = synthesizer.checkpoint()?.state.tensors['state/decoder.deviations']
  expect(deviations?.every((value) => value >= Math.fround(0.01) && value <= 1)).toBe(true)
})

test('argmax leaves out what sampling draws', async () => {
  const distinct = async (decode: 'sample' | 'argmax') => {
    const synthesizer = await tvae({ ...small, epochs: 1, decode }).fit(mixedTable(300))
    const { column } = { column: (await synthesizer.sample(500)).columns[5] }
    return column?.type === 'numerical' ? new Set(column.values).size : 0
  }
  // Five values, uniform: hardly trained, the decoder gives all of them about the same probability.
  expect(await distinct('sample')).toBe(5)
  expect(await distinct('argmax')).toBeLessThan(5)
})

test('a row does not depend on how many are drawn with it; a foreign state is refused', async () => {
  const synthesizer = await tvae(small).fit(mixedTable(100))
  const context = { options: tvae(small).options, threads: 1, runtime: undefined }
  const fitted = await tvae.definition.restore(synthesizer.snapshot().state, context)
  const few = await fitted.draw(7, createRng(1))
  const many = await fitted.draw(1007, createRng(1))
  const [a, b] = [few.columns[0], many.columns[0]]
  expect(a?.kind === 'discrete' && b?.kind === 'discrete' && b.codes.subarray(0, 7)).toEqual(
    a?.kind === 'discrete' && a.codes,
  )
  await expect(tvae.definition.restore({ meta: {}, tensors: {} }, context)).rejects.toSatisfy((error) =>
    isTabricateError(error, 'MODEL_STATE_INVALID'),
  )
})
