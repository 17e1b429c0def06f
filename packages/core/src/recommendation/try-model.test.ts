import { expect, it } from 'vitest'
import { identity } from '../baselines/identity.ts'
import { independent } from '../baselines/independent.ts'
import { TabricateError } from '../errors.ts'
import { evaluateQuality } from '../evaluation/quality.ts'
import { mixedTable } from '../testing/table-fixtures.ts'
import { tryModel } from './try-model.ts'

const table = mixedTable(300)

it('judges a model by the rows that it learned, and takes the time of its fit', async () => {
  let now = 0
  const model = independent()
  const timed: typeof model = {
    ...model,
    fit: (rows, fitArguments) => {
      now += 5000
      return model.fit(rows, fitArguments)
    },
  }
  const tried = await tryModel({ name: 'plain', model: timed }, table, { seed: 3, clock: () => now })
  const synthetic = await (await model.fit(table, { seed: 3 })).sample(300, { seed: 3 })
  expect(tried).toEqual({
    model: 'plain',
    quality: evaluateQuality({ real: table, synthetic }).score.value,
    fitMs: 5000,
  })
  const copies = await tryModel({ name: 'copies', model: identity() }, table)
  expect(copies?.quality).toBeGreaterThan(tried?.quality ?? 1)
})

it('has nothing to say of a model that cannot be fitted, and stops when it is told to', async () => {
  const model = independent()
  const broken: typeof model = {
    ...model,
    fit: () => Promise.reject(new TabricateError('INVALID_TABLE', 'too wide')),
  }
  expect(await tryModel({ name: 'broken', model: broken }, table)).toBeNull()
  await expect(tryModel({ name: 'x', model }, table, { signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'ABORTED',
  })
})
