import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { baselineModels } from '../../test/baseline-models.ts'
import { createCheckedServer } from '../../test/checked-server.ts'
import { peopleCsv, readyDataset } from '../../test/platform-client.ts'
import type { TestServer } from '../testing/test-server.ts'

let platform: TestServer
let token = ''
let other = ''
beforeAll(async () => {
  platform = await createCheckedServer({
    models: [baselineModels],
    settings: { enablePushNotifications: false },
  })
  token = await platform.signUp('owner@example.org')
  other = await platform.signUp('other@example.org')
  for (let i = 0; i < 3; i++) await readyDataset(platform, token, peopleCsv(50))
}, 180_000)
afterAll(() => platform.stop())

const pageSchema = z.object({
  items: z.array(z.looseObject({ id: z.number(), kind: z.string(), read_at: z.string().nullable() })),
  total: z.number(),
  unread: z.number(),
})
const list = async (query = '', who = token) =>
  pageSchema.parse((await platform.call('GET', `/notifications${query}`, { token: who })).data)

describe('notifications', () => {
  it('are listed, read and deleted by their owner alone', async () => {
    const all = await list()
    expect(all).toMatchObject({ total: 3, unread: 3 })
    expect(all.items.map(({ kind }) => kind)).toEqual(['dataset.ready', 'dataset.ready', 'dataset.ready'])
    const ids = all.items.map(({ id }) => id)
    const read = (body: object, who = token) =>
      platform.call('POST', '/notifications/read', { token: who, body })
    expect((await read({ ids }, other)).data).toEqual({ read: 0 })
    expect((await read({ ids: ids.slice(0, 1) })).data).toEqual({ read: 1 })
    expect((await read({ ids: ids.slice(0, 1) })).data).toEqual({ read: 0 })
    expect(await list('?unread=true')).toMatchObject({ total: 2, unread: 2 })
    expect(await list('?unread=false')).toMatchObject({ total: 1 })
    expect((await read({ all: true })).data).toEqual({ read: 2 })
    expect((await read({})).status).toBe(422)
    const remove = (who: string) => platform.call('DELETE', `/notifications/${ids[0]}`, { token: who })
    expect((await remove(other)).status).toBe(404)
    expect((await remove(token)).data).toEqual({ id: ids[0] })
    expect((await remove(token)).status).toBe(404)
    expect(await list()).toMatchObject({ total: 2, unread: 0 })
    expect(await list('', other)).toMatchObject({ total: 0 })
  })

  it('come live, and after the one that was seen last', async () => {
    const [latest] = (await list('?limit=1')).items
    const controller = new AbortController()
    const answer = await fetch(`${platform.url}/notifications/events`, {
      headers: { Authorization: `Bearer ${token}`, 'Last-Event-ID': String((latest?.id ?? 0) - 1) },
      signal: controller.signal,
    })
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    const readUntil = async (count: number) => {
      while ((text.match(/event: notification/g) ?? []).length < count)
        text += (await reader?.read())?.value ?? ''
    }
    await readUntil(1)
    expect(text).toContain(`id: ${latest?.id}\n`)
    await readyDataset(platform, token, peopleCsv(50))
    await readUntil(2)
    expect(text.match(/"kind":"dataset.ready"/g)).toHaveLength(2)
    controller.abort()
  })

  it('are not pushed where that is switched off', async () => {
    expect((await platform.call('GET', '/notifications/push-key', { token })).code).toBe('UNAVAILABLE')
  })
})
