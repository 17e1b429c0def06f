import { describe, expect, it } from 'vitest'
import { cellWriter } from './cell-writer.ts'
import { createColumnBuilder } from './column-builder.ts'
import type { ColumnRule } from './column-rule.ts'
import type { TableOptions } from './table-from-raw.ts'
import { tableFromRaw } from './table-from-raw.ts'

function read(name: string, cells: readonly (string | null)[], options: TableOptions = {}) {
  const builder = createColumnBuilder(name)
  for (const cell of cells) cell === null ? builder.pushMissing() : builder.pushText(cell)
  const table = tableFromRaw([builder.finish()], options)
  const [schema] = table.schema.columns
  const [column] = table.columns
  if (schema === undefined || column === undefined) throw new Error('no column')
  const write = cellWriter(column, schema)
  return { schema, column, written: cells.map((_, row) => write(row)) }
}

const rule = (name: string, given: ColumnRule): TableOptions => ({ columns: new Map([[name, given]]) })
const rows = <T>(count: number, cell: (row: number) => T) =>
  Array.from({ length: count }, (_, row) => cell(row))

describe('types', () => {
  it.each([
    ['age', ['39', '50', '39'], 'numerical', 'all 3 values are whole numbers, 2 distinct → numerical'],
    [
      'pm',
      ['NA', '1', '2'],
      'numerical',
      '2 of 3 values are whole numbers, 2 distinct, 1 is missing ("NA") → numerical',
    ],
    ['x', ['', '1.5', '2.25', '-'], 'categorical', 'missing is written in several ways'],
    ['land', ['0', '1', '0'], 'boolean', 'all 3 values are 0 or 1, both occur → boolean'],
    ['zeros', ['0', '0'], 'numerical', 'whole numbers, 1 distinct'],
    ['smoker', ['yes', 'no', 'yes'], 'boolean', 'all 3 values are "yes" or "no" → boolean'],
    ['flag', ['TRUE', '', 'TRUE'], 'boolean', '1 is missing (empty)'],
    ['only', ['yes', 'yes'], 'categorical', 'texts'],
    ['mixed', ['Yes', 'yes', 'no'], 'categorical', 'texts, 3 distinct'],
    ['day', ['20160203', '20160204', '20160205', '20160206', '20160207'], 'datetime', '%Y%m%d'],
    ['when', ['3/8/1971', '1/16/1968'], 'datetime', '%-m/%-d/%Y'],
    ['when', ['3/8/1971', '1/6/1968'], 'datetime', 'other way round'],
    ['zip', ['01234', '90210', '01234'], 'categorical', 'leading zeros'],
    ['big', ['9007199254740993', '1', '1'], 'categorical', '2^53'],
    ['spaced', [' 1', ' 2', ' 1'], 'categorical', 'spaces around'],
    ['basement', ['None', 'full', 'None'], 'categorical', 'all 3 values are texts, 2 distinct'],
    ['n', ['None', '1.5', '2.0'], 'numerical', '1 is missing ("None")'],
    ['nothing', ['', ''], 'categorical', 'no value is there, 2 are missing (empty)'],
    ['letters', ['t', 'f'], 'boolean', '"t" or "f"'],
    ['infinite', ['1', 'Infinity'], 'categorical', 'texts'],
    ['huge', ['1e400', '1'], 'categorical', 'texts'],
    ['micro', ['2016-02-03T07:55:29.123456Z', '2016-02-03T07:55:29.123457Z'], 'categorical', 'texts'],
    ['zones', ['2016-02-03T07:55:29+01:00', '2016-02-03T07:55:29+02:00'], 'categorical', 'texts'],
    ['unknown', ['?', 'Private', 'NA', '?'], 'categorical', '2 are missing ("?")'],
  ])('%s %j → %s', (name, cells, type, reason) => {
    const result = read(name, cells)
    expect(result.schema.type).toBe(type)
    expect(result.schema.reason).toContain(reason)
    expect(result.written).toEqual(cells)
  })

  it('recognises running numbers, by the name in short tables', () => {
    const format = { kind: 'sequence', start: 1, step: 1 }
    expect(
      read(
        'n',
        rows(30, (row) => String(row + 1)),
      ).schema,
    ).toMatchObject({ type: 'id', format, unique: true })
    expect(read('id', ['1', '2', '3']).schema).toMatchObject({ type: 'id', format })
    expect(read('n', ['1', '2', '3']).schema.type).toBe('numerical')
    expect(
      read(
        'year',
        rows(30, (row) => String(1990 + row)),
      ).schema.type,
    ).toBe('numerical')
    expect(read('geonameid', ['40', '7', '12']).schema).toMatchObject({ type: 'id', format: { start: 7 } })
    expect(read('amount_paid', ['40', '7', '12']).schema.type).toBe('numerical')
  })

  it('recognises UUIDs, codes and free text', () => {
    const uuid = (row: number) => `00000000-0000-4000-8000-${String(row).padStart(12, '0')}`
    expect(read('key', rows(3, uuid)).schema).toMatchObject({
      type: 'id',
      format: { kind: 'uuid' },
      unique: true,
    })
    const codes = read(
      'Individual ID',
      rows(40, (row) => `N${row % 30}A${1 + (row % 2)}`),
    )
    expect(codes.schema).toMatchObject({
      type: 'id',
      format: { kind: 'pattern', pattern: 'N99\\A9' },
      unique: false,
    })
    const texts = read(
      'comment',
      rows(25, (row) => `Said ${'x'.repeat(row + 1)}.`),
    )
    expect(texts.schema.type).toBe('id')
    expect(
      read(
        'city',
        rows(25, (row) => `City ${row % 20}`),
      ).schema.type,
    ).toBe('categorical')
  })

  it('keeps all texts where missing is written in two ways, and says what to do', () => {
    const cells = ['', 'NA', '1.5', 'NA']
    const kept = read('x', cells)
    expect(kept.schema).toMatchObject({ type: 'categorical', missing: 'NA' })
    expect(kept.schema.reason).toContain('missing is written in several ways ("NA", "")')
    expect(kept.written).toEqual(cells)
    const ruled = read('x', cells, rule('x', 'numerical'))
    expect(ruled.column).toEqual({
      type: 'numerical',
      values: Float64Array.of(Number.NaN, Number.NaN, 1.5, Number.NaN),
    })
    expect(ruled.written).toEqual(['NA', 'NA', '1.5', 'NA'])
  })

  it('takes a text "NA" as a text where missing cells have none', () => {
    const { schema, column } = read('x', ['NA', null, ''])
    expect(column).toEqual({ type: 'categorical', codes: Int32Array.of(0, -1, 1), categories: ['NA', ''] })
    expect(['NA', '']).not.toContain(schema.missing)
  })

  it('goes back to texts without loss when a late cell is no number', () => {
    const cells = ['1.50', '-0', '8.3945900000000009', '1e-7', 'NA', '.5', '007']
    expect(read('x', cells).written).toEqual(cells)
  })

  it('reads decimal commas when asked', () => {
    const cells = ['1,5', '2', '-0,25']
    const { schema, column, written } = read('x', cells, { decimalComma: true })
    expect(schema).toMatchObject({
      type: 'numerical',
      format: { style: 'shortest', decimals: 2, decimalMark: ',' },
    })
    expect(column).toMatchObject({ values: Float64Array.of(1.5, 2, -0.25) })
    expect(written).toEqual(cells)
    expect(read('x', ['1,234', '5,678'], { decimalComma: true }).schema.type).toBe('categorical')
  })
})

