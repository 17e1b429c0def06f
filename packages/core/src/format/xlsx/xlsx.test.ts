import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CellObject, write } from 'xlsx'
import { isTabricateError } from '../../errors.ts'
import { tableFromColumns } from '../../table/table-from-values.ts'
import { tableToRecords } from '../../table/table-to-records.ts'
import { formatCsv } from '../csv/format-csv.ts'
import { parseCsv } from '../csv/parse-csv.ts'
import { formatXlsx } from './format-xlsx.ts'
import { parseXlsx } from './parse-xlsx.ts'
import { isDateFormat, msToSerial, serialToMs } from './serial-date.ts'

type Grid = readonly (readonly (CellObject | undefined)[])[]

/** An XLSX file of one sheet, made cell by cell. */
function workbook(
  rows: Grid,
  range: string,
  options: { name?: string; date1904?: boolean } = {},
): Uint8Array {
  const { name = 'data', date1904 = false } = options
  const sheet = { '!data': rows, '!ref': range }
  const book = { SheetNames: [name], Sheets: { [name]: sheet }, Workbook: { WBProps: { date1904 } } }
  const bytes: unknown = write(book as never, { type: 'array', bookType: 'xlsx', compression: true })
  if (!(bytes instanceof ArrayBuffer)) throw new Error('no bytes')
  return new Uint8Array(bytes)
}

const s = (v: string): CellObject => ({ t: 's', v })
const n = (v: number, z?: string): CellObject => (z === undefined ? { t: 'n', v } : { t: 'n', v, z })

describe('parseXlsx', () => {
  it('reads numbers, texts, booleans, dates, and formulas by their value', async () => {
    const rows: Grid = [
      [s('n'), s('zip'), s('b'), s('day'), s('at'), s('clock'), s('f'), s('na')],
      [
        n(1.5),
        s('00501'),
        { t: 'b', v: true },
        n(43_861, 'yyyy-mm-dd'),
        n(43_861.5, 'm/d/yy h:mm'),
        n(0.25, 'h:mm:ss'),
        { t: 'n', v: 3, f: '1+2' },
        s('NA'),
      ],
      [
        n(2),
        s('94103'),
        { t: 'b', v: false },
        n(61, '[$-409]d-mmm-yy;@'),
        n(43_861, 'm/d/yy h:mm'),
        n(0.5, 'h:mm:ss'),
        { t: 'n', v: 4, f: '2+2' },
        { t: 'e', v: 42 },
      ],
    ]
    const table = await parseXlsx(workbook(rows, 'A1:H3'))
    expect(table.schema.columns.map(({ type }) => type)).toEqual([
      'numerical',
      'categorical',
      'boolean',
      'datetime',
      'datetime',
      'datetime',
      'numerical',
      'categorical',
    ])
    expect(tableToRecords(table)).toEqual([
      {
        n: 1.5,
        zip: '00501',
        b: true,
        day: '2020-01-31',
        at: '2020-01-31 12:00:00',
        clock: '06:00:00',
        f: 3,
        na: 'NA',
      },
      {
        n: 2,
        zip: '94103',
        b: false,
        day: '1900-03-01',
        at: '2020-01-31 00:00:00',
        clock: '12:00:00',
        f: 4,
        na: null,
      },
    ])
  })

  it('reads a range that begins anywhere, sheets by name, and dates since 1904', async () => {
    const rows: Grid = [
      [],
      [undefined, s('a'), s('d'), undefined],
      [undefined, n(1), n(1, 'yyyy-mm-dd')],
      [],
      [undefined, n(2)],
      [],
    ]
    const bytes = workbook(rows, 'B2:D6', { name: 'third', date1904: true })
    expect(tableToRecords(await parseXlsx(bytes, { sheet: 'third' }))).toEqual([
      { a: 1, d: '1904-01-02' },
      { a: null, d: null },
      { a: 2, d: null },
    ])
    await expect(parseXlsx(bytes, { sheet: '__proto__' })).rejects.toThrow(
      'There is no sheet "__proto__" in the file. There are: "third".',
    )
  })
})

describe('serial dates', () => {
  it.each([
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [61, '1900-03-01'],
    [25_569, '1970-01-01'],
    [43_861, '2020-01-31'],
  ])('%d is %s', (serial, day) => {
    expect(new Date(serialToMs(serial, false)).toISOString().slice(0, 10)).toBe(day)
    if (serial > 60) expect(msToSerial(Date.parse(day))).toBe(serial)
  })

  it.each(['yyyy-mm-dd', 'h:mm', '[h]:mm', '[$-409]d/m/yy h:mm;@', 'mmm'])(
    '%s is a format of dates',
    (format) => {
      expect(isDateFormat(format)).toBe(true)
    },
  )

  it.each(['General', '0.00', '#,##0 "days"', '0.00E+00', '[Red]0', '_-* #,##0_-', '0\\h', '@'])(
    '%s is none',
    (format) => {
      expect(isDateFormat(format)).toBe(false)
    },
  )
})

