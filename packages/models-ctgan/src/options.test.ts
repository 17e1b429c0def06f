import { isTabricateError, optionsJsonSchema, parseOptions } from '@tabricate/core'
import { expect, test } from 'vitest'
import {
  batchStep,
  ctganOptions,
  ctganRules,
  epochShape,
  paperOptions,
  presetFor,
  thoroughOptions,
} from './options.ts'

const parse = (given: unknown) => parseOptions('ctgan', ctganOptions, given, ctganRules)

test('the defaults are the paper’s but for four, and the paper’s can be had', () => {
  expect(parse(paperOptions)).toEqual({
    epochs: 300,
    batchSize: 500,
    minStepsPerEpoch: 1,
    pac: 10,
    embeddingDim: 128,
    generatorDims: [256, 256],
    discriminatorDims: [256, 256],
    generatorLr: 2e-4,
    discriminatorLr: 2e-4,
    lrSchedule: 'constant',
    generatorDecay: 1e-6,
    discriminatorDecay: 1e-6,
    discriminatorSteps: 1,
    logFrequency: true,
    jointConditions: 0,
    ema: 0,
    validationFraction: 0,
    keep: 'last',
    patience: 0,
  })
  expect(parse({})).toEqual({
    ...parse(paperOptions),
    ema: 0.999,
    validationFraction: 0.05,
    discriminatorSteps: 2,
    minStepsPerEpoch: 20,
  })
})

test('every issue is reported at once, unknown keys among them', () => {
  try {
    parse({ epochs: 0, pac: 'ten', nope: 1 })
    expect.unreachable()
  } catch (error) {
    expect(isTabricateError(error, 'INVALID_OPTIONS') && error.issues.length).toBe(3)
  }
})

test('a batch size that does not fit pac is refused with the nearest that does', () => {
  expect(() => parse({ batchSize: 128 })).toThrow(/take 130/)
  expect(() => parse({ batchSize: 15, pac: 5 })).toThrow(/take 20/)
  expect(parse({ batchSize: 20, pac: 5 }).batchSize).toBe(20)
  expect([batchStep(10), batchStep(5), batchStep(1)]).toEqual([10, 10, 2])
})

test.each([
  [32_561, {}, 500, 65],
  [1071, {}, 50, 21],
  [276, {}, 50, 20],
  [12, {}, 10, 20],
  [1, {}, 10, 20],
  [276, { minStepsPerEpoch: 1 }, 270, 1],
  [1000, { minStepsPerEpoch: 1, batchSize: 100 }, 100, 10],
])(
  'an epoch of %d rows with %j has batches of %d rows and %d steps',
  (rowCount, given, batchSize, stepsPerEpoch) => {
    expect(epochShape(parse(given), rowCount)).toEqual({ batchSize, stepsPerEpoch })
  },
)

test('the quick preset goes by the size of the table, the thorough one by updates', () => {
  const quick = [999, 1000, 10_000, 10_001].map((rows) => parse(presetFor(rows)))
  expect(quick.map(({ epochs, batchSize }) => [epochs, batchSize])).toEqual([
    [200, 100],
    [150, 500],
    [150, 500],
    [100, 1000],
  ])
  expect(epochShape(parse(presetFor(999)), 999)).toEqual({ batchSize: 100, stepsPerEpoch: 9 })
  for (const rows of [276, 5000, 32_561, 1_000_000]) {
    const { epochs } = parse(thoroughOptions(rows))
    expect(epochs).toBeGreaterThanOrEqual(300)
    expect(epochs * epochShape(parse({}), rows).stepsPerEpoch).toBeGreaterThanOrEqual(19_500)
  }
})

test('the JSON Schema carries defaults and descriptions of every option', () => {
  const schema = optionsJsonSchema(ctganOptions)
  expect(schema).toMatchObject({
    additionalProperties: false,
    properties: { batchSize: { default: 500, minimum: 2, type: 'integer' } },
  })
  const description: unknown = expect.stringMatching(/\w/)
  const described = Object.fromEntries(Object.keys(parse({})).map((name) => [name, { description }]))
  expect(schema).toMatchObject({ properties: described })
})
