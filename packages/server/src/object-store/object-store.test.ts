import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, describe, expect, it } from 'vitest'
import { objectStoreCases } from '../testing/object-store-cases.ts'
import { fileSystemStore } from './file-system.ts'
import { memoryStore } from './memory.ts'
import type { ObjectStore } from './object-store.ts'
import { createUrlSigner, type UrlSigner } from './url-signer.ts'

const folders: string[] = []
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true })
})

const now = () => new Date()
const signer = createUrlSigner('a secret of thirty-two bytes or more', now)

/** What the router does with a signed address. */
function fetchSigned(store: ObjectStore, verifier: UrlSigner) {
  return async (address: string) => {
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
