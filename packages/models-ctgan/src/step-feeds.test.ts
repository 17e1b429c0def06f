import { createRng, encodeSpans, fitSpanEncoder, type PreparedTable, prepareTable } from '@tabricate/core'
import { mixedTable } from '@tabricate/core/testing'
import { expect, test } from 'vitest'
import { countConditions, indexRows, trainingConditions } from './condition-sampler.ts'
import { createStepFeeds, feedNames } from './step-feeds.ts'

const batchSize = 200
const embeddingDim = 3

async function feedsOf(prepared: PreparedTable, jointConditions: number) {
  const encoder = await fitSpanEncoder(prepared, { rng: createRng(1) })
  const conditions = countConditions(prepared.columns)
  const { width } = encoder.layout
  const spanOf = (column: number) =>
    encoder.layout.spans.find((span) => span.role === 'category' && span.column === column)
  const targetColumns = new Int32Array(conditions.width)
  for (const { column, start, cardinality } of conditions.columns) {
    for (let code = 0; code < cardinality; code++)
      targetColumns[start + code] = (spanOf(column)?.start ?? 0) + code
  }
  const draw = createStepFeeds(
    {
      batchSize,
      pac: 10,
      width,
      conditionWidth: conditions.width,
      embeddingDim,
      discriminatorDims: [4],
      discriminatorSteps: 1,
      scheduled: true,
    },
    {
      encoded: encodeSpans(encoder, prepared, createRng(2)),
      rowIndex: indexRows(prepared.columns, conditions),
      drawCondition: trainingConditions(conditions, true),
      conditionColumns: conditions.columns.length,
      jointConditions,
      targetColumns,
    },
  )
  return { draw, width, targetColumns, conditionWidth: conditions.width }
}

/** Positions of the 1s in part of each row. */
function namedIn(values: Float32Array | undefined, width: number, from = 0): number[][] {
  return Array.from({ length: batchSize }, (_, row) =>
    Array.from({ length: width - from }, (_, i) => i).filter((i) => values?.[row * width + from + i] === 1),
  )
}

const { prepared } = prepareTable(mixedTable(300))

test.each([0, 0.6])('with jointConditions %d, real rows have what their conditions name', async (joint) => {
  const { draw, width, targetColumns, conditionWidth } = await feedsOf(prepared, joint)
  const feeds = draw(createRng(3), 0)
  const real = feeds[feedNames.real(0)]
  const asked = namedIn(feeds[feedNames.realCondition(0)], conditionWidth)
  asked.forEach((positions, row) => {
    for (const position of positions) expect(real?.[row * width + (targetColumns[position] ?? 0)]).toBe(1)
  })
  const generated = namedIn(feeds[feedNames.latent(0)], embeddingDim + conditionWidth, embeddingDim)
  const sorted = (lists: number[][]) => lists.map((list) => list.join()).toSorted()
  expect(sorted(generated)).toEqual(sorted(asked))
  expect(generated).not.toEqual(asked)
  const targets = namedIn(feeds[feedNames.target], width)
  expect(targets).toEqual(
    generated.map((list) => list.map((position) => targetColumns[position] ?? 0).toSorted((a, b) => a - b)),
  )
})

test('a condition names one column, and further ones with the probability asked for', async () => {
  const sizes = async (joint: number) => {
    const { draw, conditionWidth } = await feedsOf(prepared, joint)
    const rng = createRng(4)
    const lists = Array.from({ length: 20 }, () =>
      namedIn(draw(rng, 0)[feedNames.realCondition(0)], conditionWidth).map(({ length }) => length),
    )
    return lists.flat()
  }
  expect(new Set(await sizes(0))).toEqual(new Set([1]))
  const joint = await sizes(0.5)
  // A further column is tried with probability ½ and is a new one unless it is the first again: 1 of the columns there are.
  const columns = countConditions(prepared.columns).columns.length
  const more = joint.filter((size) => size > 1).length / joint.length
  const expected = 0.5 * (1 - 1 / columns) + 0.5 * (1 / columns) * 0.5
  expect(Math.abs(more - expected)).toBeLessThan(5 * Math.sqrt(0.25 / joint.length))
})

test('the learning rate falls from 1 to 0 as half a cosine', async () => {
  const { draw } = await feedsOf(prepared, 0)
  const rng = createRng(5)
  const rates = [0, 0.5, 1].map((progress) => draw(rng, progress)[feedNames.rate]?.[0])
  expect(rates).toEqual([1, 0.5, 0])
})
