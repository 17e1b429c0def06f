import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { parquetReadObjects } from 'hyparquet'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, it } from 'vitest'
import { isTabricateError } from '../../errors.ts'
import { cellWriter } from '../../table/cell-writer.ts'
import { getColumn, namedColumns, type Table } from '../../table/table.ts'
import { tableFromColumns, type Value } from '../../table/table-from-values.ts'
import { tableToRecords } from '../../table/table-to-records.ts'
import { formatCsv } from '../csv/format-csv.ts'
import { parseCsv } from '../csv/parse-csv.ts'
import { formatParquet, formatParquetChunks } from './format-parquet.ts'
import { parseParquet, streamParquet } from './parse-parquet.ts'

const tables = join(import.meta.dirname, '../../../test/data/tables')
const userdata = new Uint8Array(readFileSync(join(tables, 'userdata1.parquet')))
const types = ({ schema }: Table) => schema.columns.map(({ type }) => type)

/** The texts of all present cells by column, null where missing. */
function texts(table: Table) {
  return namedColumns(table).map(({ schema, column }) => {
    const write = cellWriter(column, { ...schema, missing: '\0' })
    return Array.from({ length: table.rowCount }, (_, row) => (write(row) === '\0' ? null : write(row)))
  })
}

/** The same by row; empty texts, which CSV cannot tell from missing, as null. */
function rowsOf(table: Table) {
  const columns = texts(table)
  return Array.from({ length: table.rowCount }, (_, row) => columns.map((cells) => cells[row] || null))
}

/** A value as hyparquet gives it, as the table writes it. */
function plainText(value: unknown): string | null {
  if (value instanceof Date) return value.toISOString().replace('.000Z', 'Z')
  return value === null || value === undefined || value === '' ? null : String(value)
}

