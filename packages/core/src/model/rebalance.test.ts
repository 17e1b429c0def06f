import { describe, expect, it } from 'vitest'
import { independent } from '../baselines/independent.ts'
import { getColumn, type Table } from '../table/table.ts'
import { booleanField, categoricalField, numericalField, tableOf } from '../testing/table-fixtures.ts'
import type { SampleStats } from './model.ts'

const rowCount = 1000
const rows = Array.from({ length: rowCount }, (_, row) => row)
const table = tableOf(
  [
    categoricalField(
      'income',
      ['<=50K', '>50K', 'unknown'],
      rows.map((row) => (row % 10 === 0 ? 1 : row % 25 === 1 ? 2 : row % 33 === 5 ? -1 : 0)),
    ),
    booleanField(
      'member',
      rows.map((row) => (row % 4 === 0 ? 1 : 0)),
    ),
    numericalField(
      'children',
      rows.map((row) => row % 3),
      0,
    ),
  ],
  rowCount,
)
const synthesizer = await independent().fit(table)

function share(of: Table, name: string, code: number): number {
  const { column } = getColumn(of, name)
  if (column.type !== 'categorical' && column.type !== 'boolean') return Number.NaN
  return Array.from(column.codes).filter((each) => each === code).length / of.rowCount
}

describe('rebalance', () => {
  it('gives a value the share asked for, to one row, and leaves the others as they were to each other', async () => {
    const seen: SampleStats[] = []
    const sample = await synthesizer.sample(4001, {
      rebalance: { income: { '>50K': 0.5 } },
      onStats: (stats) => seen.push(stats),
    })
    expect(Math.abs(share(sample, 'income', 1) - 0.5)).toBeLessThanOrEqual(1 / 4001)
    // Real: .83 to .04 to .03 of the other .9; five standard errors over 2,000 rows.
    expect(Math.abs(share(sample, 'income', 2) - (0.5 * 40) / 900)).toBeLessThan(0.018)
    expect(share(sample, 'income', -1)).toBeGreaterThan(0)
    expect(seen[0]).toMatchObject({ acceptedRows: 4001 })
  })

  it('makes several columns independent of each other, and numbers can be named', async () => {
    const sample = await synthesizer.sample(2000, {
      rebalance: { income: { '>50K': 0.25, '<=50K': 0.75 }, member: { true: 0.5 }, children: { '2': 0.1 } },
    })
    const strata = 2 * 2 * 2
    expect(Math.abs(share(sample, 'income', 1) - 0.25)).toBeLessThan(strata / 2000)
    expect(Math.abs(share(sample, 'member', 1) - 0.5)).toBeLessThan(strata / 2000)
    const [income, member] = [getColumn(sample, 'income').column, getColumn(sample, 'member').column]
    const both = rows
      .concat(rows.map((row) => row + 1000))
      .filter(
        (row) =>
          income.type === 'categorical' &&
          member.type === 'boolean' &&
          income.codes[row] === 1 &&
          member.codes[row] === 1,
      )
    expect(Math.abs(both.length / 2000 - 0.125)).toBeLessThan(strata / 2000)
    expect(share(sample, 'income', 2) + share(sample, 'income', -1)).toBe(0)
  })

  it('holds together with conditions, gives the same rows again, and the first of more', async () => {
    const options = { rebalance: { income: { '>50K': 0.9 } }, where: { member: true }, seed: 3 }
    const sample = await synthesizer.sample(1500, options)
    expect(share(sample, 'member', 1)).toBe(1)
    expect(Math.abs(share(sample, 'income', 1) - 0.9)).toBeLessThanOrEqual(1 / 1500)
    expect(await synthesizer.sample(1500, options)).toEqual(sample)
    const longer = await synthesizer.sample(2500, options)
    const income = getColumn(longer, 'income').column
    const first = getColumn(sample, 'income').column
    expect(income.type === 'categorical' && income.codes.subarray(0, 1500)).toEqual(
      first.type === 'categorical' && first.codes,
    )
  })

  it('can name missing cells, and take a value away', async () => {
    const sample = await synthesizer.sample(500, { rebalance: { income: { '': 0.4, '>50K': 0 } } })
    expect(Math.abs(share(sample, 'income', -1) - 0.4)).toBeLessThanOrEqual(1 / 500)
    expect(share(sample, 'income', 1)).toBe(0)
  })

  it('says everything that is wrong at once', async () => {
    const wrong = synthesizer.sample(10, {
      rebalance: {
        income: { '>50K': 0.7, '<=50K': 0.6 },
        nobody: { a: 0.5 },
        member: { perhaps: 0.5 },
        children: { '1': -1 },
      },
    })
    await expect(wrong).rejects.toMatchObject({ code: 'CONDITION_INVALID' })
    await expect(wrong).rejects.toThrow(/sum to 1\.2999|sum to 1\.3/)
    await expect(wrong).rejects.toThrow(/nobody.*\n.*no such column/s)
    await expect(wrong).rejects.toThrow(/"perhaps" is not a value of a boolean column/)
    await expect(wrong).rejects.toThrow(/a share is a number from 0 to 1, not -1/)
    await expect(synthesizer.sample(10, { rebalance: { income: { nowhere: 0.5 } } })).rejects.toMatchObject({
      code: 'CONDITION_UNREACHABLE',
    })
  })
})
