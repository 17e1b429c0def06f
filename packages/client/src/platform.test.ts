import { createTestServer, type TestServer } from '@tabricate/server/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Client,
  createClient,
  downloadGeneration,
  downloadUrl,
  followNotifications,
  type GenerationUpdate,
  listAll,
  reportPage,
  streamRows,
  streamText,
  uploadDataset,
  waitForDataset,
  waitForGeneration,
  waitForOptimization,
} from './index.ts'

// Against the real platform, below the prefix `/synth`.
const models = [
  new URL('../../core/dist/index.js', import.meta.url).href,
  new URL('../../server/test/patient-model.mjs', import.meta.url).href,
]
const people = Array.from(
  { length: 300 },
  (_, row) => `${row % 3 ? 'm' : 'f'},${20 + (row % 40)},${row * 1.5}`,
)
const table = new Blob([`sex,age,income\n${people.join('\n')}\n`])
const account = { email: 'owner@example.org', password: 'a good password' }

let platform: TestServer
let client: Client
let dataset = 0
beforeAll(async () => {
  platform = await createTestServer({ models })
  client = createClient({ baseUrl: platform.url, retryDelayMs: 10 })
  await client.post('/auth/register', { body: account })
  await client.signIn(account)
  const uploaded = await uploadDataset(client, table, { fileName: 'people.csv', name: 'Menschen é' })
  dataset = uploaded.id
  await waitForDataset(client, dataset)
}, 180_000)
afterAll(() => platform.stop())

const start = (model_config: { model_type: string }, change: object = {}) =>
  client.post('/generation-v2/start', {
    body: { dataset_id: dataset, model_config, sample_size: 120, ...change },
  })

describe('an upload', () => {
  it('is one dataset, with the names it was given', async () => {
    const found = await client.get('/upload/datasets/{id}', { path: { id: dataset } })
    expect(found).toMatchObject({
      name: 'Menschen é',
      file_name: 'people.csv',
      status: 'ready',
      row_count: 300,
    })
    expect(found.profile?.columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'sex categorical',
      'age numerical',
      'income numerical',
    ])
  })

  it('goes on where it broke off, in this call and in a later one', async () => {
    const seen: number[] = []
    let parts = 0
    // Of the second part half arrives before the connection breaks; the fourth is the end of the program.
    const broken: typeof fetch = async (input, init) => {
      if (init?.method === 'PATCH' && init.body instanceof Blob) {
        parts++
        if (parts === 2) {
          await fetch(input, { ...init, body: init.body.slice(0, 500) })
          throw new TypeError('the connection broke')
        }
        if (parts >= 4) throw new TypeError('the program ended')
      }
      return fetch(input, init)
    }
    const other = createClient({ baseUrl: platform.url, tokens: client.tokens, fetch: broken })
    let resumeUrl = ''
    const options = { fileName: 'a.csv', chunkBytes: 1000, retryDelayMs: 1 }
    const first = uploadDataset(other, table, {
      ...options,
      retries: 1,
      onProgress({ sentBytes, totalBytes, resumeUrl: url }) {
        expect(totalBytes).toBe(table.size)
        seen.push(sentBytes)
        resumeUrl = url
      },
    })
    await expect(first).rejects.toMatchObject({ code: 'NETWORK_ERROR' })
    expect(seen).toEqual([0, 1000, 1500, 2500, 2500])
    const resumed = await uploadDataset(client, table, { ...options, resumeUrl })
    expect(resumed).toMatchObject({ size_bytes: table.size })
    const whole = await client.get('/upload/datasets/{id}', { path: { id: dataset } })
    expect(resumed.sha256).toBe(whole.sha256)
  })

  it('of something else than a table is refused, with the reason', async () => {
    const picture = new Blob([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0])])
    await expect(uploadDataset(client, picture, { fileName: 'a.csv' })).rejects.toMatchObject({
      status: 415,
      code: 'UNSUPPORTED_MEDIA_TYPE',
      message: expect.stringContaining('Supported: csv, json, xlsx, parquet') as string,
    })
  })

  it('ends with the reason of its signal', async () => {
    const controller = new AbortController()
    const upload = uploadDataset(client, table, {
      chunkBytes: 100,
      signal: controller.signal,
      onProgress: ({ sentBytes }) => sentBytes >= 200 && controller.abort(new Error('enough')),
    })
    await expect(upload).rejects.toThrow('enough')
  })
})

