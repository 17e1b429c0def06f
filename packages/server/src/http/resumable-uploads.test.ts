import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { baselineModels } from '../../test/baseline-models.ts'
import { createCheckedServer } from '../../test/checked-server.ts'
import { peopleCsv } from '../../test/platform-client.ts'
import type { TestServer } from '../testing/test-server.ts'

let platform: TestServer
let owner = ''
let other = ''
let clock = Date.now()
beforeAll(async () => {
  platform = await createCheckedServer({
    models: [baselineModels],
    worker: false,
    now: () => new Date(clock),
    // What is swept hourly is looked for this often.
    settings: { maxFileSizeMb: 1, leaseSeconds: 0.5 },
  })
  owner = await platform.signUp('owner@example.org')
  other = await platform.signUp('other@example.org')
}, 120_000)
afterAll(() => platform.stop())

const content = Buffer.from(peopleCsv(100))
const folder = () => join(platform.folder, 'uploads')
const files = () => readdir(folder()).catch(() => [])
const base64 = (text: string) => Buffer.from(text).toString('base64')

function send(
  method: string,
  address: string,
  headers: { readonly [name: string]: string },
  body?: Buffer<ArrayBuffer>,
) {
  return fetch(new URL(address, platform.url), {
    method,
    headers: { Authorization: `Bearer ${owner}`, 'Tus-Resumable': '1.0.0', ...headers },
    ...(body !== undefined && { body }),
  })
}

const create = (metadata: string, length = content.length, headers = {}) =>
  send('POST', `${platform.url}/upload/resumable`, {
    'Upload-Length': String(length),
    'Upload-Metadata': metadata,
    ...headers,
  })

/** The address of an upload of which the first bytes have come. */
async function begun(bytes = content.subarray(0, 100)): Promise<string> {
  const address = (await create(`filename ${base64('a.csv')}`)).headers.get('location') ?? ''
  expect((await patch(address, 0, bytes)).status).toBe(204)
  return address
}

const patch = (address: string, offset: number, bytes: Buffer<ArrayBuffer>) =>
  send(
    'PATCH',
    address,
    { 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': String(offset) },
    bytes,
  )

const total = async () =>
  z
    .object({ total: z.number() })
    .parse((await platform.call('GET', '/upload/datasets', { token: owner })).data).total

describe('an upload that goes on', () => {
  it.each([
    ['more than is allowed', `filename ${base64('a.csv')}`, 2 ** 20 + 1, 413, /size/i],
    ['a name that cannot be stored', `name ${base64('a\0b')}`, 10, 422, /^Invalid.*\nname holds/],
    ['a description without end', `description ${base64('x'.repeat(2001))}`, 10, 422, /\ndescription /],
  ])('is not begun with %s', async (_, metadata, length, status, message) => {
    const refused = await create(metadata, length)
    expect([refused.status, await refused.text()]).toEqual([status, expect.stringMatching(message)])
    expect(await files()).toEqual([])
  })

  it('is nobody’s without a token, and of another protocol without its header', async () => {
    const refused = await create('', 10, { Authorization: '' })
    expect(refused.status).toBe(401)
    expect(await refused.json()).toMatchObject({ error: { code: 'AUTHENTICATION_REQUIRED' } })
    expect((await create('', 10, { 'Tus-Resumable': '' })).status).toBe(412)
    expect((await send('PUT', `${platform.url}/upload/resumable`, {})).status).toBe(405)
  })

  it('takes each part once, at its place', async () => {
    const address = await begun()
    expect((await patch(address, 0, content.subarray(0, 100))).status).toBe(409)
    expect((await patch(address, 200, content.subarray(200))).status).toBe(409)
    expect((await send('HEAD', address, {})).headers.get('upload-offset')).toBe('100')
    expect((await send('DELETE', address, {})).status).toBe(204)
  })

  it('is given up by its owner alone', async () => {
    const address = await begun()
    expect((await send('DELETE', address, { Authorization: `Bearer ${other}` })).status).toBe(404)
    expect((await send('DELETE', address, {})).status).toBe(204)
    expect((await send('HEAD', address, {})).status).toBe(404)
    expect(await files()).toEqual([])
  })

  it('is refused at its end when it is no table, and leaves nothing', async () => {
    const before = await total()
    const noise = Buffer.from(Array.from({ length: content.length }, (_, index) => index % 256))
    const address = await begun(noise.subarray(0, 100))
    const last = await patch(address, 100, noise.subarray(100))
    expect([last.status, await last.text()]).toEqual([415, expect.stringContaining('of no known type')])
    expect(await files()).toEqual([])
    expect(await total()).toBe(before)
  })

  it('ends a day after it was begun, and is removed', async () => {
    const address = await begun()
    const name = address.split('/').at(-1) ?? ''
    const told = await patch(address, 100, content.subarray(100, 200))
    expect(Date.parse(told.headers.get('upload-expires') ?? '') - Date.now()).toBeGreaterThan(86_000_000)
    const facts = join(folder(), `${name}.json`)
    const known = z.looseObject({}).parse(JSON.parse(await readFile(facts, 'utf8')))
    const begunAt = new Date(Date.now() - 86_400_001).toISOString()
    await writeFile(facts, JSON.stringify({ ...known, creation_date: begunAt }))
    expect((await patch(address, 200, content.subarray(200))).status).toBe(410)
    expect(await files()).toHaveLength(2)
    clock += 3_600_001
    await expect.poll(files, { timeout: 20_000 }).toEqual([])
  })
})
