import { describe, expect, it } from 'vitest'
import { tableFromColumns, tableFromRecords } from './table-from-values.ts'
import { tableToRecords } from './table-to-records.ts'

describe('tableFromColumns', () => {
  it('makes a table of plain values', () => {
    const table = tableFromColumns({
      age: [39, null, 50.5],
      sex: ['Male', 'Female', undefined],
      member: [true, false, true],
      born: [new Date(0), new Date(86_400_000), null],
      big: [2n ** 60n, 1n, 1n],
    })
    expect(table.rowCount).toBe(3)
    expect(table.schema.columns.map(({ type }) => type)).toEqual([
      'numerical',
      'categorical',
      'boolean',
      'datetime',
      'categorical',
    ])
    expect(tableToRecords(table)).toEqual([
      { age: 39, sex: 'Male', member: true, born: '1970-01-01T00:00:00.000Z', big: '1152921504606846976' },
      { age: null, sex: 'Female', member: false, born: '1970-01-02T00:00:00.000Z', big: '1' },
      { age: 50.5, sex: null, member: true, born: null, big: '1' },
    ])
  })

  it('lists every value that is none, and every wrong length', () => {
    const make = () => tableFromColumns({ a: [1, Number.POSITIVE_INFINITY], b: [1], c: [new Date('x'), 1] })
    expect(make).toThrow(/a\[1\]: Infinity is no value[\s\S]*b: has 1 values, "a" has 2[\s\S]*c\[0\]/)
  })
})

describe('tableFromRecords', () => {
  it('fills keys that come late or are lacking with missing', () => {
    const table = tableFromRecords([{ a: 1 }, { b: 'x' }, { a: 2, b: 'x' }])
    expect(tableToRecords(table)).toEqual([
      { a: 1, b: null },
      { a: null, b: 'x' },
      { a: 2, b: 'x' },
    ])
  })

  it('keeps keys that break careless code as data', () => {
    const records: unknown = JSON.parse(
      '[{"__proto__": "x", "constructor": "__proto__"}, {"__proto__": "y", "constructor": "z"}]',
    )
    const table = tableFromRecords(records as Record<string, string>[])
    expect(table.schema.columns.map(({ name }) => name)).toEqual(['__proto__', 'constructor'])
    expect(JSON.stringify(tableToRecords(table))).toBe(JSON.stringify(records))
    expect(Object.getPrototypeOf(tableToRecords(table)[0])).toBe(Object.prototype)
  })

  it('makes an empty table of nothing', () => {
    expect(tableFromRecords([])).toEqual({ schema: { columns: [] }, columns: [], rowCount: 0 })
  })
})
