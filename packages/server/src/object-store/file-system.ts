import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, opendir, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { checkKey, objectMissing, resolveRange } from './object-key.ts'
import type { ListedObject, ObjectStore } from './object-store.ts'
import type { UrlSigner } from './url-signer.ts'

/** Not a part that a key can have: what is being written is never listed or read. */
const partFolder = '+parts'

/** Files in a folder, served by the router under signed addresses. */
export function fileSystemStore(folder: string, signer: UrlSigner): ObjectStore {
  const pathOf = (key: string) => join(folder, ...checkKey(key).split('/'))
  return {
    name: 'file-system',
    async put(key, body) {
      const path = pathOf(key)
      const part = join(folder, partFolder, randomUUID())
      await mkdir(dirname(part), { recursive: true })
      try {
        // `flush`: on disk before it has its name, so that a crash leaves the file whole or not at all.
        await pipeline(body, createWriteStream(part, { flags: 'wx', flush: true }))
        await mkdir(dirname(path), { recursive: true })
        await rename(part, path)
      } finally {
        await rm(part, { force: true })
      }
      return (await stat(path)).size
    },
    async get(key, range) {
      const path = pathOf(key)
      const found = await stat(path).catch((error: unknown) => {
        throw objectMissing(key, error)
      })
      if (!found.isFile()) throw objectMissing(key)
      const { start, end } = resolveRange(range, found.size)
      const body = found.size === 0 ? Readable.from([]) : createReadStream(path, { start, end })
      return { body, sizeBytes: found.size, start, end }
    },
    async delete(keys) {
      await Promise.all(keys.map((key) => rm(pathOf(key), { force: true })))
    },
    list: (prefix) => listFolder(folder, prefix),
    async removeBroken(before) {
      const parts = join(folder, partFolder)
      for (const name of await readdir(parts).catch(() => [])) {
        const found = await stat(join(parts, name)).catch(() => null)
        if (found !== null && found.mtime < before) await rm(join(parts, name), { force: true })
      }
    },
    async signedUrl(key, options) {
      return signer.sign(checkKey(key), options)
    },
  }
}

async function* listFolder(folder: string, prefix: string): AsyncGenerator<ListedObject> {
  // Only the folder that all keys of the prefix lie in is walked.
  const start = join(folder, ...prefix.split('/').slice(0, -1))
  const entries = await opendir(start, { recursive: true }).catch(() => null)
  if (entries === null) return
  for await (const entry of entries) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const key = relative(folder, path).split(sep).join('/')
    if (key.startsWith(`${partFolder}/`) || !key.startsWith(prefix)) continue
    const found = await stat(path).catch(() => null)
    if (found !== null) yield { key, sizeBytes: found.size, modifiedAt: found.mtime }
  }
}
