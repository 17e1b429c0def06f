import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { parseCsv } from '@tabricate/core'
import { writeTable } from '@tabricate/core/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { baselineModels } from '../../test/baseline-models.ts'
import { createCheckedServer } from '../../test/checked-server.ts'
import { idOf, peopleCsv, upload, waitFor } from '../../test/platform-client.ts'
import { workbookOf, workbookOfStream } from '../../test/workbook.ts'
import type { TestServer } from '../testing/test-server.ts'

let platform: TestServer
let token = ''
beforeAll(async () => {
  platform = await createCheckedServer({ models: [baselineModels] })
  token = await platform.signUp('owner@example.org')
}, 120_000)
afterAll(() => platform.stop())

/** What becomes of a file, by whatever name it comes. */
async function outcome(content: string | Uint8Array<ArrayBuffer>, fileName = 'table') {
  const sent = await upload(platform, token, content, fileName)
  if (sent.status !== 202) return sent
  return waitFor(platform, token, `/upload/datasets/${idOf(sent)}`, ['ready', 'failed'])
}

/** The rows of `peopleCsv(60)`, as that format. */
async function asFile(format: 'xlsx' | 'parquet' | 'json'): Promise<Uint8Array<ArrayBuffer>> {
  const path = join(platform.folder, `people.${format}`)
  await writeTable(await parseCsv(peopleCsv(60)), path, { format, force: true })
  return new Uint8Array(await readFile(path))
}

const people = {
  status: 'ready',
  row_count: 60,
  column_count: 3,
  preview: { columns: ['sex', 'age', 'income'] },
}
const firstRows: unknown = expect.arrayContaining([
  ['f', 20, 0],
  ['m', 21, 1.5],
])

describe('a table is read by its content, not by its name:', () => {
  it.each(['xlsx', 'parquet', 'json'] as const)('%s', async (format) => {
    const ready = await outcome(await asFile(format), 'people.csv')
    expect(ready).toMatchObject({ ...people, file_type: format })
    expect(ready).toMatchObject({ preview: { rows: firstRows } })
  })

  it('an object a line, which counts as JSON', async () => {
    const lines = Array.from({ length: 60 }, (_, row) =>
      JSON.stringify({ sex: row % 3 === 0 ? 'f' : 'm', age: 20 + row, income: row * 1.5 }),
    )
    const ready = await outcome(`${lines.join('\n')}\n`, 'people.parquet')
    expect(ready).toMatchObject({ ...people, file_type: 'json', preview: { rows: firstRows } })
  })

  it('semicolons and decimal commas of Windows-1252', async () => {
    const text = `größe;preis;nr\n${'groß;1,5;007\nklein;2,25;008\n'.repeat(20)}`
    const ready = await outcome(new Uint8Array(Buffer.from(text, 'latin1')))
    expect(ready).toMatchObject({
      status: 'ready',
      file_type: 'csv',
      preview: { columns: ['größe', 'preis', 'nr'] },
      profile: { columns: [{ type: 'categorical' }, { type: 'numerical' }, { type: 'categorical' }] },
    })
    expect(ready).toMatchObject({
      preview: { rows: expect.arrayContaining([['groß', 1.5, '007']]) as unknown },
    })
  })
})

describe('a workbook', () => {
  const text = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`
  const head = `<row r="1">${text('A1', 'name')}${text('B1', 'sum')}</row>`

  it('gives the values of its formulas; a text that looks like one stays text, and is escaped in CSV on request', async () => {
    const rows = Array.from({ length: 40 }, (_, index) => {
      const row = index + 2
      const name = row % 2 === 0 ? '=HYPERLINK(&quot;http://x&quot;)' : 'plain'
      return `<row r="${row}">${text(`A${row}`, name)}<c r="B${row}"><f>1+${index % 7}</f><v>${1 + (index % 7)}</v></c></row>`
    })
    const ready = await outcome(new Uint8Array(await workbookOf(head + rows.join(''))))
    expect(ready).toMatchObject({
      status: 'ready',
      file_type: 'xlsx',
      profile: {
        columns: [
          { name: 'name', type: 'categorical' },
          { name: 'sum', type: 'numerical' },
        ],
      },
    })
    expect(ready).toMatchObject({
      preview: {
        rows: expect.arrayContaining([
          ['=HYPERLINK("http://x")', 1],
          ['plain', 2],
        ]) as unknown,
      },
    })
    const texts = async (neutralise_formulas: boolean) => {
      const order = {
        dataset_id: 'id' in ready ? ready.id : 0,
        model_config: { model_type: 'independent' },
        sample_size: 100,
        neutralise_formulas,
      }
      const id = idOf(await platform.call('POST', '/generation-v2/start', { token, body: order }))
      await waitFor(platform, token, `/generation/status/${id}`, ['succeeded'])
      return String((await platform.call('GET', `/generation/download/${id}?as=stream`, { token })).body)
    }
    expect(await texts(false)).toMatch(/^"?=HYPERLINK/m)
    expect(await texts(true)).not.toMatch(/^"?=HYPERLINK/m)
    expect(await texts(true)).toMatch(/^"?'=HYPERLINK/m)
  })

  it('that unpacks to hundreds of times its size fails, and says why', async () => {
    const blank = Buffer.alloc(2 ** 20, ' ')
    const bomb = await workbookOfStream(Readable.from(Array.from({ length: 300 }, () => blank)))
    expect(bomb.length).toBeLessThan(2 ** 20)
    const failed = await outcome(new Uint8Array(bomb), 'small.xlsx')
    expect(failed).toMatchObject({
      status: 'failed',
      error: expect.stringMatching(/256 MiB|unpack/) as unknown,
    })
    // The next one is read as if nothing had been.
    expect(await outcome(peopleCsv(60))).toMatchObject(people)
  })
})

describe('what is no table', () => {
  it.each([
    ['noise', new Uint8Array(Array.from({ length: 3000 }, (_, index) => (index * 7919 + 13) % 256))],
    ['a packed text', new Uint8Array(gzipSync(peopleCsv(60)))],
    ['the beginning of a Parquet file', new Uint8Array(Buffer.from('PAR1 and nothing of it'))],
  ])('%s, is refused at once', async (_, content) => {
    expect(await outcome(content, 'table.csv')).toMatchObject({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' })
  })

  it.each([
    ['a ZIP file without a workbook', new Uint8Array(Buffer.from('PK\u0003\u0004 and so on'))],
    ['a Parquet file without its middle', new Uint8Array(Buffer.from('PAR1 nothing in between PAR1'))],
    ['half of a JSON array', '[{"a":1},{"a":'],
    ['rows longer than their header', 'a,b\n1,2\n1,2,3\n'],
    ['a header alone', 'a,b\n'],
  ])('%s, fails with a reason', async (_, content) => {
    const failed = await outcome(content)
    expect(failed).toMatchObject({ status: 'failed', row_count: null, profile: null })
    expect(failed).toMatchObject({ error: expect.stringMatching(/\w{3,}/) as unknown })
    expect(JSON.stringify(failed)).not.toMatch(/Something went wrong|node_modules|\/tmp\//)
  })
})
