import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
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

it('refuses what is not there, not supported, or would be overwritten', async () => {
  const path = join(folder, 'a.csv')
  await writeFile(path, 'n\n1\n')
  const table = await readTable(path)
  await expect(readTable(join(folder, 'b.csv'))).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' })
  await mkdir(join(folder, 'd.csv'))
  await expect(readTable(join(folder, 'd.csv'))).rejects.toThrow('is not a file')
  await expect(readTable(join(folder, 'a.xyz'))).rejects.toThrow(
    /has the extension "\.xyz"\. Supported: .*\.csv/,
  )
  await expect(writeTable(table, join(folder, 'a'))).rejects.toMatchObject({ code: 'UNSUPPORTED_FORMAT' })
  await expect(writeTable(table, path)).rejects.toMatchObject({ code: 'FILE_EXISTS' })
  expect(await readFile(path, 'utf8')).toBe('n\n1\n')
})
