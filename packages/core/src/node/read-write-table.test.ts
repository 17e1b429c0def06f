import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { tableToRecords } from '../table/table-to-records.ts'
import { readTable } from './read-table.ts'
import { writeTable } from './write-table.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabricate-'))
})
afterEach(() => rm(folder, { recursive: true }))

it('reads and writes by extension', async () => {
  const path = join(folder, 'a.CSV')
  await writeFile(path, 'n,c\n1,x\n2,"y\tz"\n')
  const table = await readTable(path, { columns: { n: 'categorical' } })
  expect(table.schema.columns.map(({ type }) => type)).toEqual(['categorical', 'categorical'])
  await writeTable(table, join(folder, 'b.tsv'))
  expect(await readFile(join(folder, 'b.tsv'), 'utf8')).toBe('n\tc\n1\tx\n2\t"y\tz"\n')
  expect((await readTable(join(folder, 'b.tsv'))).columns[1]).toMatchObject({ categories: ['x', 'y\tz'] })
  await writeTable([table, table], path, { force: true })
  expect((await readTable(path)).rowCount).toBe(4)
  expect(await readdir(folder)).toEqual(['a.CSV', 'b.tsv'])
})

it.each(['json', 'jsonl', 'ndjson', 'parquet', 'xlsx'])(
  'writes and reads .%s, a table or a stream',
  async (extension) => {
    const csv = join(folder, 'a.csv')
    await writeFile(csv, 'n,c,d\n1.5,x,2020-01-31\n,"y ""z""",\n2,?,2021-12-31\n')
    const table = await readTable(csv)
    const path = join(folder, `a.${extension}`)
    await writeTable(table, path)
    const again = await readTable(path)
    expect(again.schema.columns.map(({ type }) => type)).toEqual(['numerical', 'categorical', 'datetime'])
    expect(tableToRecords(again)).toEqual(tableToRecords(table))
    await writeTable([table, table], path, { force: true })
    expect(tableToRecords(await readTable(path))).toEqual([
      ...tableToRecords(table),
      ...tableToRecords(table),
    ])
    await writeFile(path, 'no such thing')
    await expect(readTable(path)).rejects.toMatchObject({ code: 'PARSE_FAILED' })
    await expect(readTable(path)).rejects.toThrow(
      /"a\.\w+" is called \w+ but holds text that is neither JSON nor/,
    )
  },
)

it('refuses what is not there, not supported, or would be overwritten', async () => {
  const path = join(folder, 'a.csv')
  await writeFile(path, 'n\n1\n')
  const table = await readTable(path)
  await expect(readTable(join(folder, 'b.csv'))).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' })
  await mkdir(join(folder, 'd.csv'))
  await expect(readTable(join(folder, 'd.csv'))).rejects.toThrow('is not a file')
  await expect(writeTable(table, join(folder, 'a.xyz'))).rejects.toThrow(
    /has the extension "\.xyz"\. Supported: .*\.csv/,
  )
  await expect(writeTable(table, join(folder, 'a'))).rejects.toMatchObject({ code: 'UNSUPPORTED_FORMAT' })
  await expect(writeTable(table, path)).rejects.toMatchObject({ code: 'FILE_EXISTS' })
  expect(await readFile(path, 'utf8')).toBe('n\n1\n')
})
