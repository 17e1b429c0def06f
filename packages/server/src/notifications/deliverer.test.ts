import { createECDH, createHmac, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Database } from '../database/database.ts'
import { migrateLatest } from '../database/migrate.ts'
import { createNotificationRepository } from '../database/repositories/notification-repository.ts'
import { createUserRepository } from '../database/repositories/user-repository.ts'
import { openTestDatabase } from '../testing/test-database.ts'
import { createDeliverer, maxAttempts } from './deliverer.ts'
import { vapidKeysOf } from './vapid-keys.ts'
import { webhookSecret } from './webhook-signature.ts'

const secret = 'a secret of the deployment'
let database: Database
let url = ''
let status = 200
let clock = Date.parse('2026-01-01T00:00:00Z')
let userId = 0
let people = 0
const requests: { path: string; headers: Record<string, unknown>; body: string }[] = []
const receiver = createServer((request, response) => {
  text(request).then(
    (body) => {
      requests.push({ path: request.url ?? '', headers: request.headers, body })
      response.writeHead(status).end()
    },
    () => response.destroy(),
  )
})

beforeAll(async () => {
  database = await openTestDatabase()
  await migrateLatest(database)
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  const address = receiver.address()
  url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
}, 60_000)
afterAll(async () => {
  receiver.close()
  await database.close()
})

const parts = () => {
  const notifications = createNotificationRepository(database)
  const deliverer = createDeliverer({
    notifications,
    vapid: vapidKeysOf(
      { vapidPublicKey: undefined, vapidPrivateKey: undefined, vapidSubject: 'mailto:a@example.org' },
      secret,
    ),
    secret,
    guard: { allowPrivate: true },
    batchSize: 100,
    logger: () => undefined,
    now: () => new Date(clock),
  })
  return { users: createUserRepository(database), notifications, deliverer }
}
beforeEach(async () => {
  requests.length = 0
  status = 200
  clock = Date.now() + 60_000
  people++
  const user = await parts().users.add({
    email: `person${people}@example.org`,
    passwordHash: 'none',
    role: 'user',
    fullName: null,
  })
  userId = user?.id ?? 0
})
const tell = (title: string) =>
  parts().notifications.add({
    user_id: userId,
    kind: 'dataset.ready',
    title,
    body: 'b',
    data: { dataset_id: 1 },
  })
const states = async () =>
  (
    await database.raw(
      'select d.state, d.attempts from deliveries d join notifications n on n.id = d.notification_id where n.user_id = $1::int order by d.id',
      [userId],
    )
  ).map(({ state, attempts }) => [state, attempts])

describe('a webhook', () => {
  it('is sent all that is new in one signed request, once', async () => {
    const { users, deliverer } = parts()
    await users.addPushToken(userId, 'webhook', `${url}/hook`)
    for (const title of ['one', 'two', 'three']) await tell(title)
    expect(await deliverer.deliver()).toBe(3)
    expect(await deliverer.deliver()).toBe(0)
    expect(requests).toHaveLength(1)
    const [request] = requests
    const body = request?.body ?? ''
    const { notifications } = z
      .object({ notifications: z.array(z.object({ title: z.string(), data: z.json() })) })
      .parse(JSON.parse(body))
    expect(notifications.map(({ title }) => title)).toEqual(['one', 'two', 'three'])
    const [, time, mac] =
      /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(request?.headers['x-tabricate-signature'])) ?? []
    expect(Number(time)).toBe(Math.floor(clock / 1000))
    const key = webhookSecret(secret, userId, `${url}/hook`)
    expect(mac).toBe(createHmac('sha256', key).update(`${time}.${body}`).digest('hex'))
  })

  it('is tried again later and later, and given up in the end', async () => {
    const { users, deliverer } = parts()
    await users.addPushToken(userId, 'webhook', `${url}/broken`)
    await tell('one')
    status = 503
    const delays: number[] = []
    for (let attempt = 1; attempt <= maxAttempts; attempt++) {
      expect(await deliverer.deliver()).toBe(1)
      const [row] = await database.raw(
        `select d.next_at from deliveries d join notifications n on n.id = d.notification_id where n.user_id = $1::int`,
        [userId],
      )
      const next = z.date().parse(row?.['next_at']).getTime()
      delays.push((next - clock) / 1000)
      clock = next - 1
      if (attempt < maxAttempts) expect(await deliverer.deliver()).toBe(0)
      clock = next
    }
    expect(delays.slice(0, 4)).toEqual([15, 60, 240, 960])
    expect(await states()).toEqual([['failed', maxAttempts]])
    expect(await deliverer.deliver()).toBe(0)
  })

  it('that is gone is forgotten', async () => {
    const { users, deliverer } = parts()
    await users.addPushToken(userId, 'webhook', `${url}/gone`)
    await tell('one')
    status = 410
    await deliverer.deliver()
    expect(await states()).toEqual([])
    expect(await database.raw('select 1 from push_tokens where user_id = $1::int', [userId])).toEqual([])
  })
})

describe('a browser', () => {
  it('is sent encrypted messages, signed with the VAPID key', async () => {
    const { users, deliverer } = parts()
    const browser = createECDH('prime256v1')
    const p256dh = browser.generateKeys('base64url')
    const subscription = {
      endpoint: `${url}/push`,
      keys: { p256dh, auth: randomBytes(16).toString('base64url') },
    }
    await users.addPushToken(userId, 'web', JSON.stringify(subscription))
    for (const title of ['one', 'two']) await tell(title)
    await deliverer.deliver()
    expect(requests.map(({ path }) => path)).toEqual(['/push', '/push'])
    const [request] = requests
    expect(request?.headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '86400' })
    expect(String(request?.headers['authorization'])).toMatch(/^vapid t=[\w.-]+, ?k=[\w-]+$/)
    expect(request?.body).not.toContain('one')
    expect(await states()).toEqual([
      ['sent', 1],
      ['sent', 1],
    ])
  })
})

describe('a notification', () => {
  it('is there with the change that it tells of, or not at all', async () => {
    const before = await parts().notifications.lastId(userId)
    await expect(
      database.transaction(async () => {
        await tell('never')
        throw new Error('the change failed')
      }),
    ).rejects.toThrow('the change failed')
    expect(await parts().notifications.lastId(userId)).toBe(before)
  })
})

describe('the VAPID keys', () => {
  it('are the same for a secret, and belong together', () => {
    const settings = {
      vapidPublicKey: undefined,
      vapidPrivateKey: undefined,
      vapidSubject: 'mailto:a@example.org',
    }
    const keys = vapidKeysOf(settings, secret)
    expect(vapidKeysOf(settings, secret)).toEqual(keys)
    expect(vapidKeysOf(settings, 'another').publicKey).not.toBe(keys.publicKey)
    const curve = createECDH('prime256v1')
    curve.setPrivateKey(keys.privateKey, 'base64url')
    expect(curve.getPublicKey('base64url')).toBe(keys.publicKey)
  })
})
