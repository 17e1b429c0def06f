import { readdir } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { baselineModels } from '../../test/baseline-models.ts'
import { createCheckedServer } from '../../test/checked-server.ts'
import { idOf, peopleCsv, readyDataset, upload, waitFor } from '../../test/platform-client.ts'
import type { TestServer } from '../testing/test-server.ts'

const anyNumber: unknown = expect.any(Number)
const namesRow: unknown = expect.stringMatching(/row/i)
const withFirstRow: unknown = expect.arrayContaining([['f', 20, 0]])

const typesSchema = z.object({ columns: z.array(z.object({ type: z.string() })) })
const aboutDates: unknown = expect.stringMatching(/date/)

let platform: TestServer
let token = ''
let other = ''
beforeAll(async () => {
  platform = await createCheckedServer({ models: [baselineModels], settings: { maxFileSizeMb: 1 } })
  token = await platform.signUp('owner@example.org')
  other = await platform.signUp('other@example.org')
}, 120_000)
afterAll(() => platform.stop())

describe('an upload', () => {
  it('is answered at once and profiled afterwards', async () => {
    const answer = await upload(platform, token, peopleCsv(200), 'people.parquet', {
      name: 'People',
      description: 'made up',
    })
    expect(answer.status).toBe(202)
    expect(answer.data).toMatchObject({
      name: 'People',
      file_name: 'people.parquet',
      file_type: 'csv',
      status: 'processing',
    })
    const ready = await waitFor(platform, token, `/upload/datasets/${idOf(answer)}`, ['ready', 'failed'])
    expect(ready).toMatchObject({
      status: 'ready',
      row_count: 200,
      column_count: 3,
      profile: {
        rowCount: 200,
        columns: [{ name: 'sex', type: 'categorical' }, { name: 'age' }, { name: 'income' }],
      },
      preview: { columns: ['sex', 'age', 'income'] },
    })
    expect(ready['preview']).toMatchObject({ rows: withFirstRow })
  })

  it('is read again with other types of its columns, and stays as it was where they do not fit', async () => {
    const id = await readyDataset(platform, token, peopleCsv(50))
    const path = `/upload/datasets/${id}`
    const change = (columns: object, as = token) =>
      platform.call('PUT', `${path}/columns`, { token: as, body: { columns } })
    const types = async () => {
      const { profile, error } = await waitFor(platform, token, path, ['ready', 'failed'])
      return { types: typesSchema.parse(profile).columns.map(({ type }) => type), error }
    }
    expect(await change({ sex: 'id', age: 'categorical' })).toMatchObject({
      status: 202,
      data: { status: 'processing' },
    })
    expect(await types()).toEqual({ types: ['id', 'categorical', 'numerical'], error: null })
    await change({ sex: null })
    expect(await types()).toEqual({ types: ['categorical', 'categorical', 'numerical'], error: null })
    await change({ sex: 'datetime' })
    const refused = await types()
    expect(refused).toMatchObject({ types: ['categorical', 'categorical', 'numerical'], error: aboutDates })
    expect(await change({ height: 'id' })).toMatchObject({ status: 422, code: 'VALIDATION_ERROR' })
    expect(await change({}, other)).toMatchObject({ status: 404 })
  })

  it('of an unreadable table fails with the reason', async () => {
    const id = idOf(await upload(platform, token, 'a,b\n1,2\n1,2,3\n', 'ragged.csv'))
    const failed = await waitFor(platform, token, `/upload/datasets/${id}`, ['ready', 'failed'])
    expect(failed).toMatchObject({ status: 'failed', error: namesRow })
  })

  it.each([
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3, 4]), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['nothing', '', 422, 'VALIDATION_ERROR'],
    ['more than is allowed', 'a\n'.repeat(600_000), 413, 'PAYLOAD_TOO_LARGE'],
  ])('of %s is refused', async (_, content, status, code) => {
    const answer = await upload(platform, token, content, 'x.csv')
    expect([answer.status, answer.code]).toEqual([status, code])
  })

  it('without a file, or that is no form, is refused', async () => {
    const form = new FormData()
    form.set('name', 'no file')
    const headers = { Authorization: `Bearer ${token}` }
    const empty = await fetch(`${platform.url}/upload/dataset`, { method: 'POST', headers, body: form })
    expect(empty.status).toBe(400)
    const json = await platform.call('POST', '/upload/dataset', { token, body: {} })
    expect(json.status).toBe(415)
  })

  it('leaves nothing behind when it breaks off', async () => {
    const before = await platform.call('GET', '/upload/datasets', { token })
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'multipart/form-data; boundary=x' }
    const request = httpRequest(`${platform.url}/upload/dataset`, { method: 'POST', headers })
    request.write('--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\na,b\n1,2\n')
    const scratch = join(platform.folder, 'scratch')
    const files = () => readdir(scratch).catch(() => [])
    await expect.poll(files, { timeout: 20_000 }).toHaveLength(1)
    request.on('error', () => undefined).destroy()
    await expect.poll(files, { timeout: 20_000 }).toEqual([])
    const after = await platform.call('GET', '/upload/datasets', { token })
    expect(after.data).toEqual(before.data)
  })

  it('goes on where it broke off, by tus', async () => {
    const content = Buffer.from(peopleCsv(100))
    const headers = { Authorization: `Bearer ${token}`, 'Tus-Resumable': '1.0.0' }
    const filename = Buffer.from('resumed.csv').toString('base64')
    const made = await fetch(`${platform.url}/upload/resumable`, {
      method: 'POST',
      headers: {
        ...headers,
        'Upload-Length': String(content.length),
        'Upload-Metadata': `filename ${filename}`,
      },
    })
    expect(made.status).toBe(201)
    const address = new URL(made.headers.get('location') ?? '', platform.url).href
    expect(address.startsWith(`${platform.url}/upload/resumable/`)).toBe(true)
    const patch = (from: number, to: number) =>
      fetch(address, {
        method: 'PATCH',
        headers: {
          ...headers,
          'Content-Type': 'application/offset+octet-stream',
          'Upload-Offset': String(from),
        },
        body: content.subarray(from, to),
      })
    expect((await patch(0, 500)).status).toBe(204)
    const stranger = await fetch(address, {
      method: 'HEAD',
      headers: { ...headers, Authorization: `Bearer ${other}` },
    })
    expect(stranger.status).toBe(404)
    const head = await fetch(address, { method: 'HEAD', headers })
    expect(head.headers.get('upload-offset')).toBe('500')
    const last = await patch(500, content.length)
    expect(last.status).toBe(204)
    const id = Number(last.headers.get('x-dataset-id'))
    const ready = await waitFor(platform, token, `/upload/datasets/${id}`, ['ready', 'failed'])
    expect(ready).toMatchObject({ status: 'ready', file_name: 'resumed.csv', row_count: 100 })
  })
})

