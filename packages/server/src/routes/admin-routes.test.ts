import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { baselineModels } from '../../test/baseline-models.ts'
import { createCheckedServer } from '../../test/checked-server.ts'
import { idOf, peopleCsv, readyDataset, waitFor } from '../../test/platform-client.ts'
import { tunableModel } from '../../test/tunable-model.ts'
import type { Database } from '../database/database.ts'
import { openTestDatabase } from '../testing/test-database.ts'
import type { TestServer } from '../testing/test-server.ts'

let platform: TestServer
let database: Database
let admin = ''
let token = ''
let dataset = 0
let userId = 0
beforeAll(async () => {
  database = await openTestDatabase()
  platform = await createCheckedServer({
    models: [baselineModels, tunableModel],
    openedDatabase: database,
    settings: { requireApproval: true },
  })
  const { email, password } = await platform.server.administrators.create('root@example.org')
  admin = await signIn(email, password)
  token = await platform.signUp('owner@example.org')
  userId = idSchema.parse((await platform.call('GET', '/auth/me', { token })).data).id
  dataset = await readyDataset(platform, token, peopleCsv(100))
}, 180_000)
afterAll(() => platform.stop())

const idSchema = z.looseObject({ id: z.number() })
const tokensSchema = z.object({ access_token: z.string(), refresh_token: z.string() })

async function signIn(email: string, password: string) {
  const { data } = await platform.call('POST', '/auth/login', { body: { email, password } })
  return tokensSchema.parse(data).access_token
}
const start = async () =>
  idOf(
    await platform.call('POST', '/generation/start', {
      token,
      body: { dataset_id: dataset, model_type: 'independent', sample_size: 100 },
    }),
  )
const act = (path: string, options: object = {}) => platform.call('POST', path, { token: admin, ...options })

describe('a request that needs approval', () => {
  it('waits, and is done once it is approved', async () => {
    const id = await start()
    const waiting = await platform.call('GET', '/admin/requests?status=awaiting_approval', { token: admin })
    expect(waiting.data).toMatchObject({
      total: 1,
      items: [{ kind: 'generation', id, owner: { id: userId, email: 'owner@example.org' } }],
    })
    const approved = await act(`/admin/approve/${id}`, { headers: { 'X-Request-Id': 'req_approve' } })
    expect(approved.data).toMatchObject({ id, status: 'queued' })
    expect(await waitFor(platform, token, `/generation/status/${id}`, ['succeeded', 'failed'])).toMatchObject(
      {
        status: 'succeeded',
      },
    )
    expect((await act(`/admin/approve/${id}`)).code).toBe('CONFLICT')
    const { data } = await platform.call('GET', '/admin/logs?action=request.approved', { token: admin })
    expect(data).toMatchObject({
      total: 1,
      items: [
        {
          action: 'request.approved',
          subject: `generation:${id}`,
          before: { status: 'awaiting_approval' },
          after: { status: 'queued' },
          request_id: 'req_approve',
          ip: '127.0.0.1',
        },
      ],
    })
  })

  it('is rejected with a reason, which its owner is told', async () => {
    const id = await start()
    expect((await act(`/admin/reject/${id}`, { body: {} })).status).toBe(422)
    const rejected = await act(`/admin/reject/${id}`, { body: { reason: 'Too much personal data.' } })
    expect(rejected.data).toMatchObject({ status: 'rejected', error: 'Too much personal data.' })
    const seen = await platform.call('GET', `/generation/status/${id}`, { token })
    expect(seen.data).toMatchObject({
      status: 'rejected',
      error: { code: 'REJECTED', message: 'Too much personal data.' },
    })
    const told = await platform.call('GET', '/notifications', { token })
    expect(told.data).toMatchObject({
      items: [
        { kind: 'generation.rejected', data: { generation_id: id }, read_at: null },
        { kind: 'generation.succeeded' },
        { kind: 'generation.approved' },
        { kind: 'dataset.ready' },
      ],
      unread: 4,
    })
    expect((await act(`/admin/approve/${id}`)).code).toBe('CONFLICT')
  })

  it('may be a search for options', async () => {
    const order = {
      dataset_id: dataset,
      model_type: 'tunable',
      n_trials: 1,
      search_space: { learning_rate: [1e-3, 1e-2] },
      model_config: { epochs: 10 },
    }
    const begin = async () => idOf(await platform.call('POST', '/optimization/start', { token, body: order }))
    const [one, two] = [await begin(), await begin()]
    expect((await act(`/admin/approve/${one}?kind=optimization`)).data).toMatchObject({
      kind: 'optimization',
      status: 'queued',
    })
    const refusal = { body: { reason: 'no' } }
    expect((await act(`/admin/reject/${two}?kind=optimization`, refusal)).data).toMatchObject({
      status: 'rejected',
    })
    const status = async (id: number) =>
      z
        .object({ optimization: z.object({ status: z.string() }) })
        .parse((await platform.call('GET', `/optimization/trials/${id}`, { token })).data).optimization.status
    while ((await status(one)) !== 'succeeded') await new Promise((resolve) => setTimeout(resolve, 50))
    expect(await status(two)).toBe('rejected')
  })
})

