import { describe, expect, it } from 'vitest'
import { tableFromColumns } from '../table/table-from-values.ts'
import { tableToRecords } from '../table/table-to-records.ts'
import { formatCsv } from './csv/format-csv.ts'
import { formatJson } from './json/format-json.ts'
import { formatParquet } from './parquet/format-parquet.ts'
import { parseTable, streamTable } from './parse-table.ts'
import type { FileSource, RandomAccess } from './random-access.ts'
import { formatXlsx } from './xlsx/format-xlsx.ts'

const rowCount = 500
const table = tableFromColumns({
  x: Array.from({ length: rowCount }, (_, row) => (row * 7) % 501),
  group: Array.from({ length: rowCount }, (_, row) => `g${row % 7}`),
  y: Array.from({ length: rowCount }, (_, row) => (row % 9 === 0 ? null : row / 4)),
})
const encode = (text: string) => new TextEncoder().encode(text)
const files: Readonly<Record<string, Uint8Array>> = {
  csv: encode(formatCsv(table)),
  tsv: encode(formatCsv(table, { delimiter: '\t' })),
  json: encode(formatJson(table)),
  jsonl: encode(formatJson(table, { layout: 'lines' })),
  parquet: formatParquet(table, { rowGroupRows: 200 }),
  xlsx: formatXlsx(table),
}
const bytesOf = (format: string) => (files[format] ?? new Uint8Array(0)).slice()

async function* parts(bytes: Uint8Array, length: number) {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}

function randomAccess(bytes: Uint8Array<ArrayBuffer>): RandomAccess {
  return { byteLength: bytes.length, slice: (start, end) => bytes.slice(start, end).buffer }
}

describe.each(Object.keys(files))('%s without a name', (format) => {
  const bytes = bytesOf(format)
  const sources: Readonly<Record<string, () => FileSource>> = {
    bytes: () => bytes,
    'an ArrayBuffer': () => bytes.slice().buffer,
    'a Blob': () => new Blob([bytes]),
    'a web stream': () => new Blob([bytes]).stream(),
    'parts of a few bytes': () => parts(bytes, 5),
    'random access': () => randomAccess(bytes),
  }
  it.each(Object.keys(sources))('is read from %s', async (kind) => {
    const read = await parseTable(sources[kind]?.() ?? '')
    expect(tableToRecords(read)).toEqual(tableToRecords(table))
  })

  it('is read in chunks of one schema', async () => {
    const { schema } = await parseTable(bytes)
    const chunks = []
    for await (const chunk of streamTable(parts(bytes, 1000), { schema, chunkRows: 150 })) chunks.push(chunk)
    // Parquet's row groups of 200 rows end chunks too.
    expect(chunks.map((chunk) => chunk.rowCount)).toEqual(
      format === 'parquet' ? [150, 50, 150, 50, 100] : [150, 150, 150, 50],
    )
    expect(chunks.flatMap(tableToRecords)).toEqual(tableToRecords(table))
  })

  it('gives the same sample for a seed, in the order of the file', async () => {
    const sample = async (seed: number) =>
      tableToRecords(await parseTable(bytes, { sampleRows: 60, seed })).map(({ x }) => x)
    const first = await sample(1)
    expect(first).toHaveLength(60)
    expect(await sample(1)).toEqual(first)
    expect(await sample(2)).not.toEqual(first)
    // All formats take the same rows.
    const all = tableToRecords(table).map(({ x }) => x)
    const csv = tableToRecords(await parseTable(bytesOf('csv'), { sampleRows: 60, seed: 1 }))
    expect(first).toEqual(csv.map(({ x }) => x))
    const places = first.map((x) => all.indexOf(x ?? null))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })
})

describe('parseTable', () => {
  it('says when a name is overruled, and what a sample is of', async () => {
    const notices: string[] = []
    const onNotice = (notice: string) => notices.push(notice)
    await parseTable(new File([bytesOf('csv')], 'people.parquet'), { onNotice, sampleRows: 10 })
    expect(notices).toEqual([
      '"people.parquet" is called parquet but holds separated values: it was read as separated values.',
      'A random sample of 10 of 500 rows was read.',
    ])
  })

  it('reads a whole file that has fewer rows than the sample, as without one', async () => {
    const notices: string[] = []
    const sampled = await parseTable(bytesOf('csv'), {
      sampleRows: 500,
      onNotice: (notice) => notices.push(notice),
    })
    expect(sampled).toEqual(await parseTable(bytesOf('csv')))
    expect(notices).toEqual([])
  })

  it('keeps to a format that is asked for', async () => {
    await expect(parseTable(bytesOf('csv'), { format: 'parquet' })).rejects.toThrow('no Parquet file')
    expect((await parseTable('[{"a"\n1\n', { format: 'csv' })).schema.columns[0]?.name).toBe('[{"a"')
  })

  it.each([
    [{ sampleRows: 0 }, 'sampleRows must be a whole number from 1 on'],
    [{ sampleRows: 1, seed: Number.NaN }, 'seed must be a finite number'],
    [{ sampleRows: 1, sampleCells: 0 }, 'sampleCells must be 1 or more'],
  ])('refuses %o', async (options, message) => {
    await expect(parseTable(bytesOf('csv'), options)).rejects.toThrow(message)
    await expect(parseTable(bytesOf('csv'), options)).rejects.toMatchObject({ code: 'INVALID_OPTIONS' })
  })

  it('takes fewer rows of a wide table', async () => {
    const sample = await parseTable(bytesOf('csv'), { sampleRows: 100, sampleCells: 30 })
    expect(sample.rowCount).toBe(10)
  })
})
