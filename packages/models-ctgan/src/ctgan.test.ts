import { mixedTable, testModel } from '@tabricate/core/testing'
import { describe, expect, test } from 'vitest'
import { ctgan } from './ctgan.ts'

const small = {
  epochs: 2,
  batchSize: 20,
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
