import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tableToRecords } from '../../table/table-to-records.ts'
import { parseCsv } from './parse-csv.ts'
import { unifyLineEnds } from './unify-line-ends.ts'

describe('unifyLineEnds', () => {
  it.each([
    ['\n', 'a,b\r\n1,x\r2,y\n', 'a,b\n1,x\n2,y\n'],
    ['\r\n', 'a,b\n1,x\r2,y\r\n', 'a,b\r\n1,x\r\n2,y\r\n'],
    ['\r', 'a,b\n1,x\r\n2,y\r', 'a,b\r1,x\r2,y\r'],
    ['\n', 'a,"b\r\nc"\r\n"""x\r",1\r\n', 'a,"b\r\nc"\n"""x\r",1\n'],
    ['\n', 'a"b\r\nc,"d\r', 'a"b\nc,"d\r'],
  ] as const)('makes all %j of %j', (newline, text, expected) => {
    expect(unifyLineEnds(text, { delimiter: ',', newline }, true)).toBe(expected)
  })

  it('leaves a \\r that may be half of a pair', () => {
    const dialect = { delimiter: ',', newline: '\n' } as const
    expect(unifyLineEnds('a\r', dialect, false)).toBe('a\r')
    expect(unifyLineEnds('a\r', dialect, true)).toBe('a\n')
  })
})

describe('a file of mixed line ends', () => {
  const ends = fc.constantFrom('\n', '\r\n', '\r')
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 4 }).map((text) => text.replace(/[",;|\t\r\n\0]/g, '')),
    fc.constantFrom('"x\r\ny"', '"\n"', '"a""\r"', '"",""'.slice(0, 2)),
  )
  const row = fc.tuple(cell, cell)

  async function* cut(text: string, length: number) {
    for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length)
  }

  it('has the same cells as one of a single kind, wherever it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(row, ends), { minLength: 1, maxLength: 8 }),
        ends,
        fc.integer({ min: 1, max: 9 }),
        async (rows, headEnd, length) => {
          const body = (endOf: (end: string) => string) =>
            rows.map(([cells, end]) => cells.join(',') + endOf(end)).join('')
          const mixed = `n,m${headEnd}${body((end) => end)}`
          const single = `n,m\n${body(() => '\n')}`
          const read = await parseCsv(cut(mixed, length))
          expect(tableToRecords(read)).toEqual(tableToRecords(await parseCsv(single, { newline: '\n' })))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('is reported by row where cells are missing', async () => {
    await expect(parseCsv('a,b\r\n1,2\n3\r\n')).rejects.toThrow('rows[3]: has 1 cells')
  })
})
