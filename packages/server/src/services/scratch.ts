import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Folders for what is being worked on, removed afterwards; those of processes that died are removed at the next start. */
export interface Scratch {
  /** Gives `use` a folder, and removes it when that has ended. */
  withFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result>
  /** A file to be made and removed by the caller. */
  file(): Promise<string>
  removeDead(): Promise<void>
}

export function createScratch(directory: string): Scratch {
  const name = () => `${process.pid}-${randomUUID()}`
  return {
    async withFolder(use) {
      const folder = join(directory, name())
      await mkdir(folder, { recursive: true })
      try {
        return await use(folder)
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    },
    async file() {
      await mkdir(directory, { recursive: true })
      return join(directory, name())
    },
    async removeDead() {
      for (const entry of await readdir(directory).catch(() => [])) {
        const pid = Number(/^(\d+)-/.exec(entry)?.[1])
        if (Number.isInteger(pid) && !isAlive(pid))
          await rm(join(directory, entry), { recursive: true, force: true })
      }
    },
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
