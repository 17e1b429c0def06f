import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { checkKey, objectMissing, resolveRange } from './object-key.ts'
import type { ObjectStore } from './object-store.ts'
import type { UrlSigner } from './url-signer.ts'

/** Files in memory, for tests. */
export function memoryStore(signer: UrlSigner, now: () => Date = () => new Date()): ObjectStore {
  const files = new Map<string, { readonly bytes: Buffer; readonly modifiedAt: Date }>()
  return {
    name: 'memory',
    async put(key, body) {
      checkKey(key)
      const bytes = await buffer(body)
      files.set(key, { bytes, modifiedAt: now() })
      return bytes.length
    },
    async get(key, range) {
      const file = files.get(checkKey(key))
      if (file === undefined) throw objectMissing(key)
      const { start, end } = resolveRange(range, file.bytes.length)
      return {
        body: Readable.from([file.bytes.subarray(start, end + 1)], { objectMode: false }),
        sizeBytes: file.bytes.length,
        start,
        end,
      }
    },
    async delete(keys) {
      for (const key of keys) files.delete(checkKey(key))
    },
    async *list(prefix) {
      for (const [key, { bytes, modifiedAt }] of [...files])
        if (key.startsWith(prefix)) yield { key, sizeBytes: bytes.length, modifiedAt }
    },
    async signedUrl(key, options) {
      return signer.sign(checkKey(key), options)
    },
  }
}
