import { describe, expect, test } from 'vitest'
import { getColumn } from '../table/table.ts'
import { categoricalTable, mixedTable } from '../testing/table-fixtures.ts'
import { testModel } from '../testing/test-model.ts'
import { identity } from './identity.ts'
import { independent } from './independent.ts'
import { uniform } from './uniform.ts'

for (const model of [identity, independent, uniform]) {
  describe(`${model.id} conforms`, () => {
    for (const { name, run } of testModel(model)) test(name, run)
  })
}

/** Share of rows in which both columns of {@link categoricalTable} agree: .8 + .2/3 in the table itself. */
async function agreement(model: typeof identity | typeof independent | typeof uniform): Promise<number> {
  const rows = await (await model().fit(categoricalTable(3000))).sample(20_000)
  const [a, b] = [getColumn(rows, 'a').column, getColumn(rows, 'b').column]
  if (a.type !== 'categorical' || b.type !== 'categorical') return Number.NaN
  return a.codes.filter((code, row) => code === b.codes[row]).length / rows.rowCount
}

// Tolerance .03: three standard errors of a share over 3,000 training rows.
test('identity keeps the dependence of columns, independent and uniform destroy it', async () => {
  expect(Math.abs((await agreement(identity)) - 0.8667)).toBeLessThan(0.03)
  expect(Math.abs((await agreement(independent)) - 1 / 3)).toBeLessThan(0.03)
  expect(Math.abs((await agreement(uniform)) - 1 / 3)).toBeLessThan(0.03)
})

test('independent keeps a column’s own distribution, uniform does not', async () => {
  const table = mixedTable(3000)
  const zeros = async (model: typeof independent | typeof uniform) => {
    const { column } = getColumn(await (await model().fit(table)).sample(20_000), 'gain')
    return column.type === 'numerical'
      ? column.values.filter((value) => value === 0).length / 20_000
      : Number.NaN
  }
  expect(Math.abs((await zeros(independent)) - 0.7)).toBeLessThan(0.03)
  expect(await zeros(uniform)).toBeLessThan(0.01)
})