describe('a generation', () => {
  it('is waited for by events, downloaded, and gives more rows on conditions', async () => {
    const { id } = await start({ model_type: 'independent' })
    const ended = await waitForGeneration(client, id)
    expect(ended).toMatchObject({ status: 'succeeded', sample_size: 120 })
    const { body, sizeBytes } = await downloadGeneration(client, id)
    const text = await new Response(body).text()
    expect(text.trimEnd().split('\n')).toHaveLength(121)
    expect(sizeBytes).toBe(Buffer.byteLength(text))
    const rest = await downloadGeneration(client, id, { fromByte: 100 })
    expect(await new Response(rest.body).text()).toBe(text.slice(100))
    const { url, file_name } = await downloadUrl(client, id)
    expect(file_name).toBe(`synthetic-${id}.csv`)
    expect(await (await fetch(url)).text()).toBe(text)
    expect(await reportPage(client, id)).toMatch(/^<!doctype html>\n<html lang="en">/i)
    expect(await reportPage(client, id, { language: 'fr' })).toContain('<html lang="fr">')

    const rows = []
    for await (const row of streamRows(client, id, { rows: 50, where: { sex: 'f', age: { min: 30 } } }))
      rows.push(row)
    expect(rows).toHaveLength(50)
    expect(rows.every(({ sex, age }) => sex === 'f' && Number(age) >= 30)).toBe(true)
    const csv = await new Response(await streamText(client, id, 'csv', { rows: 3 })).text()
    expect(csv.split('\n')[0]).toBe('sex,age,income')
    await expect(streamText(client, id, 'csv', { where: { sex: 'unknown' } })).rejects.toMatchObject({
      code: 'VALIDATION_ERROR',
    })
  }, 120_000)

  it('tells its progress, over connections that break, and without events by asking', async () => {
    let connections = 0
    const breaking: typeof fetch = async (input, init) => {
      const answer = await fetch(input, init)
      if (!String(input).includes('/events/') || answer.body === null) return answer
      connections++
      if (connections > 1) return answer
      // The first connection ends after its first part.
      const first = await answer.body.getReader().read()
      return new Response(first.value, { headers: answer.headers })
    }
    const withoutEvents: typeof fetch = async (input, init) =>
      String(input).includes('/events/') ? new Response('', { status: 502 }) : fetch(input, init)
    const config = { model_type: 'patient', epochs: 25, pause: 100 }
    for (const fetch of [breaking, withoutEvents]) {
      const other = createClient({ baseUrl: platform.url, tokens: client.tokens, fetch, retries: 0 })
      const updates: GenerationUpdate[] = []
      const { id } = await start(config)
      const ended = await waitForGeneration(other, id, {
        pollMs: 100,
        onUpdate: (update) => updates.push(update),
      })
      expect(ended.status).toBe('succeeded')
      const epochs = updates.flatMap(({ progress }) => progress?.epoch ?? [])
      expect(Math.max(...epochs)).toBe(25)
      expect(epochs.every((epoch, index) => index === 0 || epoch >= (epochs[index - 1] ?? 0))).toBe(true)
    }
    expect(connections).toBeGreaterThan(1)
  }, 120_000)

  it('that is cancelled ends as such; waiting can end before', async () => {
    const { id } = await start({ model_type: 'patient', ...{ epochs: 500, pause: 100 } })
    const controller = new AbortController()
    const waiting = waitForGeneration(client, id, {
      signal: controller.signal,
      onUpdate: ({ status }) => status === 'running' && controller.abort(new Error('enough')),
    })
    await expect(waiting).rejects.toThrow('enough')
    await client.delete('/generation/requests/{id}', { path: { id } })
    expect((await waitForGeneration(client, id)).status).toBe('cancelled')
  }, 120_000)
})

describe('the rest of the platform', () => {
  it('lists everything, page by page', async () => {
    let requests = 0
    const counting: typeof fetch = (input, init) => {
      requests++
      // As if a page had two rows.
      return fetch(String(input).replace('limit=100', 'limit=2'), init)
    }
    const other = createClient({ baseUrl: platform.url, tokens: client.tokens, fetch: counting })
    const ids: number[] = []
    for await (const { id } of listAll(other, '/generation/requests')) ids.push(id)
    const { total } = await client.get('/generation/requests')
    expect(ids).toHaveLength(total)
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b))
    expect(requests).toBe(Math.ceil(total / 2))
  })

  it('tells notifications as they come', async () => {
    const controller = new AbortController()
    const { id } = await start({ model_type: 'independent' })
    const told: string[] = []
    for await (const { data } of followNotifications(client, { signal: controller.signal })) {
      told.push(data.kind)
      if (data.data.generation_id === id) break
    }
    expect(told.at(-1)).toBe('generation.succeeded')
  }, 60_000)

  it('searches for options', async () => {
    const { id } = await client.post('/optimization/start', {
      body: {
        dataset_id: dataset,
        model_type: 'patient',
        optimization_method: 'random',
        n_trials: 2,
        search_space: { epochs: [1, 3] },
      },
    })
    const ended = await waitForOptimization(client, id, { pollMs: 100 })
    expect(ended).toMatchObject({ status: 'succeeded', trials: { complete: 2 } })
  }, 120_000)

  it('ends a session at both ends', async () => {
    const other = createClient({ baseUrl: platform.url })
    await other.signIn(account)
    const tokens = other.tokens.read()
    await other.signOut()
    expect(other.tokens.read()).toBe(null)
    const body = { refresh_token: tokens?.refreshToken ?? '' }
    await expect(client.post('/auth/refresh', { body })).rejects.toMatchObject({ status: 401 })
  })
})
