import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { memoryStore } from '../object-store/memory.ts'
import { createUrlSigner } from '../object-store/url-signer.ts'
import { removeCheckpoints } from './training-checkpoints.ts'

describe('the kept state of a training', () => {
  it('is removed with that of earlier attempts, and no other job’s', async () => {
    const store = memoryStore(createUrlSigner('a secret of thirty-two bytes or more', () => new Date()))
    const mine = ['7/checkpoints/1.1.4', '7/checkpoints/1.2.1']
    const others = ['7/checkpoints/12.1.1', '8/checkpoints/1.1.1', '7/generations/1.1.report.json']
    for (const key of [...mine, ...others]) await store.put(key, Readable.from([Buffer.from('state')]))
    await removeCheckpoints(store, { id: 1, kind: 'generation', ownerId: 7, attempt: 2 })
    const left: string[] = []
    for await (const { key } of store.list('')) left.push(key)
    expect(left.sort()).toEqual([...others].sort())
  })
})