describe('rules of the user', () => {
  it('overrule every type', () => {
    expect(read('age', ['39', '50'], rule('age', 'categorical')).column).toMatchObject({
      categories: ['39', '50'],
    })
    expect(read('age', ['39', '50'], rule('age', 'id')).column).toMatchObject({ values: ['39', '50'] })
    expect(read('zip', ['007', '+5'], rule('zip', 'numerical')).column).toMatchObject({
      values: Float64Array.of(7, 5),
    })
    expect(
      read('x', ['1.5', '-999'], rule('x', { type: 'numerical', missing: '-999' })).column,
    ).toMatchObject({
      values: Float64Array.of(1.5, Number.NaN),
    })
    const day = read('d', ['03/08/1971'], rule('d', { type: 'datetime', format: '%d/%m/%Y' }))
    expect(day.column).toMatchObject({ values: Float64Array.of(Date.UTC(1971, 7, 3)) })
    const sex = read('sex', ['M', 'F', 'M'], rule('sex', { type: 'boolean', words: ['M', 'F'] }))
    expect(sex.column).toMatchObject({ codes: Int8Array.of(0, 1, 0) })
    expect(sex.written).toEqual(['M', 'F', 'M'])
  })

  it('may name columns that break careless code', () => {
    const columns: unknown = JSON.parse('{ "__proto__": "categorical" }')
    const { schema } = read('__proto__', ['1', '2'], { columns: columns as Record<string, ColumnRule> })
    expect(schema.type).toBe('categorical')
    expect(read('constructor', ['1', '2']).schema.type).toBe('numerical')
  })

  it('that do not fit are refused with the value and its row', () => {
    const cells = ['1', 'x', '2', 'x']
    expect(() => read('a', cells, rule('a', 'numerical'))).toThrow(
      'columns.a: 2 values are no number: "x" in row 2',
    )
    expect(() => read('a', cells, rule('a', 'datetime'))).toThrow('no one date format fits all values')
    expect(() => read('a', cells, rule('a', 'boolean'))).toThrow('two different values, this column has 3')
    expect(() => read('a', cells, rule('b', 'numerical'))).toThrow(
      'columns.b: there is no such column; there are a',
    )
  })
})

describe('a given schema', () => {
  it('reads another table in the same way, its columns in any order', () => {
    const first = ['no', '1', '2.50'].map((text, index) => raw(`c${index}`, [text]))
    const { schema } = tableFromRaw(first, { columns: { c0: { type: 'boolean', words: ['no', 'yes'] } } })
    const again = tableFromRaw([raw('c2', ['7']), raw('c1', ['']), raw('c0', ['yes'])], { schema })
    expect(again.schema).toBe(schema)
    expect(again.columns).toEqual([
      { type: 'boolean', codes: Int8Array.of(1) },
      { type: 'numerical', values: Float64Array.of(Number.NaN) },
      { type: 'numerical', values: Float64Array.of(7) },
    ])
    expect(() => tableFromRaw([raw('c1', ['1'])], { schema })).toThrow(
      'c0: is in the schema but not in the table',
    )
  })
})

function raw(name: string, cells: readonly string[]) {
  const builder = createColumnBuilder(name)
  for (const cell of cells) builder.pushText(cell)
  return builder.finish()
}