describe('parseParquet', () => {
  it('reads a file of Spark, with INT96 timestamps, as hyparquet decodes it', async () => {
    const table = await parseParquet(userdata)
    const rows = await parquetReadObjects({ file: userdata.slice().buffer })
    expect(table.schema.columns.map(({ name }) => name)).toEqual(Object.keys(rows[0] ?? {}))
    expect(table.schema.columns[0]).toMatchObject({ type: 'datetime', format: '%Y-%m-%dT%H:%M:%SZ' })
    const expected = rows.map((row) => Object.values(row).map(plainText))
    // Doubles are written with a point, so that they stay doubles.
    const salary = getColumn(table, 'salary').index
    const bare = (text: string | null, index: number) =>
      index === salary ? (text?.replace(/\.0$/, '') ?? null) : text
    expect(rowsOf(table).map((row) => row.map(bare))).toEqual(expected)
  })

  it('reads what its makers left alone as it is in the CSV file', async () => {
    // In other columns the two files differ: e-mails and genders were edited later, quotes and 12 o'clock read otherwise.
    const same = ['id', 'first_name', 'last_name', 'ip_address', 'cc']
    const [parquet, csv] = await Promise.all([
      parseParquet(userdata),
      parseCsv(readFileSync(join(tables, 'userdata1.csv'))),
    ])
    for (const name of same) {
      const cells = [parquet, csv].map((table) =>
        texts(table)[getColumn(table, name).index]?.map((text) => text || null),
      )
      expect(cells[0], name).toEqual(cells[1])
    }
  })

  it('reads every source, and only what is asked for', async () => {
    const whole = await parseParquet(userdata)
    expect(await parseParquet(new Blob([userdata]))).toEqual(whole)
    expect(await parseParquet(new Blob([userdata]).stream())).toEqual(whole)
    const parts: Table[] = []
    for await (const part of streamParquet(userdata, { schema: whole.schema, chunkRows: 300 }))
      parts.push(part)
    expect(parts.map(({ rowCount }) => rowCount)).toEqual([300, 300, 300, 100])
    expect(parts.flatMap(tableToRecords)).toEqual(tableToRecords(whole))
  })

  it('keeps digits, types and times of every annotation', async () => {
    const table = await parseParquet(
      parquetWriteBuffer({
        columnData: [
          { name: 'small', data: [1n, -2n, null] },
          { name: 'big', data: [9007199254740993n, 1n, null] },
          { name: 'double', data: [41, Number.NaN, null] },
          { name: 'price', data: [7n, -105n, 99999999999999999n] },
          { name: 'micros', data: [1_454_486_129_123_456n, 0n, null] },
          { name: 'millis', data: [1_454_486_129_123n, -1n, null] },
          { name: 'day', data: [16_834, -1, null] },
          { name: 'clock', data: [28_529_123, 0, null] },
          { name: 'unsigned', data: [4_294_967_295, 0, null] },
          { name: 'uuid', data: ['00112233-4455-6677-8899-aabbccddeeff', null, null] },
          { name: 'half', data: [1.5, -2, null] },
          { name: 'flag', data: [true, false, null] },
          { name: 'text', data: ['007', 'NA', null] },
        ],
        schema: [
          { name: 'root', num_children: 13 },
          { name: 'small', type: 'INT64', repetition_type: 'OPTIONAL' },
          { name: 'big', type: 'INT64', repetition_type: 'OPTIONAL' },
          { name: 'double', type: 'DOUBLE', repetition_type: 'OPTIONAL' },
          {
            name: 'price',
            type: 'INT64',
            repetition_type: 'OPTIONAL',
            converted_type: 'DECIMAL',
            scale: 2,
            precision: 18,
          },
          { name: 'micros', type: 'INT64', repetition_type: 'OPTIONAL', converted_type: 'TIMESTAMP_MICROS' },
          {
            name: 'millis',
            type: 'INT64',
            repetition_type: 'OPTIONAL',
            logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'MILLIS' },
          },
          { name: 'day', type: 'INT32', repetition_type: 'OPTIONAL', logical_type: { type: 'DATE' } },
          { name: 'clock', type: 'INT32', repetition_type: 'OPTIONAL', converted_type: 'TIME_MILLIS' },
          { name: 'unsigned', type: 'INT32', repetition_type: 'OPTIONAL', converted_type: 'UINT_32' },
          {
            name: 'uuid',
            type: 'FIXED_LEN_BYTE_ARRAY',
            type_length: 16,
            repetition_type: 'OPTIONAL',
            logical_type: { type: 'UUID' },
          },
          {
            name: 'half',
            type: 'FIXED_LEN_BYTE_ARRAY',
            type_length: 2,
            repetition_type: 'OPTIONAL',
            logical_type: { type: 'FLOAT16' },
          },
          { name: 'flag', type: 'BOOLEAN', repetition_type: 'OPTIONAL' },
          { name: 'text', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL', converted_type: 'UTF8' },
        ],
      }),
    )
    expect(
      Object.fromEntries(texts(table).map((column, index) => [table.schema.columns[index]?.name, column])),
    ).toEqual({
      small: ['1', '-2', null],
      big: ['9007199254740993', '1', null],
      double: ['41.0', null, null],
      price: ['0.07', '-1.05', '999999999999999.99'],
      micros: ['2016-02-03T07:55:29.123456Z', '1970-01-01T00:00:00.000000Z', null],
      millis: ['2016-02-03T07:55:29.123', '1969-12-31T23:59:59.999', null],
      day: ['2016-02-03', '1969-12-31', null],
      clock: ['07:55:29.123', '00:00:00.000', null],
      unsigned: ['4294967295', '0', null],
      uuid: ['00112233-4455-6677-8899-aabbccddeeff', null, null],
      half: ['1.5', '-2', null],
      flag: ['true', 'false', null],
      text: ['007', 'NA', null],
    })
  })
})

