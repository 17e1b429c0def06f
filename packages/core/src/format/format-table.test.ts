import { describe, expect, it } from 'vitest'
import { tableToRecords } from '../table/table-to-records.ts'
import { mixedTable } from '../testing/table-fixtures.ts'
import { formatTable, formatTableChunks } from './format-table.ts'
import { parseTable } from './parse-table.ts'
import type { TableFormat } from './table-format.ts'

const table = mixedTable(50)
const formats: readonly TableFormat[] = ['csv', 'tsv', 'json', 'jsonl', 'parquet', 'xlsx']

describe.each(formats)('%s', (format) => {
  it('comes back from a Blob, found by its content', async () => {
    const blob = new Blob([await formatTable(table, format)])
    const { schema } = table
    expect(tableToRecords(await parseTable(blob, { schema }))).toEqual(tableToRecords(table))
  })
  it('is the same from a stream of tables', async () => {
    const parts: BlobPart[] = []
    for await (const part of formatTableChunks([table], format)) {
      parts.push(typeof part === 'string' ? part : new Uint8Array(part))
    }
    const whole = await formatTable(table, format)
    expect(new Uint8Array(await new Blob(parts).arrayBuffer())).toEqual(whole)
  })
})

it('takes the options of the format', async () => {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(
    await formatTable(table, 'csv', { delimiter: ';', byteOrderMark: true }),
  )
  expect(text.startsWith(`\uFEFF${table.schema.columns.map(({ name }) => name).join(';')}`)).toBe(true)
})
