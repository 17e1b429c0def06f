import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { TabricateError } from '@tabricate/core'
import { z } from 'zod'

/** Who has a folder. `startedAt`: when that process began, since numbers of processes are used again. */
const ownerSchema = z.object({ pid: z.int(), startedAt: z.iso.datetime() })
type Owner = z.infer<typeof ownerSchema>

/**
 * Claims a folder for this process: two processes on one embedded database would damage it without a word. The claim of a process
 * that has ended is taken over; that of a live one never.
 * @returns a function that gives the folder back
 * @throws TabricateError `FILE_EXISTS` when a live process, this one included, has the folder
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  await mkdir(directory, { recursive: true })
  const path = join(directory, 'tabricate.lock')
  const mine = `${path}.${randomUUID()}`
  // Linked under its name once it is complete: nobody can read half of it.
  await writeFile(mine, JSON.stringify(self()))
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      if (await tryLink(mine, path)) return () => rm(path, { force: true })
      const owner = await readOwner(path)
      if (owner !== null && isAlive(owner)) throw inUse(directory, owner)
      await removeDead(path)
    }
  } finally {
    await rm(mine, { force: true })
  }
  throw new TabricateError('FILE_EXISTS', `"${path}" is being taken by other processes.`)
}

function self(): Owner {
  return { pid: process.pid, startedAt: new Date(Date.now() - process.uptime() * 1000).toISOString() }
}

async function tryLink(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/** Takes the file away, and gives it back when somebody live has put it there meanwhile. */
async function removeDead(path: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`
  const moved = await rename(path, aside).then(
    () => true,
    () => false,
  )
  if (!moved) return
  const owner = await readOwner(aside)
  if (owner !== null && isAlive(owner)) await tryLink(aside, path)
  await rm(aside, { force: true })
}

/** Null when the file is gone or holds something else. */
async function readOwner(path: string): Promise<Owner | null> {
  const text = await readFile(path, 'utf8').catch(() => '')
  try {
    return ownerSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** In a container the number of a process is often the same after a restart: then its beginning tells. */
function isAlive({ pid, startedAt }: Owner): boolean {
  if (pid === process.pid) return Math.abs(Date.parse(startedAt) - Date.parse(self().startedAt)) < 2000
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // The process of another user may not be signalled, but is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function inUse(directory: string, { pid, startedAt }: Owner): TabricateError {
  return new TabricateError(
    'FILE_EXISTS',
    `The embedded database in "${directory}" is in use by process ${pid}, begun ${startedAt}. ` +
      'Stop that one, choose another DATA_DIR, or give DATABASE_URL for a server that several processes can share.',
  )
}