describe('round trips', () => {
  it.each(['insurance', 'penguins', 'penguins_raw', 'german_credit', 'userdata1'])(
    '%s: CSV → XLSX → CSV, and types',
    async (name) => {
      const file = join(import.meta.dirname, `../../../test/data/tables/${name}.csv`)
      const first = await parseCsv(readFileSync(file))
      const bytes = formatXlsx(first)
      expect(formatCsv(await parseXlsx(bytes, { schema: first.schema }))).toBe(formatCsv(first))
      const untold = await parseXlsx(bytes)
      const again = await parseXlsx(formatXlsx(await parseCsv(formatCsv(untold), { schema: untold.schema })))
      expect(again.schema.columns.map(({ type }) => type)).toEqual(
        untold.schema.columns.map(({ type }) => type),
      )
      expect(tableToRecords(again)).toEqual(tableToRecords(untold))
    },
  )

  it('any texts survive', async () => {
    const hostile = fc.constantFrom(
      '',
      ' ',
      '=1+1',
      '_x000D_',
      '_x005F_x000D_',
      'a\rb',
      '\t',
      '007',
      '<a&"\'>',
      '__proto__',
      '#N/A',
      'TRUE',
      '\u0001',
      ' x ',
    )
    const text = fc
      .oneof(hostile, fc.string({ unit: 'grapheme', maxLength: 8 }))
      .map((each) => each.replaceAll('\r\n', '\n'))
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 8 }), async (cells) => {
        const table = tableFromColumns(
          { keep: cells.map(() => 1), text: cells },
          { columns: { text: { type: 'id', missing: '\0' } } },
        )
        const again = await parseXlsx(formatXlsx(table), { columns: { text: { type: 'id', missing: '\0' } } })
        expect(again.columns[1]).toEqual({ type: 'id', values: cells })
      }),
      { numRuns: 50 },
    )
  })
})

describe('refuses', () => {
  const good = formatXlsx(tableFromColumns({ n: [1, 2], c: ['x', 'y'] }))

  it.each<[string, Uint8Array, string]>([
    ['no bytes', new Uint8Array(0), 'This is no XLSX file'],
    ['text', new TextEncoder().encode('a,b\n1,2\n'), 'it has no list of contents'],
    ['a truncated file', good.slice(0, good.length - 100), 'This is no XLSX file'],
    ['an empty sheet', workbook([[]], 'A1'), 'The sheet is empty'],
    [
      'names that occur twice',
      workbook(
        [
          [s('a'), s('a')],
          [n(1), n(2)],
        ],
        'A1:B2',
      ),
      'columns[2]: is called "a", as is column 1',
    ],
    ['columns without a name', workbook([[s('a')], [n(1), n(2)]], 'A1:B2'), 'columns[2]: has no name'],
    [
      'errors in cells',
      workbook([[s('a')], [n(1)], [{ t: 'e', v: 7, w: '#DIV/0!' }]], 'A1:A3'),
      'rows[3].a: holds the error',
    ],
  ])('%s', async (_, bytes, message) => {
    await expect(parseXlsx(bytes)).rejects.toThrow(message)
    await expect(parseXlsx(bytes)).rejects.toMatchObject({ code: 'PARSE_FAILED' })
  })

  it('ranges of more cells than were allowed', async () => {
    await expect(parseXlsx(good, { maxCells: 5 })).rejects.toThrow(
      'has more than 5 cells in xl/worksheets/sheet1.xml (maxCells)',
    )
  })

  it('what comes to more than was allowed when it is unpacked, whatever it says of itself', async () => {
    const zeros = formatXlsx(tableFromColumns({ text: Array.from({ length: 2000 }, () => 'z'.repeat(1000)) }))
    expect(zeros.length).toBeLessThan(100_000)
    const options = { maxUnzippedBytes: 100_000 }
    await expect(parseXlsx(zeros, options)).rejects.toThrow('more than 100000 bytes when it is unpacked')
    const lying = zeros.slice()
    const view = new DataView(lying.buffer)
    for (let at = 0; at < lying.length - 46; at++)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 10, true)
    await expect(parseXlsx(lying, options)).rejects.toThrow('more than 100000 bytes when it is unpacked')
  })

  it('tables that no sheet holds', () => {
    const long = tableFromColumns({ c: ['x'.repeat(32_768), 'y'] })
    expect(() => formatXlsx(long)).toThrow('rows[2].c: has 32768 characters; a cell holds 32767')
    expect(() => formatXlsx(long, { sheet: 'a/b' })).toThrow('"a/b" is no name of a sheet')
    expect(() => formatXlsx({ ...long, rowCount: 1_048_576 })).toThrow(
      'a sheet has 1048575 rows below the names',
    )
  })

  it('damaged files with a typed error, if it does not read them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat({ max: good.length - 1 }), fc.nat({ max: 255 })), {
          minLength: 1,
          maxLength: 4,
        }),
        async (changes) => {
          const damaged = good.slice()
          for (const [at, byte] of changes) damaged[at] = byte
          const result: unknown = await parseXlsx(damaged).catch((error: unknown) => error)
          if (result instanceof Error) expect(isTabricateError(result), String(result.stack)).toBe(true)
        },
      ),
      { numRuns: 50 },
    )
  })
})
