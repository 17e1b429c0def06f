import { Readable } from 'node:stream'
import { createClient } from '@supabase/supabase-js'
import { TabricateError } from '@tabricate/core'
import { NoWebSocket } from './no-web-socket.ts'
import { checkKey, objectMissing, resolveRange } from './object-key.ts'
import type { ListedObject, ObjectStore } from './object-store.ts'

export interface SupabaseOptions {
  readonly url: string
  /** The service-role key: ownership is this program's to check. */
  readonly key: string
  /** A private bucket. */
  readonly bucket: string
  readonly fetch?: typeof fetch
}

const pageSize = 1000

/** Files in a bucket of Supabase Storage. */
export function supabaseStore({ url, key, bucket, fetch: fetchGiven }: SupabaseOptions): ObjectStore {
  const request = fetchGiven ?? globalThis.fetch
  const client = createClient(url, key, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { fetch: request },
    // Node 20 has no WebSocket, without which the client does not begin; nothing here listens.
    realtime: { transport: NoWebSocket },
  })
  const files = client.storage.from(bucket)

  return {
    name: 'supabase',
    async put(path, body) {
      let sizeBytes = 0
      const counted = async function* () {
        for await (const part of body) {
          const bytes: unknown = part
          const buffer = Buffer.isBuffer(bytes) ? bytes : Buffer.from(String(bytes))
          sizeBytes += buffer.length
          yield buffer
        }
      }
      const { error } = await files.upload(checkKey(path), Readable.from(counted()), {
        upsert: true,
        duplex: 'half',
        contentType: 'application/octet-stream',
      })
      if (error !== null) throw failed('put', path, error)
      return sizeBytes
    },
    async get(path, range) {
      const { data, error } = await files.info(checkKey(path))
      if (error !== null) throw isMissing(error) ? objectMissing(path, error) : failed('get', path, error)
      const sizeBytes = data.size ?? 0
      const { start, end } = resolveRange(range, sizeBytes)
      if (sizeBytes === 0) return { body: Readable.from([]), sizeBytes, start, end }
      // The client reads a file as a whole; with its own address a part can be had, as it comes.
      const answer = await request(`${url.replace(/\/+$/, '')}/storage/v1/object/${bucket}/${path}`, {
        headers: { Authorization: `Bearer ${key}`, apikey: key, Range: `bytes=${start}-${end}` },
      })
      if (!answer.ok || answer.body === null)
        throw failed('get', path, new Error(`The answer was ${answer.status}.`))
      return { body: Readable.from(answer.body), sizeBytes, start, end }
    },
    async delete(paths) {
      for (let from = 0; from < paths.length; from += pageSize) {
        const { error } = await files.remove(paths.slice(from, from + pageSize).map(checkKey))
        if (error !== null) throw failed('delete', paths.join(', ').slice(0, 200), error)
      }
    },
    list: (prefix) => listFiles(prefix),
    async signedUrl(path, { expiresInSeconds, fileName }) {
      const { data, error } = await files.createSignedUrl(checkKey(path), expiresInSeconds, {
        ...(fileName !== undefined && { download: fileName }),
      })
      if (error !== null) throw isMissing(error) ? objectMissing(path, error) : failed('sign', path, error)
      return data.signedUrl
    },
  }

  /** Folder by folder: the service lists one at a time. */
  async function* listFiles(prefix: string): AsyncGenerator<ListedObject> {
    const folders = [prefix.split('/').slice(0, -1).join('/')]
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      for (let offset = 0; ; offset += pageSize) {
        const { data, error } = await files.list(folder, { limit: pageSize, offset })
        if (error !== null) throw failed('list', folder, error)
        for (const { id, name, metadata, updated_at } of data) {
          const path = folder === '' ? name : `${folder}/${name}`
          // A folder has no number.
          if (id === null) folders.push(path)
          else if (path.startsWith(prefix))
            yield { key: path, sizeBytes: sizeOf(metadata), modifiedAt: new Date(updated_at ?? 0) }
        }
        if (data.length < pageSize) break
      }
    }
  }
}

function sizeOf(metadata: unknown): number {
  const isObject = typeof metadata === 'object' && metadata !== null && 'size' in metadata
  return isObject && typeof metadata.size === 'number' ? metadata.size : 0
}

/** The service answers 400 with "not found" for what is missing. */
function isMissing(error: Error): boolean {
  const status =
    'statusCode' in error ? String(error.statusCode) : 'status' in error ? String(error.status) : ''
  return status === '404' || /not.?found/i.test(error.message)
}

function failed(what: string, path: string, cause: Error): TabricateError {
  return new TabricateError(
    'RUNTIME_UNAVAILABLE',
    `Supabase Storage failed to ${what} "${path}": ${cause.message}`,
    {
      cause,
    },
  )
}
