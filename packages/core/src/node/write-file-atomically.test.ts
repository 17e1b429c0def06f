import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TabricateError } from '../errors.ts'
import { checkWritable, writeFileAtomically } from './write-file-atomically.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabricate-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function* chunks(...parts: (string | Error | (() => Promise<void>))[]) {
  for (const part of parts) {
    if (part instanceof Error) throw part
    if (typeof part === 'string') yield part
    else await part()
  }
}

describe('writeFileAtomically', () => {
  it('writes texts and bytes one after the other', async () => {
    const path = join(folder, 'a.csv')
    await writeFileAtomically(path, ['x\n', new TextEncoder().encode('é\n'), '1\n'])
    expect(await readFile(path, 'utf8')).toBe('x\né\n1\n')
    expect(await readdir(folder)).toEqual(['a.csv'])
  })

  it('leaves nothing behind when the content fails half way, and the old file as it was', async () => {
    const path = join(folder, 'a.csv')
    await writeFile(path, 'old')
    const write = writeFileAtomically(path, chunks('new', new Error('no more')), { force: true })
    await expect(write).rejects.toThrow('no more')
    expect(await readFile(path, 'utf8')).toBe('old')
    expect(await readdir(folder)).toEqual(['a.csv'])
  })

  it('leaves nothing behind when it is cancelled', async () => {
    const controller = new AbortController()
    const content = chunks('first', async () => controller.abort(), 'second')
    const write = writeFileAtomically(join(folder, 'a.csv'), content, { signal: controller.signal })
    await expect(write).rejects.toMatchObject({ code: 'ABORTED' })
    expect(await readdir(folder)).toEqual([])
  })

  it('overwrites with force only', async () => {
    const path = join(folder, 'a.csv')
    await writeFile(path, 'old')
    await expect(writeFileAtomically(path, ['new'])).rejects.toMatchObject({ code: 'FILE_EXISTS' })
    expect(await readFile(path, 'utf8')).toBe('old')
    await writeFileAtomically(path, ['new'], { force: true })
    expect(await readFile(path, 'utf8')).toBe('new')
  })

  it('does not overwrite a file that came to be while it wrote', async () => {
    const path = join(folder, 'a.csv')
    const content = chunks('mine', () => writeFile(path, 'theirs'))
    await expect(writeFileAtomically(path, content)).rejects.toMatchObject({ code: 'FILE_EXISTS' })
    expect(await readFile(path, 'utf8')).toBe('theirs')
    expect(await readdir(folder)).toEqual(['a.csv'])
  })
})

describe('checkWritable', () => {
  it('refuses a folder in place of a file, and a folder that is missing', async () => {
    await mkdir(join(folder, 'sub'))
    await expect(checkWritable(join(folder, 'sub'), { force: true })).rejects.toMatchObject({
      code: 'FILE_EXISTS',
    })
    const missing = checkWritable(join(folder, 'none', 'a.csv'))
    await expect(missing).rejects.toThrow(TabricateError)
    await expect(missing).rejects.toThrow(`The folder "${join(folder, 'none')}" does not exist`)
  })
})