describe('an account', () => {
  it('is disabled with its sessions at once, and enabled again', async () => {
    const credentials = { email: 'guest@example.org', password: 'a good password' }
    await platform.call('POST', '/auth/register', { body: credentials })
    const session = tokensSchema.parse(
      (await platform.call('POST', '/auth/login', { body: credentials })).data,
    )
    const me = () => platform.call('GET', '/auth/me', { token: session.access_token })
    const { id } = idSchema.parse((await me()).data)
    expect((await act(`/admin/users/${id}/toggle`)).data).toMatchObject({ id, is_active: false })
    expect((await me()).status).toBe(401)
    const refresh = { body: { refresh_token: session.refresh_token } }
    expect((await platform.call('POST', '/auth/refresh', refresh)).status).toBe(401)
    expect((await platform.call('POST', '/auth/login', { body: credentials })).status).toBe(401)
    expect((await act(`/admin/users/${id}/toggle`)).data).toMatchObject({ is_active: true })
    // The sessions of before stay ended.
    expect((await me()).status).toBe(401)
    expect((await platform.call('POST', '/auth/refresh', refresh)).status).toBe(401)
    expect((await platform.call('POST', '/auth/login', { body: credentials })).status).toBe(200)
    const found = await platform.call('GET', '/admin/users?search=GUEST&role=user&is_active=true', {
      token: admin,
    })
    expect(found.data).toMatchObject({ total: 1, items: [{ id, email: 'guest@example.org' }] })
    const none = await platform.call('GET', '/admin/users?search=g%25t', { token: admin })
    expect(none.data).toMatchObject({ total: 0 })
  })

  it('of the last administrator stays enabled, even when two disable each other at once', async () => {
    const { email, password } = await platform.server.administrators.create('second@example.org')
    const second = await signIn(email, password)
    const [one, two] = await Promise.all(
      [admin, second].map(async (each) =>
        idSchema.parse((await platform.call('GET', '/auth/me', { token: each })).data),
      ),
    )
    const answers = await Promise.all([
      platform.call('POST', `/admin/users/${one?.id}/toggle`, { token: second }),
      platform.call('POST', `/admin/users/${two?.id}/toggle`, { token: admin }),
    ])
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    const survivor = answers[0]?.status === 200 ? second : admin
    const self = await platform.call('GET', '/auth/me', { token: survivor })
    const last = await platform.call('POST', `/admin/users/${idSchema.parse(self.data).id}/toggle`, {
      token: survivor,
    })
    expect(last.code).toBe('CONFLICT')
    admin = survivor
  })

  it('that is none of an administrator may do none of this', async () => {
    for (const path of ['/admin/users', '/admin/requests', '/admin/logs'])
      expect((await platform.call('GET', path, { token })).code).toBe('FORBIDDEN')
  })
})

describe('the audit log', () => {
  it('cannot be changed, shortened or emptied, but forgets addresses', async () => {
    const count = async () => (await database.raw('select count(*)::int as lines from audit_log'))[0]
    const before = await count()
    for (const statement of [
      "update audit_log set action = 'nothing'",
      "update audit_log set ip = '10.0.0.1'",
      'delete from audit_log',
      'truncate audit_log',
    ])
      await expect(database.raw(statement), statement).rejects.toThrow('append-only')
    await database.raw('update audit_log set ip = null')
    expect(await count()).toEqual(before)
    expect(await database.raw('select 1 from audit_log where ip is not null')).toEqual([])
  })
})
