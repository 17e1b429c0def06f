import { describe, expect, it } from 'vitest'
import { decodeModel, encodeModel } from '../artifact/model-file.ts'
import { independent } from '../baselines/independent.ts'
import { fixedCombinations, lessThan, range, sumOf, unique } from '../constraint/constraint.ts'
import { custom } from '../constraint/custom-constraint.ts'
import { getColumn, type Table } from '../table/table.ts'
import { constrainedTable, tableRules } from '../testing/constrained-table.ts'
import { categoricalField, numericalField, tableOf } from '../testing/table-fixtures.ts'
import { ensureTamperedFilesAreRefused } from '../testing/tampered-files.ts'
import type { SampleStats } from './model.ts'

const real = constrainedTable(300)
const model = independent()

function valuesOf(table: Table, name: string): Float64Array {
  const { column } = getColumn(table, name)
  return column.type === 'numerical' || column.type === 'datetime' ? column.values : new Float64Array(0)
}

async function statsOf(
  sample: (onStats: (stats: SampleStats) => void) => Promise<unknown>,
): Promise<SampleStats> {
  const seen: SampleStats[] = []
  await sample((stats) => seen.push(stats))
  const [stats] = seen
  if (stats === undefined) throw new Error('no statistics')
  return stats
}

describe('real rows that break a constraint', () => {
  const broken = tableOf(
    [numericalField('low', [1, 5, 3, 9, 2], 0), numericalField('high', [2, 4, 3, 10, 1], 0)],
    5,
  )

  it('are refused by default, with their number and the first of them', async () => {
    await expect(
      model.fit(broken, { constraints: [range('low', { max: 8 }), lessThan('low', 'high')] }),
    ).rejects.toMatchObject({
      code: 'CONSTRAINT_VIOLATED',
      issues: [
        { path: ['constraints', 0], message: 'range(low, , 8) is broken by 1 of 5 rows (row 4)' },
        { path: ['constraints', 1], message: 'lessThan(low, high) is broken by 3 of 5 rows (row 2, 3, 5)' },
      ],
    })
  })

  it('are left out on request, and said to be', async () => {
    const notices: string[] = []
    const synthesizer = await model.fit(broken, {
      constraints: [lessThan('low', 'high')],
      violatingRows: 'drop',
      onNotice: (notice) => notices.push(notice),
    })
    expect(notices).toEqual([
      '3 of 5 rows break constraints and are not learned: lessThan(low, high) is broken by 3 of 5 rows (row 2, 3, 5).',
    ])
    expect(synthesizer.snapshot().rowCount).toBe(2)
    const highs = new Set(valuesOf(await synthesizer.sample(50), 'high'))
    expect([...highs].sort((a, b) => a - b)).toEqual([2, 10])
  })

  it('are an error when no other row is left', async () => {
    const never = custom('never', () => false)
    await expect(model.fit(broken, { constraints: [never], violatingRows: 'drop' })).rejects.toMatchObject({
      code: 'CONSTRAINT_VIOLATED',
    })
  })
})

