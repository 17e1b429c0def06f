import { describe, expect, it } from 'vitest'
import { type CellObject, write } from 'xlsx'
import { profileTable } from '../profile/profile-table.ts'
import type { Table } from '../table/table.ts'
import { tableFromColumns, type Value } from '../table/table-from-values.ts'
import { tableToRecords } from '../table/table-to-records.ts'
import { formatCsv } from './csv/format-csv.ts'
import { formatJson } from './json/format-json.ts'
import { formatParquet } from './parquet/format-parquet.ts'
import { parseTable } from './parse-table.ts'
import { formatXlsx } from './xlsx/format-xlsx.ts'

const writers = {
  csv: (table: Table) => formatCsv(table),
  json: (table: Table) => formatJson(table),
  jsonl: (table: Table) => formatJson(table, { layout: 'lines' }),
  parquet: (table: Table) => formatParquet(table),
  xlsx: (table: Table) => formatXlsx(table),
} as const
type Format = keyof typeof writers
const formats: readonly Format[] = ['csv', 'json', 'jsonl', 'parquet', 'xlsx']

const repeat = <T>(count: number, value: (index: number) => T) =>
  Array.from({ length: count }, (_, i) => value(i))
const shapes: Readonly<Record<string, Readonly<Record<string, readonly Value[]>>>> = {
  'one row': { n: [1.5], c: ['x'], d: ['2020-01-31'] },
  'one column': { c: ['x', 'y', 'x'] },
  'one cell': { n: [7] },
  'constant columns': { n: [4, 4, 4], c: ['x', 'x', 'x'], b: [true, true, true] },
  'numbers only': { a: [1, 2, 4], b: [0.5, null, -3.25] },
  'categories only': { a: ['x', 'y', 'x'], b: ['u', null, 'v'] },
  'a column that is missing altogether': { n: [1, 2, 3], gone: [null, null, null] },
  'numbers at the ends of doubles': {
    n: [1.7976931348623157e308, -1.7976931348623157e308, 5e-324, 2.2250738585072014e-308],
  },
  'names that break careless code': {
    constructor: ['__proto__', 'x', 'toString'],
    hasOwnProperty: [1, 2, 4],
    valueOf: ['=1+1', '@x', '-2+3'],
  },
}

