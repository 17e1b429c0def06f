import { expect, test } from 'vitest'
import { z } from 'zod'
import { independent } from '../baselines/independent.ts'
import { range } from '../constraint/constraint.ts'
import { mixedTable } from '../testing/table-fixtures.ts'
import { defineModel } from './define-model.ts'

const { definition } = independent
const exportable = defineModel({
  ...definition,
  id: 'exportable',
  options: z.strictObject({}),
  async fit(prepared, context) {
    const fitted = await definition.fit(prepared, context)
    return { ...fitted, toOnnx: (plan) => Uint8Array.of(plan.columns.length) }
  },
})

test('a model exports what its plugin makes of the plan', async () => {
  const table = mixedTable(50)
  const synthesizer = await exportable().fit(table)
  expect(synthesizer.toOnnx()).toEqual(Uint8Array.of(table.columns.length))
})

test('a model without an export, and one under constraints, say so', async () => {
  const plain = await independent().fit(mixedTable(50))
  expect(() => plain.toOnnx()).toThrow(/"independent" is no neural network/)
  const constrained = await exportable().fit(mixedTable(50), {
    constraints: [range('amount', { min: -100 })],
  })
  expect(() => constrained.toOnnx()).toThrow(/would not obey the constraints.*: .*amount.*-100/)
  expect(() => constrained.toOnnx()).toThrow(expect.objectContaining({ code: 'UNSUPPORTED_FORMAT' }))
})