describe('rows drawn', () => {
  it('obey without a row being drawn again, where a rule is learned', async () => {
    const rules = [fixedCombinations('city', 'country'), range('age', { min: 18 })]
    const synthesizer = await model.fit(real, { constraints: rules })
    const stats = await statsOf((onStats) => synthesizer.sample(1000, { onStats }))
    expect(stats.rejectedRows).toEqual({ 'real range': 0, 'range(age, 18, )': 0 })
  })

  it('never break a gap or a sum by themselves: only the real range has some drawn again', async () => {
    const rules = [lessThan('hired', 'left', { orEqual: true }), sumOf('pay', ['wage', 'bonus'])]
    const synthesizer = await model.fit(real, { constraints: rules })
    const { rejectedRows, drawnRows } = await statsOf((onStats) => synthesizer.sample(3000, { onStats }))
    const { 'real range': outside = 0, ...byRules } = rejectedRows
    expect(byRules).toEqual({ 'lessThanOrEqual(hired, left)': 0, 'sumOf(pay, wage, bonus)': 0 })
    // A model that knows no dependence; by rejection alone nearly every sum would be wrong.
    expect(outside / drawnRows).toBeGreaterThan(0)
    expect(outside / drawnRows).toBeLessThan(0.15)
  })

  it('satisfy conditions on columns that are computed', async () => {
    const synthesizer = await model.fit(real, { constraints: tableRules })
    const rows = await synthesizer.sample(60, {
      where: {
        pay: { min: 2000, max: 2400 },
        left: { min: '2015-01-01', max: '2016-12-31' },
        country: 'USA',
      },
    })
    expect(valuesOf(rows, 'pay').every((pay) => pay >= 2000 && pay <= 2400)).toBe(true)
    const [first, last] = [Date.parse('2015-01-01'), Date.parse('2016-12-31')]
    expect(valuesOf(rows, 'left').every((date) => date >= first && date <= last)).toBe(true)
  })

  it('differ over a whole stream, and its beginning is the shorter sample', async () => {
    const synthesizer = await model.fit(real, {
      constraints: [unique('hired', 'age')],
      violatingRows: 'drop',
    })
    const rows = await synthesizer.sample(5000)
    const keys = Array.from(valuesOf(rows, 'hired'), (hired, row) => `${hired} ${valuesOf(rows, 'age')[row]}`)
    const present = keys.filter((key) => !key.startsWith('NaN'))
    expect(new Set(present).size).toBe(present.length)
    const shorter = await synthesizer.sample(700)
    expect(valuesOf(shorter, 'wage')).toEqual(valuesOf(rows, 'wage').slice(0, 700))
  })

  it('end with an error when there are no more that differ, after a bounded effort', async () => {
    const table = tableOf(
      [categoricalField('a', ['x', 'y', 'z'], [0, 1, 2]), numericalField('b', [1, 2, 3], 0)],
      3,
    )
    const synthesizer = await model.fit(table, { constraints: [unique('a')] })
    expect((await synthesizer.sample(3)).rowCount).toBe(3)
    await expect(synthesizer.sample(4)).rejects.toMatchObject({
      code: 'CONDITION_UNREACHABLE',
      issues: [{ path: ['unique(a)'] }],
    })
  })
})

describe('a model with constraints', () => {
  it('is the same from its file, rules and all, and asks for those that only a process knows', async () => {
    const constraints = [...tableRules, custom('adult', ({ age }) => Number(age) >= 21)]
    const synthesizer = await model.fit(real, { constraints, violatingRows: 'drop' })
    const file = await encodeModel(synthesizer)
    await expect(decodeModel(file, [independent])).rejects.toMatchObject({ code: 'CONSTRAINT_REQUIRED' })
    const again = await decodeModel(file, [independent], {
      constraints: constraints.slice(-1).flatMap((each) => (each.kind === 'custom' ? [each] : [])),
    })
    expect(again.snapshot().constraints).toEqual([...tableRules, 'adult'])
    expect(await again.sample(50)).toEqual(await synthesizer.sample(50))
  })

  it('ends what a tampered file begins with a typed error', async () => {
    const table = constrainedTable(30)
    const synthesizer = await model.fit(table, { constraints: tableRules })
    await ensureTamperedFilesAreRefused(await encodeModel(synthesizer), independent, {})
  })

  it('says that rules contradict each other before anything is learned', async () => {
    const constraints = [lessThan('hired', 'left'), lessThan('left', 'hired')]
    await expect(model.fit(real, { constraints })).rejects.toMatchObject({ code: 'CONSTRAINT_INVALID' })
  })

  it('lets columns be prepared as asked that are learned as they are, and forgets the others', async () => {
    const fit = model.fit(real, { constraints: tableRules, encoding: { continuous: ['age', 'pay'] } })
    const { plan } = (await fit).snapshot()
    expect(plan.columns.find(({ name }) => name === 'age')?.kind).toBe('numbers')
    await expect(
      model.fit(real, { constraints: tableRules, encoding: { discrete: ['salary'] } }),
    ).rejects.toMatchObject({ code: 'INVALID_OPTIONS' })
  })
})
