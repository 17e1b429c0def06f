import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { isTabricateError } from '@tabricate/core'
import type { ObjectStore } from '../object-store/object-store.ts'

/** One thing that every store owes. It throws an error when it does not hold; needs no test framework. */
export interface ObjectStoreCase {
  readonly name: string
  run(store: ObjectStore, fetchUrl: (url: string) => Promise<{ status: number; body: Buffer }>): Promise<void>
}

/** The contract of {@link ObjectStore}, as named cases. Each needs a store of its own, empty. */
export const objectStoreCases: readonly ObjectStoreCase[] = [
  {
    name: 'gives back the bytes that were put, and their number',
    async run(store) {
      const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251))
      const parts = [bytes.subarray(0, 100_000), bytes.subarray(100_000)]
      equal(await store.put('1/datasets/a.bin', Readable.from(parts, { objectMode: false })), bytes.length)
      const { body, sizeBytes, start, end } = await store.get('1/datasets/a.bin')
      equal([sizeBytes, start, end], [bytes.length, 0, bytes.length - 1])
      equal((await buffer(body)).equals(bytes), true)
    },
  },
  {
    name: 'replaces a file',
    async run(store) {
      await store.put('a', text('first, and longer'))
      await store.put('a', text('second'))
      equal(await read(store, 'a'), 'second')
    },
  },
  {
    name: 'keeps the old file when a new one breaks off',
    async run(store) {
      await store.put('a', text('whole'))
      const broken = Readable.from(
        (async function* () {
          yield Buffer.from('half')
          throw new Error('broken off')
        })(),
      )
      await fails(() => store.put('a', broken))
      equal(await read(store, 'a'), 'whole')
      await fails(() => store.put('b', Readable.from(failing())))
      await failsWith('FILE_NOT_FOUND', () => store.get('b'))
    },
  },
  {
    name: 'gives parts of a file, with both ends',
    async run(store) {
      await store.put('a', text('0123456789'))
      equal(await read(store, 'a', { start: 2, end: 4 }), '234')
      equal(await read(store, 'a', { start: 7 }), '789')
      equal(await read(store, 'a', { start: 9, end: 100 }), '9')
      await failsWith('INVALID_OPTIONS', () => store.get('a', { start: 10 }))
    },
  },
  {
    name: 'keeps an empty file',
    async run(store) {
      equal(await store.put('a', text('')), 0)
      equal(await read(store, 'a'), '')
    },
  },
  {
    name: 'says that a file is missing',
    run: (store) => failsWith('FILE_NOT_FOUND', () => store.get('1/none')),
  },
  {
    name: 'deletes files, and is content when they are gone',
    async run(store) {
      await store.put('1/a', text('a'))
      await store.put('1/b', text('b'))
      await store.delete(['1/a', '1/none'])
      await failsWith('FILE_NOT_FOUND', () => store.get('1/a'))
      equal(await read(store, '1/b'), 'b')
      await store.delete([])
    },
  },
  {
    name: 'lists the files of a prefix with size and time',
    async run(store) {
      for (const key of ['1/a', '1/sub/b', '12/c', '2/d']) await store.put(key, text(key))
      equal(await keysOf(store, '1/'), ['1/a', '1/sub/b'])
      equal(await keysOf(store, ''), ['1/a', '1/sub/b', '12/c', '2/d'])
      equal(await keysOf(store, '3/'), [])
      for await (const { sizeBytes, modifiedAt } of store.list('12/')) {
        equal(sizeBytes, 4)
        equal(Math.abs(Date.now() - modifiedAt.getTime()) < 60_000, true)
      }
    },
  },
  {
    name: 'lists all files, however many',
    async run(store) {
      const keys = Array.from({ length: 150 }, (_, index) => `1/${index % 3}/${index}`)
      await Promise.all(keys.map((key) => store.put(key, text('x'))))
      equal(await keysOf(store, '1/'), [...keys].sort())
    },
  },
  {
    name: 'gives a file to whoever has its signed address, and not to one who changes it',
    async run(store, fetchUrl) {
      await store.put('1/a', text('signed'))
      await store.put('1/b', text('other'))
      const url = await store.signedUrl('1/a', { expiresInSeconds: 60, fileName: 'table.csv' })
      equal((await fetchUrl(url)).body.toString(), 'signed')
      const other = await fetchUrl(url.replace('1/a', '1/b'))
      equal(other.status >= 400 && other.body.toString() !== 'other', true)
      // Some stores refuse to sign for a time that is over.
      const late = await store.signedUrl('1/a', { expiresInSeconds: -10 }).then(fetchUrl, () => null)
      equal(late === null || late.status >= 400, true)
    },
  },
  {
    name: 'refuses keys that could lead out of it',
    async run(store) {
      for (const key of ['', '/a', 'a/', 'a//b', '../a', 'a/../b', './a', 'a\\b', 'a\0b', 'é', 'a b'])
        await failsWith('INVALID_OPTIONS', () => store.put(key, text('x')))
    },
  },
]

function text(content: string): Readable {
  return Readable.from(content === '' ? [] : [Buffer.from(content)], { objectMode: false })
}

async function* failing(): AsyncGenerator<Buffer> {
  yield Buffer.from('half')
  throw new Error('broken off')
}

async function read(
  store: ObjectStore,
  key: string,
  range?: { start: number; end?: number },
): Promise<string> {
  return (await buffer((await store.get(key, range)).body)).toString()
}

async function keysOf(store: ObjectStore, prefix: string): Promise<string[]> {
  const keys: string[] = []
  for await (const { key } of store.list(prefix)) keys.push(key)
  return keys.sort()
}

function equal(actual: unknown, expected: unknown): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (a !== b) throw new Error(`The store gave ${a}, not ${b}.`)
}

async function fails(work: () => Promise<unknown>): Promise<unknown> {
  const outcome = await work().then(
    () => null,
    (error: unknown) => ({ error }),
  )
  if (outcome === null) throw new Error('The store did what it should have refused.')
  return outcome.error
}

async function failsWith(
  code: 'FILE_NOT_FOUND' | 'INVALID_OPTIONS',
  work: () => Promise<unknown>,
): Promise<void> {
  const error = await fails(work)
  if (!isTabricateError(error, code)) throw new Error(`The store failed with ${String(error)}, not ${code}.`)
}