describe.each(formats)('%s', (format) => {
  it.each(Object.keys(shapes))('keeps a table of %s', async (shape) => {
    const table = tableFromColumns(shapes[shape] ?? {})
    const again = await parseTable(writers[format](table), { schema: table.schema })
    expect(tableToRecords(again)).toEqual(tableToRecords(table))
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  it('keeps a column called __proto__', async () => {
    const table = tableFromColumns(new Map([['__proto__', ['polluted', 'x']]]))
    const again = await parseTable(writers[format](table), { schema: table.schema })
    expect(again.columns).toEqual(table.columns)
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  it('keeps a zero byte within a text, or says where it does not fit', async () => {
    const table = tableFromColumns({ c: ['a\0b', 'x'], n: [1, 2] }, { columns: { c: 'categorical' } })
    if (format === 'csv') {
      expect(() => formatCsv(table)).toThrow('The column "c" holds a text with a zero byte')
      return
    }
    const again = await parseTable(writers[format](table), { schema: table.schema })
    expect(tableToRecords(again)).toEqual(tableToRecords(table))
  })

  it('keeps halves of surrogate pairs, or writes U+FFFD where UTF-8 has no place for them', async () => {
    const table = tableFromColumns(
      { c: ['a\ud800b', '\udc00', '😀'], n: [1, 2, 4] },
      { columns: { c: 'categorical' } },
    )
    const written = writers[format](table)
    const bytes = typeof written === 'string' ? new TextEncoder().encode(written) : written
    const again = await parseTable(bytes, { schema: table.schema })
    const isLost = format === 'csv' || format === 'parquet'
    expect(tableToRecords(again).map(({ c }) => c)).toEqual(
      isLost ? ['a\ufffdb', '\ufffd', '😀'] : ['a\ud800b', '\udc00', '😀'],
    )
  })

  it('keeps a cell of ten megabytes, or says where it does not fit', async () => {
    const long = 'é"\n, '.repeat(2_000_000)
    const table = tableFromColumns({ c: [long, 'x'] }, { columns: { c: 'categorical' } })
    if (format === 'xlsx') {
      expect(() => formatXlsx(table)).toThrow('rows[2].c: has 10000000 characters; a cell holds 32767')
      return
    }
    const [column] = (await parseTable(writers[format](table), { schema: table.schema })).columns
    expect(column).toMatchObject({ type: 'categorical' })
    if (column?.type === 'categorical') expect(column.categories[0] === long).toBe(true)
  })
})

describe.each(formats)('%s, large', (format) => {
  it('keeps ten thousand columns', async () => {
    const table = tableFromColumns(Object.fromEntries(repeat(10_000, (i) => [`c${i}`, [i, i / 2]])))
    const again = await parseTable(writers[format](table), { schema: table.schema })
    expect(again.columns).toHaveLength(10_000)
    expect(again.columns[9_999]).toEqual({ type: 'numerical', values: Float64Array.of(9_999, 4_999.5) })
  })

  it('keeps a hundred thousand categories', async () => {
    const rows = 200_000
    const item = repeat(rows, (row) => `item ${(row * 7) % 100_000}`)
    const table = tableFromColumns({ item })
    const again = await parseTable(writers[format](table))
    const [column] = again.columns
    if (column?.type !== 'categorical') throw new Error(`read as ${column?.type}`)
    expect(column.categories).toHaveLength(100_000)
    for (const row of [0, 99_999, 100_000, rows - 1]) {
      expect(column.categories[column.codes[row] ?? -1]).toBe(item[row])
    }
    const [profile] = (await profileTable(again)).columns
    // The sketch's standard error is .81 %.
    expect(Math.abs((profile?.distinct.count ?? 0) - 100_000)).toBeLessThan(5 * 810)
    expect(profile?.warnings.map(({ code }) => code)).toContain('high-cardinality')
  })
})

describe('numbers that no double holds', () => {
  it.each([
    ['csv', 'n\n1e309\n2\n'],
    ['json', '[{"n":1e309},{"n":2}]'],
  ])('stay text in %s', async (_, text) => {
    const { schema, columns } = await parseTable(text)
    expect(schema.columns[0]?.type).toBe('categorical')
    expect(columns[0]).toMatchObject({ categories: ['1e309', '2'] })
  })
})

describe('workbooks of strangers', () => {
  const s = (v: string): CellObject => ({ t: 's', v })
  function workbook(name: string, cell: CellObject): Uint8Array {
    const sheet = {
      '!data': [
        [s('a'), s('b')],
        [cell, s('x')],
      ],
      '!ref': 'A1:B2',
    }
    const book = { SheetNames: [name], Sheets: Object.fromEntries([[name, sheet]]) }
    const bytes: unknown = write(book, { type: 'array', bookType: 'xlsx' })
    if (!(bytes instanceof ArrayBuffer)) throw new Error('no bytes')
    return new Uint8Array(bytes)
  }

  it('with a sheet called __proto__ are refused, with what to do', async () => {
    const bytes = workbook('__proto__', s('y'))
    await expect(parseTable(bytes)).rejects.toThrow('called "__proto__". Rename it')
    await expect(parseTable(bytes)).rejects.toMatchObject({ code: 'PARSE_FAILED' })
  })

  it.each([
    ['a comment by __proto__', workbook('data', { ...s('y'), c: [{ a: '__proto__', t: '__proto__' }] })],
    ['a sheet called constructor', workbook('constructor', s('y'))],
    ['a formula', workbook('data', { t: 's', v: 'y', f: 'WEBSERVICE("http://x")' })],
  ])('with %s change nothing but the table', async (_, bytes) => {
    expect(tableToRecords(await parseTable(bytes))).toEqual([{ a: 'y', b: 'x' }])
    expect(Object.keys(Object.prototype)).toEqual([])
    expect(Reflect.ownKeys(Object.prototype).every((key) => typeof key === 'symbol' || key.length > 3)).toBe(
      true,
    )
  })
})
