import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createCheckedServer } from '../../test/checked-server.ts'
import { idOf, peopleCsv, readyDataset, waitFor } from '../../test/platform-client.ts'
import type { Database } from '../database/database.ts'
import { databaseSchema } from '../database/open-database.ts'
import { openTestDatabase } from '../testing/test-database.ts'
import type { TestServer } from '../testing/test-server.ts'

const patientModel = new URL('../../test/patient-model.mjs', import.meta.url).href
const password = 'a good password'
/** Where rows of nobody may stand: the last ones tell of requests and jobs, without the person. */
const others = [
  'users',
  'audit_log',
  'throttles',
  'migrations',
  'migrations_lock',
  'request_facts',
  'requests_in_flight',
  'job_facts',
]

let database: Database
let platform: TestServer
let token = ''
beforeAll(async () => {
  database = await openTestDatabase()
  platform = await createCheckedServer({
    models: [patientModel],
    openedDatabase: database,
    settings: { maxEpochs: 100_000, checkpointSeconds: 0 },
  })
  token = await platform.signUp('leaver@example.org', password)
  await platform.signUp('stays@example.org', password)
}, 120_000)
afterAll(() => platform.stop())

const columnsSchema = z.array(z.object({ table: z.string(), name: z.string() }))
const namesSchema = z.array(z.object({ name: z.string() }))
const call = (method: string, path: string, body?: object) =>
  platform.call(method, path, { token, ...(body && { body }) })

/** Rows of each table that has any. */
async function rowCounts(): Promise<{ readonly [table: string]: number }> {
  const tables = namesSchema.parse(
    await database.raw('select tablename as name from pg_tables where schemaname = $1', [databaseSchema]),
  )
  const counts: { [table: string]: number } = {}
  for (const { name } of tables) {
    const [row] = await database.raw(`select count(*) as rows from ${databaseSchema}.${name}`)
    counts[name] = Number(row?.['rows'])
  }
  return counts
}

/** Every column of a person's number that has it, in all tables. */
async function columnsThatName(userId: number): Promise<readonly string[]> {
  const columns = columnsSchema.parse(
    await database.raw(
      `select table_name as table, column_name as name from information_schema.columns
       where table_schema = $1 and column_name in ('user_id', 'owner_id', 'actor_id')`,
      [databaseSchema],
    ),
  )
  expect(columns.length).toBeGreaterThan(8)
  const found: string[] = []
  for (const { table, name } of columns) {
    const rows = await database.raw(`select 1 from ${databaseSchema}.${table} where ${name} = $1::int`, [
      userId,
    ])
    if (rows.length > 0) found.push(`${table}.${name}`)
  }
  return found
}

const filesIn = (...path: string[]) =>
  readdir(join(platform.folder, ...path), { recursive: true, withFileTypes: true })
    .then((entries) => entries.filter((entry) => entry.isFile()).map(({ name }) => name))
    .catch(() => [])

describe('an account that is deleted', () => {
  it('takes everything with it: rows, files, sessions, and what is being done for it', async () => {
    const me = z.object({ id: z.number() }).parse((await call('GET', '/auth/me')).data).id
    const dataset_id = await readyDataset(platform, token, peopleCsv(100))
    const start = async (epochs: number) =>
      idOf(
        await call('POST', '/generation-v2/start', {
          dataset_id,
          sample_size: 100,
          model_config: { model_type: 'patient', epochs },
        }),
      )
    const done = await start(1)
    await waitFor(platform, token, `/generation/status/${done}`, ['succeeded'])
    await call('POST', '/users/push-token', { platform: 'expo', token: 'ExponentPushToken[x]' })
    await call('POST', '/optimization/start', {
      dataset_id,
      model_type: 'patient',
      optimization_method: 'random',
      n_trials: 1,
      search_space: { epochs: [50_000, 60_000] },
    })
    const running = await start(100_000)
    await waitFor(platform, token, `/generation/status/${running}`, ['running'])
    // Its process works in a folder of its own, and has kept its state.
    await expect.poll(() => filesIn('files', String(me), 'checkpoints'), { timeout: 60_000 }).not.toEqual([])
    const begun = await fetch(`${platform.url}/upload/resumable`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Tus-Resumable': '1.0.0', 'Upload-Length': '1000' },
    })
    expect(begun.status).toBe(201)

    const before = await rowCounts()
    for (const name of [
      'jobs',
      'job_events',
      'datasets',
      'generations',
      'studies',
      'study_trials',
      'notifications',
      'push_tokens',
    ])
      expect(before[name], name).toBeGreaterThan(0)
    expect(await filesIn('uploads')).not.toEqual([])

    const { status } = await call('DELETE', '/users/account', { password })
    expect(status).toBe(200)

    const after = await rowCounts()
    // The other account, and its session.
    expect({
      users: after['users'],
      sessions: after['sessions'],
      refresh_tokens: after['refresh_tokens'],
    }).toEqual({
      users: 1,
      sessions: 1,
      refresh_tokens: 1,
    })
    const left = Object.entries(after).filter(
      ([name, rows]) => rows > 0 && ![...others, 'sessions', 'refresh_tokens'].includes(name),
    )
    expect(left).toEqual([])
    expect(await columnsThatName(me)).toEqual([])
    expect((await call('GET', '/auth/me')).status).toBe(401)
    expect(
      (await platform.call('POST', '/auth/login', { body: { email: 'leaver@example.org', password } }))
        .status,
    ).toBe(401)
    expect(await filesIn('uploads')).toEqual([])
    // The processes end, and with them their folders; what they were storing meanwhile is taken back.
    await expect.poll(() => filesIn('scratch'), { timeout: 60_000 }).toEqual([])
    await expect.poll(() => filesIn('files'), { timeout: 60_000 }).toEqual([])
    expect(await database.raw('select action, actor_id, subject, ip from audit_log')).toEqual([
      { action: 'account.deleted', actor_id: null, subject: 'user', ip: null },
    ])
  })
})
