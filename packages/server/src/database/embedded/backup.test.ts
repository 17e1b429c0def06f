import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import { backUpEmbedded } from './backup.ts'
import { requestBackup, serveBackups } from './backup-socket.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabricate-backup-'))
})
afterEach(() => rm(folder, { recursive: true }))

describe('a backup of the embedded database', () => {
  it('is given by the process that holds it, and begins another one', async () => {
    const directory = join(folder, 'database')
    const database = await openDatabase({ directory })
    await database.raw('create table kept (text text)')
    await database.raw("insert into kept values ('before')")
    const backup = join(folder, 'backup.tar.gz')
    await writeFile(backup, await backUpEmbedded(directory))
    await database.raw("insert into kept values ('after')")
    await database.close()
    expect(await requestBackup(directory)).toBeNull()

    const restored = await openDatabase({ directory: join(folder, 'restored'), template: backup })
    expect(await restored.raw('select text from kept')).toEqual([{ text: 'before' }])
    await restored.close()
  }, 120_000)

  it('is refused with the reason, and never given in part', async () => {
    const stop = await serveBackups(folder, () => Promise.reject(new Error('no memory')))
    await expect(requestBackup(folder)).rejects.toThrow('no memory')
    await stop()
    expect(await requestBackup(folder)).toBeNull()
  })

  it('is not waited for where the holder was killed', async () => {
    await writeFile(join(folder, 'backup.json'), JSON.stringify({ socket: join(folder, 'nobody.sock') }))
    expect(await requestBackup(folder)).toBeNull()
  })
})