describe('a dataset', () => {
  it('is listed, found and deleted by its owner alone', async () => {
    const id = await readyDataset(platform, token, peopleCsv(20), 'mine.csv')
    for (const [method, path] of [
      ['GET', `/upload/datasets/${id}`],
      ['DELETE', `/upload/datasets/${id}`],
    ] as const)
      expect((await platform.call(method, path, { token: other })).status).toBe(404)
    expect((await platform.call('GET', '/upload/datasets', { token: other })).data).toMatchObject({
      total: 0,
    })
    expect((await platform.call('DELETE', `/upload/datasets/${id}`, { token })).data).toEqual({ id })
    expect((await platform.call('GET', `/upload/datasets/${id}`, { token })).status).toBe(404)
  })

  it('stands in pages, sorted as asked', async () => {
    const page = await platform.call('GET', '/upload/datasets?limit=1&sort=name', { token })
    expect(page.data).toMatchObject({ limit: 1, offset: 0, items: [expect.anything()] })
    const beyond = await platform.call('GET', '/upload/datasets?offset=1000', { token })
    expect(beyond.data).toMatchObject({ items: [], total: anyNumber })
    const wrong = await platform.call('GET', '/upload/datasets?sort=owner_id&limit=0', { token })
    expect(wrong.body).toMatchObject({
      error: { details: { issues: [{ path: 'limit' }, { path: 'sort' }] } },
    })
  })
})
