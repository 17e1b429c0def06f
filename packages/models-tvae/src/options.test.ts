import { parseOptions } from '@tabricate/core'
import { mixedTable } from '@tabricate/core/testing'
import { expect, test } from 'vitest'
import {
  effectiveBatchSize,
  epochsFor,
  paperOptions,
  presetFor,
  thoroughOptions,
  tvaeOptions,
} from './options.ts'
import { tvae } from './tvae.ts'

const parse = (given: unknown) => parseOptions('tvae', tvaeOptions, given)

test('the paper’s options can be had', () => {
  expect(parse(paperOptions)).toMatchObject({
    epochs: 300,
    batchSize: 500,
    embeddingDim: 128,
    compressDims: [128, 128],
    decompressDims: [128, 128],
    lr: 1e-3,
    l2scale: 1e-5,
    lossFactor: 2,
    ema: 0,
    latentComponents: 0,
    decode: 'argmax',
    keep: 'last',
    patience: 0,
  })
  expect(epochsFor(parse(paperOptions), 276)).toBe(300)
})

test('tables too small to hold rows out end early, unless asked otherwise', () => {
  expect([276, 1999, 2000, 32_561].map((rows) => epochsFor(parse({}), rows))).toEqual([60, 60, 300, 300])
  expect(epochsFor(parse({ epochs: 40 }), 276)).toBe(40)
  expect(epochsFor(parse({ unjudgedEpochs: 500 }), 276)).toBe(300)
  expect(epochsFor(parse({ validationFraction: 0.5 }), 276)).toBe(300)
})

test('a training that ends early says so', async () => {
  const notices: string[] = []
  const small = { embeddingDim: 4, compressDims: [4], decompressDims: [4], minStepsPerEpoch: 1 }
  const synthesizer = await tvae({ ...small, epochs: 5, unjudgedEpochs: 2 }).fit(mixedTable(60), {
    onNotice: (notice) => notices.push(notice),
  })
  expect(synthesizer.snapshot().curve).toHaveLength(2)
  expect(notices.some((notice) => notice.includes('2 epochs instead of 5'))).toBe(true)
})

test('the quick preset goes by the size of the table, the thorough one by updates', () => {
  const quick = [999, 1000, 10_000, 10_001].map((rows) => parse(presetFor(rows)))
  expect(quick.map(({ epochs, batchSize }) => [epochs, batchSize])).toEqual([
    [200, 100],
    [150, 500],
    [150, 500],
    [100, 1000],
  ])
  expect(effectiveBatchSize(parse(presetFor(999)), 999)).toBe(100)
  expect(epochsFor(parse(presetFor(999)), 999)).toBe(200)
  for (const rows of [276, 5000, 32_561]) {
    const options = parse(thoroughOptions(rows))
    const updates = epochsFor(options, rows) * Math.ceil(rows / effectiveBatchSize(options, rows))
    expect(updates).toBeGreaterThanOrEqual(20_000)
  }
})
