import { createRng, isTabricateError, type PreparedColumn, type PreparedCondition } from '@tabricate/core'
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

test('rows under conditions are those that rejection would leave, and none is rejected', async () => {
  const synthesizer = await tvae({ ...small, epochs: 20 }).fit(mixedTable(600))
  const context = { options: tvae({ ...small }).options, threads: 1, runtime: undefined }
  const fitted = await tvae.definition.restore(synthesizer.snapshot().state, context)
  const columnOf = (columns: readonly PreparedColumn[], index: number): Int32Array => {
    const column = columns[index]
    return column?.kind === 'discrete' ? column.codes : new Int32Array(0)
  }
  const free = await fitted.draw(20_000, createRng(1))
  const discrete = free.columns.flatMap((column, index) =>
    column.kind === 'discrete' ? [{ column, index }] : [],
  )
  const [first, second, ...open] = discrete
  if (first === undefined || second === undefined) return expect.unreachable()
  const where: PreparedCondition[] = [
    {
      kind: 'discrete',
      column: first.index,
      allowed: Uint8Array.from({ length: first.column.cardinality }, (_, code) => (code === 1 ? 1 : 0)),
    },
    {
      kind: 'discrete',
      column: second.index,
      allowed: Uint8Array.from({ length: second.column.cardinality }, (_, code) => (code === 0 ? 1 : 0)),
    },
  ]
  const guided = await fitted.draw(4000, createRng(2), where)
  expect(columnOf(guided.columns, first.index).every((code) => code === 1)).toBe(true)
  expect(columnOf(guided.columns, second.index).every((code) => code === 0)).toBe(true)
  const left = Array.from({ length: free.rowCount }, (_, row) => row).filter(
    (row) => first.column.codes[row] === 1 && second.column.codes[row] === 0,
  )
  expect(left.length).toBeGreaterThan(500)
  for (const { column, index } of open) {
    const codes = columnOf(guided.columns, index)
    for (let code = 0; code < column.cardinality; code++) {
      const wanted = left.filter((row) => column.codes[row] === code).length / left.length
      const found = codes.filter((each) => each === code).length / codes.length
      // Five standard errors of the rows that rejection left.
      expect(Math.abs(found - wanted)).toBeLessThan(5 * Math.sqrt(0.25 / left.length))
    }
  }
})
