import { describe, expect, it } from 'vitest'
import { chooseFormat } from './choose-format.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const csv = 'a,b\n1,2\n3,4\n'

describe('chooseFormat', () => {
  it.each([
    ['Parquet without a name', latin('PAR1\x15\x04'), undefined, 'parquet'],
    ['a ZIP file without a name', latin('PK\x03\x04\x14\0'), undefined, 'xlsx'],
    ['a JSON array', bytes(' [\n {"a":1}]'), undefined, 'json'],
    ['a JSON line', bytes('{"a":1}\n{"a":2}\n'), undefined, 'json'],
    ['JSON with a byte-order mark', bytes('\ufeff[{"a":1}]'), undefined, 'json'],
    ['JSON in UTF-16', latin('\xff\xfe[\0{\0"\0a\0"\0:\x001\0}\0]\0'), undefined, 'json'],
    ['separated values', bytes(csv), 'people', 'csv'],
    ['one column', bytes('a\n1\n'), undefined, 'csv'],
    ['by its name, where content agrees', bytes('a\tb\n1\t2\n'), 'x.TSV', 'tsv'],
    ['lines of JSON by name', bytes('{"a":1}\n'), 'x.ndjson', 'jsonl'],
    ['names in brackets are no JSON', bytes('[a],[b]\n1,2\n'), 'x.csv', 'csv'],
    ['names in brackets without a name', bytes('[a],[b]\n1,2\n'), undefined, 'csv'],
    ['one column called like anything', bytes('PAR1\n1\n'), 'x.csv', 'csv'],
    ['letters that are no signature', bytes('ORC,b\n1,2\n'), undefined, 'csv'],
    ['bytes in a CSV file, for its reader to say where', latin('a,b\n\0\0\n'), 'x.csv', 'csv'],
  ])('takes %s', (_, start, name, format) => {
    expect(chooseFormat(start, name)).toEqual({ format, notice: null })
  })

  it.each([
    [bytes(csv), 'x.parquet', 'csv', '"x.parquet" is called parquet but holds separated values'],
    [bytes(csv), 'x.xlsx', 'csv', 'is called xlsx but holds separated values'],
    [bytes(csv), 'x.json', 'csv', 'is called json but holds separated values'],
    [bytes('[{"a":1}]'), 'x.csv', 'json', 'is called csv but holds JSON'],
    [latin('PAR1\0'), 'x.csv', 'parquet', 'is called csv but holds Parquet: it was read as Parquet'],
    [latin('PK\x03\x04'), 'x.json', 'xlsx', 'is called json but holds XLSX'],
  ])('overrules a name: %#', (start, name, format, notice) => {
    const chosen = chooseFormat(start, name)
    expect(chosen.format).toBe(format)
    expect(chosen.notice).toContain(notice)
  })

  it.each([
    ['gzip', latin('\x1f\x8b\x08\0'), 'a gzip file'],
    ['an old workbook', latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0'), 'an old Excel file'],
    ['a database', latin('SQLite format 3\0'), 'an SQLite database'],
    ['a saved model', latin('TABRICAT\x01\0\0\0'), 'a saved model'],
    ['Avro', latin('Obj\x01\0'), 'an Avro file'],
    ['an empty ZIP file', latin(`PK\x05\x06${'\0'.repeat(18)}`), 'an empty ZIP file'],
    ['noise', latin('\x03\0\xff\0\x07\x01\0\0\x05'), 'bytes that are no text'],
  ])('refuses %s', (_, start, message) => {
    expect(() => chooseFormat(start, undefined)).toThrow(message)
    expect(() => chooseFormat(start, undefined)).toThrow(
      expect.objectContaining({ code: 'UNSUPPORTED_FORMAT' }),
    )
  })

  it.each([
    [
      bytes('no such thing'),
      'x.parquet',
      'is called parquet but holds text that is neither JSON nor regular',
    ],
    [bytes('no such thing'), 'x.json', 'is called json but holds text'],
    [latin('\x03\0\xff\0\x07\x01\0\0\x05'), 'x.xlsx', 'is called xlsx but holds bytes that are neither'],
    [bytes(''), 'x.csv', '"x.csv" is empty'],
    [bytes(' \n'), undefined, 'The input is empty'],
  ])('says what contradicts a name: %#', (start, name, message) => {
    expect(() => chooseFormat(start, name)).toThrow(message)
    expect(() => chooseFormat(start, name)).toThrow(expect.objectContaining({ code: 'PARSE_FAILED' }))
  })
})
