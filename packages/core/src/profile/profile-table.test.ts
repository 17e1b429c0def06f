import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCsv, streamCsv } from '../format/csv/parse-csv.ts'
import { createRng } from '../random/rng.ts'
import type { Table } from '../table/table.ts'
import { categoricalField, idField, mixedTable, numericalField, tableOf } from '../testing/table-fixtures.ts'
import { type ColumnProfile, profileSchema } from './profile.ts'
import { createTableProfiler, profileTable } from './profile-table.ts'

const tables = join(import.meta.dirname, '../../test/data/tables')
const load = (name: string) => readFileSync(join(tables, name))

async function columnOf(source: Parameters<typeof profileTable>[0], name: string): Promise<ColumnProfile> {
  const profile = await profileTable(source)
  const column = profile.columns.find((each) => each.name === name)
  if (column === undefined) throw new Error(`there is no column ${name}`)
  return column
}
const profileCsv = async (text: string, name: string) => columnOf(await parseCsv(text), name)
const codesOf = (column: ColumnProfile) => column.warnings.map(({ code }) => code)

describe('numbers', () => {
  it('have exact figures while few differ', async () => {
    const column = await columnOf(tableOf([numericalField('x', [2, 4, Number.NaN, 4, 10])], 5), 'x')
    expect(column).toMatchObject({
      type: 'numerical',
      missing: 1,
      distinct: { count: 3, isEstimated: false },
      min: 2,
      max: 10,
      mean: 5,
      top: null,
      warnings: [],
    })
    // (9 + 1 + 1 + 25) / 3 = 12
    expect(column.deviation).toBeCloseTo(Math.sqrt(12), 12)
    expect(column.quantiles?.points.find(({ rank }) => rank === 0.5)?.value).toBe(4)
    expect(column.quantiles?.points.find(({ rank }) => rank === 0.25)?.value).toBe(3.5)
    expect(column.histogram?.edges.length).toBe(21)
    expect(column.histogram?.counts).toEqual([1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
  })
  it('have estimates that say so when very many differ', async () => {
    const rng = createRng(2)
    const values = Float64Array.from({ length: 100_000 }, () => rng.uniform() * 100)
    const column = await columnOf(tableOf([numericalField('x', values)], values.length), 'x')
    expect(column.distinct.isEstimated).toBe(true)
    // Five standard errors of .81 %.
    expect(Math.abs(column.distinct.count - 100_000)).toBeLessThan(5 * 810)
    expect(column.quantiles?.isEstimated).toBe(true)
    for (const { rank, value } of column.quantiles?.points ?? []) {
      // The sketch errs by .008 of the ranks at most, the sample by 5 · .5 / sqrt(100,000) = .008.
      expect(Math.abs(Number(value) / 100 - rank)).toBeLessThan(0.016)
    }
    expect(column.histogram?.counts.reduce((sum, count) => sum + count, 0)).toBe(100_000)
    // 5,000 a bin, standard deviation sqrt(5,000 · .95) = 69, and the sketch's error at both edges.
    for (const count of column.histogram?.counts ?? [])
      expect(Math.abs(count - 5000)).toBeLessThan(5 * 69 + 400)
  })
  it('are null when all are missing, and spread evenly when they are one', async () => {
    const empty = await columnOf(tableOf([numericalField('x', [Number.NaN])], 1), 'x')
    expect(empty).toMatchObject({
      min: null,
      max: null,
      mean: null,
      deviation: null,
      quantiles: null,
      histogram: null,
    })
    expect(codesOf(empty)).toEqual(['all-missing'])
    const same = await columnOf(tableOf([numericalField('x', [7, 7])], 2), 'x')
    expect(same.histogram).toEqual({ isEstimated: false, edges: [7, 7], counts: [2] })
    expect(same.deviation).toBe(0)
    expect(codesOf(same)).toEqual(['constant'])
    const huge = await columnOf(tableOf([numericalField('x', [-1.7e308, 1.7e308])], 2), 'x')
    expect(huge.histogram?.counts.reduce((sum, count) => sum + count, 0)).toBe(2)
    expect(huge.histogram?.edges.every(Number.isFinite)).toBe(true)
  })
  it('of dates are ISO 8601 texts', async () => {
    const column = await profileCsv('d\n2024-01-31\n2024-03-01\n2024-02-01\n', 'd')
    expect(column).toMatchObject({ type: 'datetime', min: '2024-01-31', max: '2024-03-01', mean: null })
    expect(column.quantiles?.points[3]).toEqual({ rank: 0.5, value: '2024-02-01' })
  })
})

describe('texts', () => {
  it('have their most frequent categories and lengths', async () => {
    const column = await columnOf(
      tableOf([categoricalField('c', ['aa', 'b', '__proto__'], [0, 0, 2, -1, 0])], 5),
      'c',
    )
    expect(column).toMatchObject({
      missing: 1,
      distinct: { count: 2, isEstimated: false },
      top: {
        maxShortfall: 0,
        values: [
          { value: 'aa', count: 3 },
          { value: '__proto__', count: 1 },
        ],
      },
      lengths: { min: 2, max: 9, mean: 15 / 4 },
    })
  })
  it('of ids are counted, not shown', async () => {
    const ids = Array.from({ length: 30_000 }, (_, i) => `key ${i}`)
    const column = await columnOf(tableOf([idField('id', ids)], ids.length), 'id')
    expect(column.top).toBeNull()
    expect(column.distinct.isEstimated).toBe(true)
    expect(Math.abs(column.distinct.count - 30_000)).toBeLessThan(5 * 0.0081 * 30_000)
  })
  it('that are exactly as many as are counted stay exact', async () => {
    const ids = Array.from({ length: 20_000 }, (_, i) => `key ${i % 10_000}`)
    expect((await columnOf(tableOf([idField('id', ids)], ids.length), 'id')).distinct).toEqual({
      count: 10_000,
      isEstimated: false,
    })
  })
  it('are counted in the memory of a narrow table, however wide the table is', async () => {
    const columns = 1000
    const rows = 600
    const names = Array.from({ length: rows }, (_, i) => `key ${i}`)
    const codes = Int32Array.from({ length: rows }, (_, i) => i)
    const fields = Array.from({ length: columns }, (_, i) =>
      i % 2 === 0
        ? categoricalField(`c${i}`, names, codes)
        : numericalField(
            `n${i}`,
            Float64Array.from(codes, (code) => code + i),
          ),
    )
    const profile = await profileTable(tableOf(fields, rows))
    for (const { distinct } of profile.columns) {
      // Half a million values for 1,000 columns are 500 each, so that 600 are estimated.
      expect(distinct.isEstimated).toBe(true)
      expect(Math.abs(distinct.count - rows)).toBeLessThan(6 * 0.0081 * rows)
    }
    const few = await profileTable(tableOf(fields.slice(0, 50), rows))
    expect(few.columns.every(({ distinct }) => distinct.count === rows && !distinct.isEstimated)).toBe(true)
  })
  it('are cut when they are long', async () => {
    const long = 'x'.repeat(1_000_000)
    const column = await columnOf(tableOf([categoricalField('c', [`${long}y`, long], [0, 1])], 2), 'c')
    expect(column.distinct.count).toBe(2)
    for (const { value } of column.top?.values ?? []) expect(value.length).toBeLessThan(250)
  })
})

describe('warnings', () => {
  const lines = (count: number, cell: (row: number) => string) =>
    Array.from({ length: count }, (_, row) => cell(row)).join('\n')
  it.each([
    ['constant', 'x\na\na\n', /all values are the same/],
    [
      'nearly-unique',
      `x\n${lines(40, (row) => `some text ${'abcdefghijklmnopqrstuvwxyz'[row % 26]}`)}\n`,
      /26 different values in 40 rows/,
    ],
    [
      'mixed-types',
      `x\n${lines(40, (row) => (row % 4 === 0 ? 'abc' : String(row % 3)))}\n`,
      /30 of 40 values are numbers/,
    ],
    ['leading-zeros', 'zip\n01234\n90210\n01234\n', /2 numbers begin with a zero/],
    [
      'rare-categories',
      `x\n${lines(200, (row) => (row < 3 ? 'odd' : row % 2 ? 'a' : 'b'))}\n`,
      /1 of 3 categories have fewer than 5 rows/,
    ],
    [
      'high-cardinality',
      `x\n${lines(1200, (row) => `c ${row % 600}`)}\n`,
      /600 categories are as many encoded columns: in a network of 256 units 307,200 weights, and 2 MB/,
    ],
  ])('%s', async (code, csv, message) => {
    const column = await profileCsv(csv, csv.split('\n')[0] ?? '')
    expect(column.warnings.find((warning) => warning.code === code)?.message).toMatch(message)
  })
  it('none for a column without a fault', async () => {
    expect((await profileCsv(`x\n${lines(200, (row) => (row % 2 ? 'a' : 'b'))}\n`, 'x')).warnings).toEqual([])
  })
})

describe('personal columns', () => {
  it('are named with the evidence, and their values are not shown', async () => {
    const profile = await profileTable(await parseCsv(load('userdata1.csv')))
    const personal = profile.columns.flatMap(({ name, personal }) =>
      personal === null ? [] : [[name, personal.provider]],
    )
    expect(personal).toEqual([
      ['first_name', 'first-name'],
      ['last_name', 'last-name'],
      ['email', 'email'],
      ['ip_address', 'ip-v4'],
      ['cc', 'card-number'],
    ])
    expect(profile.columns.find(({ name }) => name === 'cc')?.personal).toEqual({
      provider: 'card-number',
      confidence: 'high',
      evidence: "100 % of the different values have the form, and the column's name says so",
      isReplaced: true,
    })
    expect(JSON.stringify(profile)).not.toMatch(/ajordan0|Amanda|6759521864920116/)
  })
  it('that are learned all the same are warned of', async () => {
    const table = await parseCsv(load('userdata1.csv'), { columns: { last_name: 'categorical' } })
    const column = await columnOf(table, 'last_name')
    expect(column).toMatchObject({ type: 'categorical', top: null, personal: { isReplaced: false } })
    expect(column.warnings.find(({ code }) => code === 'personal-learned')?.message).toContain(
      'looks like last names',
    )
  })
  it('that a rule asks for are named too', async () => {
    const table = await parseCsv('x\n7\n8\n', { columns: { x: { type: 'id', provider: 'username' } } })
    expect((await columnOf(table, 'x')).personal).toMatchObject({
      provider: 'username',
      evidence: 'the schema says so',
    })
  })
})

describe('one pass', () => {
  it('over chunks of a file gives what the whole table gives', async () => {
    for (const name of ['userdata1.csv', 'german_credit.csv', 'penguins_raw.csv']) {
      const whole = await parseCsv(load(name))
      const chunks = streamCsv(load(name), { schema: whole.schema, chunkRows: 97 })
      expect(await profileTable(chunks)).toEqual(await profileTable(whole))
    }
  })
  it('gives JSON of the stated shape for any table', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.double(), fc.constant(Number.NaN)), { maxLength: 30 }),
        fc.array(fc.string(), { maxLength: 30 }),
        async (numbers, texts) => {
          const count = Math.min(numbers.length, texts.length)
          const finite = numbers.slice(0, count).map((value) => (Number.isFinite(value) ? value : Number.NaN))
          const categories = [...new Set(texts)]
          const codes = texts.slice(0, count).map((text) => categories.indexOf(text))
          const table = tableOf(
            [numericalField('n', finite), categoricalField('c', categories, codes)],
            count,
          )
          const profile = await profileTable(table)
          expect(profileSchema.parse(JSON.parse(JSON.stringify(profile)))).toEqual(
            JSON.parse(JSON.stringify(profile)),
          )
          expect(profile.rowCount).toBe(count)
        },
      ),
    ))
  it('says what is wrong with chunks that do not belong together', async () => {
    const profiler = createTableProfiler(mixedTable(10).schema)
    const other: Table = tableOf([numericalField('x', [1])], 1)
    expect(() => profiler.add(other)).toThrowError(expect.objectContaining({ code: 'INVALID_TABLE' }))
    await expect(profileTable([])).rejects.toThrowError(expect.objectContaining({ code: 'INVALID_TABLE' }))
    const texts = tableOf([categoricalField('x', ['a'], [0])], 1)
    await expect(profileTable([other, texts])).rejects.toThrowError(
      /described as numerical but holds categorical/,
    )
  })
})
