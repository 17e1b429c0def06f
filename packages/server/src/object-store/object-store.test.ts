import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, describe, expect, it } from 'vitest'
import { type SupabaseDouble, startSupabaseDouble } from '../../test/supabase-double.ts'
import { objectStoreCases } from '../testing/object-store-cases.ts'
import { fileSystemStore } from './file-system.ts'
import { memoryStore } from './memory.ts'
import type { ObjectStore } from './object-store.ts'
import { supabaseStore } from './supabase.ts'
import { createUrlSigner, type UrlSigner } from './url-signer.ts'

const folders: string[] = []
const doubles: SupabaseDouble[] = []
afterAll(async () => {
  for (const double of doubles) await double.stop()
  for (const folder of folders) await rm(folder, { recursive: true })
})

const now = () => new Date()
const signer = createUrlSigner('a secret of thirty-two bytes or more', now)

/** What the router does with a signed address; those of other servers are fetched from there. */
function fetchSigned(store: ObjectStore, verifier: UrlSigner) {
  return async (address: string) => {
    if (address.startsWith('http')) {
      const answer = await fetch(address)
      return { status: answer.status, body: Buffer.from(await answer.arrayBuffer()) }
    }
    const url = new URL(address, 'http://host')
    const file = verifier.verify(url.pathname.replace('/files/', ''), {
      expires: Number(url.searchParams.get('expires')),
      name: url.searchParams.get('name') ?? undefined,
      signature: url.searchParams.get('signature') ?? '',
    })
    if (file === null) return { status: 403, body: Buffer.alloc(0) }
    return { status: 200, body: await buffer((await store.get(file.key)).body) }
  }
}

const stores = {
  memory: async () => memoryStore(signer),
  'file system': async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tabricate-store-'))
    folders.push(folder)
    return fileSystemStore(folder, signer)
  },
  Supabase: async () => {
    const double = await startSupabaseDouble({ key: 'service-role', bucket: 'tables' })
    doubles.push(double)
    return supabaseStore({ url: double.url, key: 'service-role', bucket: 'tables' })
  },
}

for (const [name, open] of Object.entries(stores)) {
  describe(`the ${name} store`, () => {
    for (const each of objectStoreCases) {
      it(each.name, async () => {
        const store = await open()
        await each.run(store, fetchSigned(store, signer))
      })
    }
  })
}

describe('a signed address', () => {
  it('is worth nothing under another secret, name or expiry', () => {
    const address = new URL(signer.sign('1/a', { expiresInSeconds: 60, fileName: 'a.csv' }), 'http://host')
    const query = {
      expires: Number(address.searchParams.get('expires')),
      name: 'a.csv',
      signature: address.searchParams.get('signature') ?? '',
    }
    expect(signer.verify('1/a', query)).toEqual({ key: '1/a', fileName: 'a.csv' })
    expect(signer.verify('1/a', { ...query, name: 'b.csv' })).toBeNull()
    expect(signer.verify('1/a', { ...query, expires: query.expires + 1 })).toBeNull()
    expect(signer.verify('1/a', { ...query, signature: '' })).toBeNull()
    expect(createUrlSigner('another secret of thirty-two bytes', now).verify('1/a', query)).toBeNull()
  })
})

describe('the Supabase store', () => {
  it('sends and reads large files as they come, lists more than a page, and names a wrong key', async () => {
    const double = await startSupabaseDouble({ key: 'service-role', bucket: 'tables' })
    doubles.push(double)
    const store = supabaseStore({ url: double.url, key: 'service-role', bucket: 'tables' })
    const part = Buffer.alloc(65_536, 'x')
    const parts = Array.from({ length: 160 }, () => part)
    expect(await store.put('1/large', Readable.from(parts, { objectMode: false }))).toBe(160 * 65_536)
    const { body } = await store.get('1/large', { start: 65_530, end: 9_999_999 })
    expect((await buffer(body)).length).toBe(9_999_999 - 65_530 + 1)

    const small = Buffer.from('x')
    for (let from = 0; from < 1005; from += 67)
      await Promise.all(
        Array.from({ length: 67 }, (_, index) => store.put(`2/many/${from + index}`, Readable.from([small]))),
      )
    const keys: string[] = []
    for await (const { key } of store.list('2/')) keys.push(key)
    expect(new Set(keys).size).toBe(1005)
    await store.delete(keys)
    expect(double.requests.filter((request) => request.startsWith('DELETE'))).toHaveLength(2)

    const stranger = supabaseStore({ url: double.url, key: 'anon', bucket: 'tables' })
    await expect(stranger.get('1/large')).rejects.toMatchObject({ code: 'RUNTIME_UNAVAILABLE' })
  })
})
