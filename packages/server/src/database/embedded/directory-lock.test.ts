import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { lockDirectory } from './directory-lock.ts'

const folders: string[] = []
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabricate-lock-'))
  folders.push(folder)
})
afterAll(() => Promise.all(folders.map((each) => rm(each, { recursive: true }))))

const leave = (owner: object | string) =>
  writeFile(join(folder, 'tabricate.lock'), typeof owner === 'string' ? owner : JSON.stringify(owner))

describe('the lock of a folder', () => {
  it('is had once, and again when it was given back', async () => {
    const unlock = await lockDirectory(folder)
    await expect(lockDirectory(folder)).rejects.toMatchObject({ code: 'FILE_EXISTS' })
    await unlock()
    await (await lockDirectory(folder))()
    expect(await readdir(folder)).toEqual([])
  })

  it('goes to one of many who ask at once', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => lockDirectory(folder)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('is taken over from a process that has ended', async () => {
    // Numbers of processes do not get as high.
    await leave({ pid: 2 ** 30, startedAt: '2026-01-01T00:00:00.000Z' })
    await lockDirectory(folder)
  })

  it('is taken over from a process of the same number that began at another time: a container before its restart', async () => {
    await leave({ pid: process.pid, startedAt: '2020-01-01T00:00:00.000Z' })
    await lockDirectory(folder)
  })

  it('is never stolen from a live process', async () => {
    await leave({ pid: process.ppid, startedAt: '2026-01-01T00:00:00.000Z' })
    await expect(lockDirectory(folder)).rejects.toThrow(`process ${process.ppid}`)
  })

  it('is taken over where its file says nothing', async () => {
    await leave('')
    await lockDirectory(folder)
  })
})
