import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTabricateError } from '../../errors.ts'
import { formatCsv } from '../csv/format-csv.ts'
import { parseCsv } from '../csv/parse-csv.ts'
import { formatJson, formatJsonChunks } from './format-json.ts'
import { parseJson, streamJson } from './parse-json.ts'

async function* slices(text: string, length: number) {
  for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length)
}

const types = async (text: string) => (await parseJson(text)).schema.columns.map(({ type }) => type)

describe('parseJson', () => {
  it('reads an array, and lines', async () => {
    const array = '[{"a":1,"b":"x"},{"a":null,"b":"y"}]\n'
    const lines = '{"a":1,"b":"x"}\n\n{"b":"y"}\r\n'
    expect(formatJson(await parseJson(lines))).toBe('[{"a":1,"b":"x"},\n{"a":null,"b":"y"}]\n')
    expect(await parseJson(array)).toEqual(await parseJson(lines))
    expect(formatJson(await parseJson(slices(lines, 3)), { layout: 'lines' })).toBe(
      '{"a":1,"b":"x"}\n{"a":null,"b":"y"}\n',
    )
    expect(await parseJson('[]')).toEqual({ schema: { columns: [] }, columns: [], rowCount: 0 })
  })

  it('keeps texts texts and numbers numbers', async () => {
    const text =
      '[{"zip":"94103","n":1.5,"big":9007199254740993,"empty":"","na":"NA","b":true,"bit":0,"day":"2020-01-31","neg":-0},\n{"zip":"00501","n":2,"big":-9007199254740995,"empty":null,"na":"x","b":null,"bit":1,"day":null,"neg":1}]\n'
    expect(formatJson(await parseJson(text))).toBe(text.replace(/(-?90071992547409\d+)/g, '"$1"'))
    expect(await types(text)).toEqual([
      'categorical',
      'numerical',
      'categorical',
      'categorical',
      'categorical',
      'boolean',
      'boolean',
      'datetime',
      'numerical',
    ])
    expect(await types('[{"x":1},{"x":"1"}]')).toEqual(['categorical'])
    expect(await types('[{"x":1e999}]')).toEqual(['categorical'])
  })

  it('keeps members that break careless code as data', async () => {
    const text = '[{"__proto__":"constructor","constructor":"__proto__","toString":1}]\n'
    expect(formatJson(await parseJson(text))).toBe(text)
    expect(
      formatJson(
        await parseJson('[{"x":12345678901234567,"__proto__":{"polluted":1}}]').catch(() => parseJson('[]')),
      ),
    ).toBe('[]\n')
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  it('keeps digits beside a text of megabytes full of escapes', async () => {
    const long = '"\\\n'.repeat(2_000_000)
    const json = `[{"a":${JSON.stringify(long)},"b":12345678901234567890}]`
    const [a, b] = (await parseJson(json, { columns: { a: 'id', b: 'id' } })).columns
    expect(a?.type === 'id' && a.values[0] === long).toBe(true)
    expect(b).toMatchObject({ values: ['12345678901234567890'] })
  })

  it('reads lines of a given schema in chunks', async () => {
    const text = `${Array.from({ length: 25 }, (_, row) => (row < 10 ? `{"n":${row}}` : `{"n":${row},"c":"x"}`)).join('\n')}\n`
    const { schema } = await parseJson(text)
    let written = ''
    for await (const chunk of formatJsonChunks(streamJson(slices(text, 11), { schema, chunkRows: 10 }), {
      layout: 'lines',
    }))
      written += chunk
    expect(written.replaceAll(',"c":null', '')).toBe(text)
  })
})

describe('an array in parts', () => {
  it('is read element by element, wherever it is cut', async () => {
    const text = ' [ {"a":"],[{\\"","b":1} ,\n{"a":"\\\\","b":2},{"a":"}","b":12345678901234567890} ] \n'
    const whole = formatJson(await parseJson(text))
    expect(whole).toBe(
      '[{"a":"],[{\\"","b":"1"},\n{"a":"\\\\","b":"2"},\n{"a":"}","b":"12345678901234567890"}]\n',
    )
    for (let length = 1; length < 12; length++) {
      expect(formatJson(await parseJson(slices(text, length)))).toBe(whole)
    }
  })

  it('is streamed: rows come before the text has ended', async () => {
    const { schema } = await parseJson('[{"n":1}]')
    let given = 0
    async function* source() {
      yield '['
      for (; given < 1000; given++) yield `${given === 0 ? '' : ','}{"n":${given}}`
      yield ']'
    }
    const tables = streamJson(source(), { schema, chunkRows: 10 })
    expect((await tables.next()).value).toMatchObject({ rowCount: 10 })
    // The eleventh element's comma ends the tenth.
    expect(given).toBeLessThan(13)
    let rows = 10
    for await (const { rowCount } of tables) rows += rowCount
    expect(rows).toBe(1000)
  })

  it.each([
    ['text after it', '[{"a":1}] x', 'text follows the closing bracket'],
    ['a second array', '[{"a":1}][]', 'text follows the closing bracket'],
    ['no end', '[{"a":1},{"a"', 'it ends within element 2, before the closing bracket'],
    ['a comma at its end', '[{"a":1},]', 'rows[2]: is no JSON'],
    ['elements that are no JSON', '[{"a":1},{a:2},{"a":3},{]', 'rows[2]: is no JSON'],
  ])('is refused with %s', async (_, text, message) => {
    for (const source of [text, slices(text, 3)]) {
      const error: unknown = await parseJson(source).catch((cause: unknown) => cause)
      expect(isTabricateError(error, 'PARSE_FAILED')).toBe(true)
      expect(String(error)).toContain(message)
    }
  })
})

describe('parseJson refuses', () => {
  it.each([
    ['an empty file', ' \n', 'The file is empty'],
    ['a broken array', '[{"a":1},', 'begins like a JSON array but is none'],
    ['an object over several lines', '{\n"a": 1\n}', 'rows[1]: is no JSON'],
    ['a broken line', '{"a":1}\n{"a":\n', 'rows[2]: is no JSON'],
    ['rows that are no objects', '[1, null, [2], {"a":1}]', 'rows[1]: is a number'],
    ['nested values', '[{"a":{"b":1}},{"a":[1]}]', 'rows[1].a: is an object, must be a text'],
    ['members without a name', '[{"":1}]', 'rows[1]: has a member without a name'],
    ['names that occur twice', '[{"a":1,"b":{},"a":2}]', 'rows[1].a: occurs twice in the object'],
    [
      'names that occur twice, written otherwise',
      '{"a":1}\n{"a":":","\\u0061":2}\n',
      'rows[2].a: occurs twice',
    ],
    ['text that is no JSON', 'a,b\n1,2\n', 'rows[1]: is no JSON'],
  ])('%s', async (_, text, message) => {
    await expect(parseJson(text)).rejects.toThrow(message)
    await expect(parseJson(text)).rejects.toMatchObject({ code: 'PARSE_FAILED' })
  })
})

describe('round trips', () => {
  it('any JSON of plain values survives', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.constantFrom('', 'NA', '1', '007', 'yes', 'none', '2020-01-31', '__proto__'),
    )
    // Whole numbers beyond 2^53 come out as texts, with all their digits.
    const double = fc.double({ noNaN: true, noDefaultInfinity: true })
    const number = fc.oneof(
      fc.integer(),
      double.filter((value) => !Number.isInteger(value) || Number.isSafeInteger(value)),
    )
    const column = (length: number) => {
      const size = { minLength: length, maxLength: length }
      const cells = <T>(kind: fc.Arbitrary<T>): fc.Arbitrary<(T | null)[]> =>
        fc.array(fc.option(kind, { freq: 4 }), size)
      return fc.oneof<fc.Arbitrary<unknown[]>[]>(cells(text), cells(number), cells(fc.boolean()))
    }
    // Whole numbers as names would change places: JavaScript puts them first.
    const name = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 4 })
      .filter((each) => !/^\d+$/.test(each))
    const grid = fc
      .tuple(fc.uniqueArray(name, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 30 }))
      .chain(([names, length]) => fc.tuple(fc.constant(names), fc.tuple(...names.map(() => column(length)))))
    const layout = fc.constantFrom('array' as const, 'lines' as const)
    await fc.assert(
      fc.asyncProperty(grid, layout, async ([names, columns], given) => {
        const rows = (columns[0] ?? []).map((_, row) =>
          Object.fromEntries(names.map((each, index) => [each, columns[index]?.[row] ?? null])),
        )
        const json =
          given === 'array' ? JSON.stringify(rows) : rows.map((row) => JSON.stringify(row)).join('\n')
        const written = formatJson(await parseJson(json), { layout: given })
        const read: unknown =
          given === 'array'
            ? JSON.parse(written)
            : written
                .trimEnd()
                .split('\n')
                .map((line): unknown => JSON.parse(line))
        expect(read).toEqual(JSON.parse(JSON.stringify(rows)))
      }),
      { numRuns: 200 },
    )
  })

  it.each(['insurance', 'penguins', 'penguins_raw', 'german_credit', 'userdata1'])(
    '%s: CSV → JSON → the same table → CSV',
    async (name) => {
      const first = await parseCsv(
        readFileSync(join(import.meta.dirname, `../../../test/data/tables/${name}.csv`)),
      )
      const again = await parseJson(formatJson(first), { schema: first.schema })
      expect(formatCsv(again)).toBe(formatCsv(first))
    },
  )
})
