import { describe, expect, it } from 'vitest'
import { tableToRecords } from '../../table/table-to-records.ts'
import type { Source } from '../text-source.ts'
import { formatCsv, formatCsvChunks } from './format-csv.ts'
import { parseCsv, streamCsv } from './parse-csv.ts'

const records = async (source: Source, options = {}) => tableToRecords(await parseCsv(source, options))

async function* parts<T>(...items: T[]) {
  for (const item of items) yield item
}

describe('parseCsv', () => {
  it.each([
    ['plain', 'a,b\n1,x\n2,y\n'],
    ['no newline at the end', 'a,b\n1,x\n2,y'],
    ['CRLF', 'a,b\r\n1,x\r\n2,y\r\n'],
    ['CR', 'a,b\r1,x\r2,y'],
    ['byte-order mark', '\ufeffa,b\n1,x\n2,y\n'],
    ['semicolons', 'a;b\n1;x\n2;y\n'],
    ['tabs', 'a\tb\n1\tx\n2\ty\n'],
    ['quotes', '"a","b"\n"1","x"\n"2","y"\n'],
    ['blank lines', 'a,b\n\n1,x\n2,y\n\n\n'],
  ])('reads %s', async (_, text) => {
    const expected = [
      { a: 1, b: 'x' },
      { a: 2, b: 'y' },
    ]
    expect(await records(text)).toEqual(expected)
    expect(await records(new TextEncoder().encode(text))).toEqual(expected)
  })

  it('reads every kind of source, cut anywhere', async () => {
    const text = '\ufeffname,note\r\nÅsa,"said ""hi""\r\nand left"\r\n東京,😀\r\n'
    const bytes = new TextEncoder().encode(text)
    const expected = [
      { name: 'Åsa', note: 'said "hi"\r\nand left' },
      { name: '東京', note: '😀' },
    ]
    expect(await records(new Blob([bytes]))).toEqual(expected)
    expect(await records(new Blob([bytes]).stream())).toEqual(expected)
    expect(await records(bytes.slice().buffer)).toEqual(expected)
    expect(await records(parts(...Array.from(bytes, (byte) => Uint8Array.of(byte))))).toEqual(expected)
    expect(await records(parts(...text))).toEqual(expected)
  })

  it('reads UTF-16 and Windows-1252', async () => {
    const text = 'name,n\nMünchen,1\n'
    const utf16 = Uint8Array.from([...text].flatMap((letter) => [letter.charCodeAt(0), 0]))
    const expected = [{ name: 'München', n: 1 }]
    expect(await records(utf16)).toEqual(expected)
    expect(await records(Uint8Array.of(0xff, 0xfe, ...utf16))).toEqual(expected)
    expect(await records(Uint8Array.of(0xfe, 0xff, ...swapped(utf16)))).toEqual(expected)
    expect(await records(Uint8Array.from(text, (letter) => letter.charCodeAt(0)))).toEqual(expected)
    const mixed = Uint8Array.of(
      ...new TextEncoder().encode('name\nMünchen\n'),
      ...Uint8Array.from('Köln', (letter) => letter.charCodeAt(0)),
    )
    await expect(records(parts(mixed.slice(0, 13), mixed.slice(13)))).rejects.toThrow(
      'neither UTF-8 nor Windows-1252',
    )
  })

  it('takes a named encoding at its word, and says where the file is not of it', async () => {
    const latin = Uint8Array.from('name\nMunich\nKöln\nUlm\n', (letter) => letter.charCodeAt(0))
    await expect(parseCsv(latin, { encoding: 'utf-8' })).rejects.toThrow(
      'The file is not valid utf-8 text, in line 3 or the next',
    )
    const cut = Uint8Array.from(
      'a\nb\n\ud800x\n'.split('').flatMap((c) => [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8]),
    )
    await expect(parseCsv(cut, { encoding: 'utf-16le' })).rejects.toThrow(
      'not valid utf-16le text, in line 3',
    )
    expect(await records(latin, { encoding: 'windows-1252' })).toHaveLength(3)
  })

  it('keeps what looks like something else', async () => {
    const text = 'f,zip,big\n=1+1, 07,9007199254740993\n@x,08 ,9007199254740992\n'
    expect(formatCsv(await parseCsv(text))).toBe(text)
  })

  it('reads a header alone as a table of no rows, and one column with empty cells', async () => {
    expect(await parseCsv('a,b\n')).toMatchObject({
      rowCount: 0,
      columns: [{ type: 'categorical' }, { type: 'categorical' }],
    })
    const table = await parseCsv('a\n1\n\n3\n')
    expect(tableToRecords(table)).toEqual([{ a: 1 }, { a: null }, { a: 3 }])
    expect(formatCsv(table)).toBe('a\n1\n""\n3\n')
  })

  it('takes names for a file without a header', async () => {
    expect(await records('1,2\n3,4\n', { names: ['a', 'b'] })).toEqual([
      { a: 1, b: 2 },
      { a: 3, b: 4 },
    ])
  })

  it('reads ten thousand columns', async () => {
    const names = Array.from({ length: 10_000 }, (_, index) => `c${index}`)
    const wide = await parseCsv(`${names}\n${names.map((_, index) => index)}\n`)
    expect(wide.columns).toHaveLength(10_000)
    expect(wide.columns[9_999]).toEqual({ type: 'numerical', values: Float64Array.of(9_999) })
  })

  it('reads cells longer than the parts of a stream', async () => {
    const cell = 'é"\n'.repeat(100_000)
    const long = formatCsv(await parseCsv(parts(...slices(`a,b\n1,"${cell.replaceAll('"', '""')}"\n`))))
    expect(long).toBe(`a,b\n1,"${cell.replaceAll('"', '""')}"\n`)
  })
})

