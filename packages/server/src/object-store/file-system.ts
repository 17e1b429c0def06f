import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
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

/**
 * Folder by folder: the recursive reading of Node 20 leaves out entries of folders that hold more than 32. Only the folder that all keys
 * of the prefix lie in is walked.
 */
async function* listFolder(root: string, prefix: string): AsyncGenerator<ListedObject> {
  const folders = [prefix.split('/').slice(0, -1)]
  for (let parts = folders.pop(); parts !== undefined; parts = folders.pop()) {
    const entries = await readdir(join(root, ...parts), { withFileTypes: true }).catch(() => [])
    for (const entry of entries) {
      const path = [...parts, entry.name]
      if (entry.isDirectory() && path[0] !== partFolder) folders.push(path)
      const key = path.join('/')
      if (!entry.isFile() || !key.startsWith(prefix)) continue
      const found = await stat(join(root, ...path)).catch(() => null)
      if (found !== null) yield { key, sizeBytes: found.size, modifiedAt: found.mtime }
    }
  }
}
