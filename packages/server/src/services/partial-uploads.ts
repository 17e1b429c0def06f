import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Uploads that go on where they broke off, while they are not whole: a file each, and one beside it that tells of it. */
export interface PartialUploads {
  readonly directory: string
  /** What the names of a person's uploads begin with. */
  prefixOf(userId: number): string
  pathOf(uploadId: string): string
  remove(uploadId: string): Promise<void>
  /** Of somebody who leaves. */
  removeAllOf(userId: number): Promise<void>
}

export function createPartialUploads(directory: string): PartialUploads {
  const prefixOf = (userId: number) => `u${userId}-`
  const pathOf = (uploadId: string) => join(directory, uploadId)
  return {
    directory,
    prefixOf,
    pathOf,
    async remove(uploadId) {
      await rm(pathOf(uploadId), { force: true })
      await rm(`${pathOf(uploadId)}.json`, { force: true })
    },
    async removeAllOf(userId) {
      const names = await readdir(directory).catch(() => [])
      for (const name of names) if (name.startsWith(prefixOf(userId))) await rm(pathOf(name), { force: true })
    },
  }
}