describe('parseCsv refuses', () => {
  it.each([
    ['an empty file', '', 'The file is empty'],
    ['a file of blank lines', '\n\n', 'The file is empty'],
    ['short rows', 'a,b\n1,2\n3\n4,5,6\n', 'rows[3]: has 1 cells where the header has 2'],
    ['long rows', 'a,b\n1,2\n3\n4,5,6\n', 'rows[4]: has 3 cells where the header has 2'],
    ['a quote that is never closed', 'a,b\n1,"x\n2,y\n', 'rows[2]: a quote is opened and never closed'],
    [
      'text after a closing quote',
      'a,b\n1,2\n"x"y,3\n',
      'rows[3]: a quoted cell goes on after its closing quote',
    ],
    ['columns without a name', 'a,,b, \n1,2,3,4\n', 'columns[4]: has no name'],
    ['names that occur twice', 'a,b,a\n1,2,3\n', 'columns[3]: is called "a", as is column 1'],
    ['zero bytes', 'a,b\n1,2\n3,\0\n', 'Row 3 holds a zero byte'],
  ])('%s', async (_, text, message) => {
    await expect(parseCsv(text)).rejects.toThrow(message)
    await expect(parseCsv(text)).rejects.toMatchObject({ code: 'PARSE_FAILED' })
  })

  it('random bytes', async () => {
    const bytes = Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919 + (index >> 3) * 31) & 255)
    await expect(parseCsv(bytes)).rejects.toMatchObject({ code: 'PARSE_FAILED' })
  })

  it('with all issues at once, of which it keeps a hundred', async () => {
    const text = `a,b\n${'1\n'.repeat(5000)}`
    await expect(parseCsv(text)).rejects.toMatchObject({ issues: { length: 100 } })
  })
})

describe('streams', () => {
  it('read tables of a given schema and write them as one', async () => {
    const text = `n,c\n${Array.from({ length: 25 }, (_, row) => `${row}.50,${row % 3 === 0 ? '?' : 'x'}\n`).join('')}`
    const { schema } = await parseCsv(text)
    const sizes: number[] = []
    async function* counted() {
      for await (const table of streamCsv(parts(...slices(text, 7)), { schema, chunkRows: 10 })) {
        sizes.push(table.rowCount)
        yield table
      }
    }
    let written = ''
    for await (const chunk of formatCsvChunks(counted())) written += chunk
    expect(sizes).toEqual([10, 10, 5])
    expect(written).toBe(text)
  })

  it('report the first chunk that does not fit', async () => {
    const { schema } = await parseCsv('n\n1\n2\n')
    const tables = streamCsv('n\n1\nx\n', { schema, chunkRows: 1 })
    expect((await tables.next()).value).toMatchObject({ rowCount: 1 })
    await expect(tables.next()).rejects.toMatchObject({ code: 'INVALID_SCHEMA' })
    await expect(streamCsv('n\n', { schema, chunkRows: 0 }).next()).rejects.toMatchObject({
      code: 'INVALID_OPTIONS',
    })
  })
})

function slices(text: string, length = 65_536): string[] {
  return Array.from({ length: Math.ceil(text.length / length) }, (_, index) =>
    text.slice(index * length, (index + 1) * length),
  )
}

function swapped(bytes: Uint8Array): Uint8Array {
  return bytes.map((_, index) => bytes[index ^ 1] ?? 0)
}
