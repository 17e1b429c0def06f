import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { detectFileType } from './file-type.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabricate-type-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function typeOf(name: string, content: Buffer | string) {
  const path = join(folder, name)
  await writeFile(path, content)
  return (await detectFileType(path))?.type ?? null
}

describe('the type of a file', () => {
  it.each([
    ['a CSV file called parquet', 'a.parquet', 'a,b\n1,2\n', 'csv'],
    ['a CSV file in UTF-16', 'a.csv', Buffer.from('\ufeffa;b\n1;2\n', 'utf16le'), 'csv'],
    ['a CSV file in Windows-1252', 'a.csv', Buffer.from([0x61, 0x2c, 0xe9, 0x0a]), 'csv'],
    ['an array', 'a.csv', ' [{"a":1}]', 'json'],
    ['JSON lines', 'a.txt', '\ufeff{"a":1}\n{"a":2}\n', 'json'],
    ['a ZIP file', 'a.csv', Buffer.from('PK\u0003\u0004 and more'), 'xlsx'],
    ['Parquet', 'a.csv', 'PAR1 some columns PAR1', 'parquet'],
    ['half of a Parquet file', 'a.parquet', 'PAR1 some columns', null],
    ['a picture', 'a.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2]), null],
    ['a program', 'a.csv', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]), null],
  ])('is that of its content: %s', async (_, name, content, type) => {
    expect(await typeOf(name, content)).toBe(type)
  })
})