describe('round trips', () => {
  it('Parquet → CSV → Parquet keeps values and types', async () => {
    const first = await parseParquet(userdata)
    const csv = await parseCsv(formatCsv(first), { schema: first.schema })
    expect(await parseParquet(formatParquet(csv), { schema: first.schema })).toEqual(csv)
    const untold = await parseParquet(formatParquet(await parseCsv(formatCsv(first))))
    const kept = ['registration_dttm', 'id', 'salary', 'country']
    const of = (table: Table) =>
      table.schema.columns.filter(({ name }) => kept.includes(name)).map(({ name, type }) => [name, type])
    expect(of(untold)).toEqual(of(first))
  })

  it.each(['insurance', 'penguins', 'penguins_raw', 'german_credit', 'userdata1'])(
    '%s: CSV → Parquet → the same table',
    async (name) => {
      const table = await parseCsv(readFileSync(join(tables, `${name}.csv`)))
      const again = await parseParquet(formatParquet(table, { rowGroupRows: 100 }), { schema: table.schema })
      expect(formatCsv(again)).toBe(formatCsv(table))
      expect(types(await parseParquet(formatParquet(table)))).toHaveLength(table.columns.length)
    },
  )

  it('any table survives, in row groups of any size', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 6 }),
      fc.constantFrom('', 'NA', '__proto__', 'a.b', '1'),
    )
    const day = fc.integer({ min: -40_000, max: 40_000 }).map((days) => new Date(days * 86_400_000))
    const column = (length: number) => {
      const cells = <T extends Value>(kind: fc.Arbitrary<T>): fc.Arbitrary<Value[]> =>
        fc.array(fc.option(kind, { freq: 4 }), { minLength: length, maxLength: length })
      return fc.oneof(
        cells(text),
        cells(fc.integer()),
        cells(fc.double({ noNaN: true, noDefaultInfinity: true, max: 1e15, min: -1e15 })),
        cells(fc.boolean()),
        cells(day),
      )
    }
    const names = fc.uniqueArray(
      fc.oneof(
        text.filter((name) => name.trim() !== ''),
        fc.constant('constructor'),
      ),
      { minLength: 1, maxLength: 4 },
    )
    const columns = fc
      .tuple(names, fc.integer({ min: 1, max: 40 }))
      .chain(([keys, length]) => fc.tuple(...keys.map((key) => fc.tuple(fc.constant(key), column(length)))))
    await fc.assert(
      fc.asyncProperty(columns, fc.integer({ min: 1, max: 50 }), async (entries, rowGroupRows) => {
        const table = tableFromColumns(new Map(entries))
        const bytes: Uint8Array[] = []
        for await (const part of formatParquetChunks([table, table], { rowGroupRows })) bytes.push(part)
        const again = await parseParquet(new Blob(bytes.map((part) => part.slice())), {
          schema: table.schema,
        })
        expect(again.rowCount).toBe(2 * table.rowCount)
        const once = texts(table)
        expect(texts(again)).toEqual(once.map((cells) => [...cells, ...cells]))
      }),
      { numRuns: 100 },
    )
  })
})

describe('refuses', () => {
  it('what is no Parquet file', async () => {
    for (const bytes of [
      new Uint8Array(0),
      new TextEncoder().encode('a,b\n1,2\n'),
      userdata.slice(0, 1000),
      userdata.slice(500),
    ]) {
      await expect(parseParquet(bytes)).rejects.toMatchObject({ code: 'PARSE_FAILED' })
    }
  })

  it('nested and binary columns, all at once, and files that claim too much', async () => {
    const bytes = parquetWriteBuffer({
      columnData: [
        { name: 'list', data: [[1], [2]], type: 'JSON' },
        { name: 'shape', data: [{ type: 'Point', coordinates: [1, 2] }, null], type: 'GEOMETRY' },
        { name: 'variant', data: [{ a: 1 }, null], type: 'VARIANT' },
      ],
    })
    await expect(parseParquet(bytes)).rejects.toThrow(
      /shape: holds nested or binary values[\s\S]*variant: holds nested/,
    )
    await expect(parseParquet(userdata, { maxCells: 12_999 })).rejects.toThrow(
      '1000 rows of 13 columns, more than 12999 cells',
    )
  })

  it('values that are not whole in a column of whole numbers', () => {
    const table = tableFromColumns({ n: [1, 2] })
    const changed: Table = { ...table, columns: [{ type: 'numerical', values: Float64Array.of(1, 0.5) }] }
    expect(() => formatParquet(changed)).toThrow('row 2 holds another value')
    expect(() => formatParquet(tableFromColumns({}))).toThrow('at least one column')
  })

  it('damaged files with a typed error, if it does not read them', async () => {
    const small = formatParquet(
      tableFromColumns({ n: [1, 2, null, 4], c: ['x', 'y', 'x', null], d: [0.5, 1.5, 2.5, null] }),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat({ max: small.length - 1 }), fc.nat({ max: 255 })), {
          minLength: 1,
          maxLength: 4,
        }),
        async (changes) => {
          const damaged = small.slice()
          for (const [at, byte] of changes) damaged[at] = byte
          const result: unknown = await parseParquet(damaged, { maxCells: 100_000 }).catch(
            (error: unknown) => error,
          )
          if (result instanceof Error) expect(isTabricateError(result), String(result.stack)).toBe(true)
        },
      ),
      { numRuns: 500 },
    )
  })
})
