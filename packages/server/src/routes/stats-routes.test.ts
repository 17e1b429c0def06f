import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { baselineModels } from '../../test/baseline-models.ts'
import { createCheckedServer } from '../../test/checked-server.ts'
import { idOf, peopleCsv, readyDataset, waitFor } from '../../test/platform-client.ts'
import { dashboardSchema, performanceSchema, systemSchema, usageSchema } from '../contracts/stats.ts'
import type { TestServer } from '../testing/test-server.ts'

let platform: TestServer
let admin = ''
let token = ''
let other = ''
let userId = 0
const rows = 200
beforeAll(async () => {
  platform = await createCheckedServer({ models: [baselineModels] })
  await platform.server.administrators.create('root@example.org', 'a good password')
  admin = await platform.signUp('root@example.org')
  token = await platform.signUp('owner@example.org')
  other = await platform.signUp('other@example.org')
  userId = z
    .looseObject({ id: z.number() })
    .parse((await platform.call('GET', '/auth/me', { token })).data).id
  const dataset = await readyDataset(platform, token, peopleCsv(60))
  for (const model_type of ['independent', 'uniform']) {
    const body = { dataset_id: dataset, model_type, sample_size: rows }
    const id = idOf(await platform.call('POST', '/generation/start', { token, body }))
    await waitFor(platform, token, `/generation/status/${id}`, ['succeeded'])
  }
}, 180_000)
afterAll(() => platform.stop())

const read = async <Schema extends z.ZodType>(schema: Schema, path: string, as = token) =>
  schema.parse((await platform.call('GET', path, { token: as })).data)

describe('statistics', () => {
  it('show what was asked for and made, to its owner alone', async () => {
    const own = await read(dashboardSchema, '/stats/dashboard')
    expect(own).toMatchObject({
      datasets: { total: 1, rows: 60, by_status: { ready: 1 } },
      generations: { total: 2, by_status: { succeeded: 2, failed: 0 } },
      results: { total: 2, rows: 2 * rows },
    })
    expect(own.quality_over_time.map(({ results }) => results)).toEqual([2])
    expect(await read(dashboardSchema, '/stats/dashboard', other)).toMatchObject({
      datasets: { total: 0 },
      generations: { total: 0 },
      results: { total: 0, mean_quality: null },
      quality_over_time: [],
    })
    const past = '/stats/dashboard?from=2020-01-01T00:00:00Z&to=2020-02-01T00:00:00Z'
    expect(await read(dashboardSchema, past)).toMatchObject({ generations: { total: 0 } })
  })

  it('show usage: own, and to administrators that of all or of one', async () => {
    expect(await read(usageSchema, '/stats/usage')).toMatchObject({
      user_id: userId,
      formats: { output: [{ format: 'csv', generations: 2 }], upload: [{ format: 'csv', datasets: 1 }] },
      datasets: { total: 1, mean_rows: 60, mean_columns: 3 },
      sessions: { count: 1 },
    })
    expect(await read(usageSchema, '/stats/usage', admin)).toMatchObject({
      user_id: null,
      sessions: { count: 3 },
    })
    expect(await read(usageSchema, `/stats/usage?user_id=${userId}`, admin)).toMatchObject({
      user_id: userId,
      sessions: { count: 1 },
    })
    expect((await platform.call('GET', `/stats/usage?user_id=${userId}`, { token: other })).code).toBe(
      'FORBIDDEN',
    )
    expect((await platform.call('GET', '/stats/usage?user_id=99999', { token: admin })).code).toBe(
      'NOT_FOUND',
    )
  })

  it('show the system with what is stored, byte for byte', async () => {
    const system = await read(systemSchema, '/stats/system', admin)
    expect(system).toMatchObject({
      users: { total: 3, administrators: 1, registered: 3 },
      jobs: { profile: { succeeded: 1 }, generation: { succeeded: 2 }, trial: { succeeded: 0 } },
      queue: { length: 0, oldest_seconds: null },
      generations: { succeeded: 2, failed: 0, success_rate: 1 },
      training_seconds: { count: 2 },
      quality: { count: 2 },
      peak_memory_bytes: { count: 2 },
      storage: { uploads: { files: 1 }, tables: { files: 1 }, results: { files: 2 }, others: { files: 4 } },
    })
    const folder = join(platform.folder, 'files')
    const entries = await readdir(folder, { recursive: true })
    const sizes = await Promise.all(entries.map(async (name) => stat(join(folder, name))))
    const stored = sizes.reduce((total, found) => total + (found.isFile() ? found.size : 0), 0)
    expect(system.storage.total_size_bytes).toBe(stored)
  })

  it('show how requests were answered: own ones, and to administrators those of all', async () => {
    const before = await read(performanceSchema, '/stats/performance', other)
    for (let round = 0; round < 5; round++) await platform.call('GET', '/auth/me', { token: other })
    await platform.call('GET', '/generation/status/999999', { token: other })
    const own = await read(performanceSchema, '/stats/performance', other)
    expect(before.routes.some(({ route }) => route === 'GET /auth/me')).toBe(false)
    expect(own.routes).toContainEqual(
      expect.objectContaining({ route: 'GET /auth/me', requests: 5, succeeded: 5, failure_rate: 0 }),
    )
    expect(own.routes).toContainEqual(
      expect.objectContaining({
        route: 'GET /generation/status/{id}',
        requests: 1,
        failed: 1,
        success_rate: 0,
      }),
    )
    expect(own.live.routes.map(({ route }) => route)).toContain('GET /auth/me')
    expect(own.live.in_flight).toEqual({
      total: 1,
      routes: [{ route: 'GET /stats/performance', requests: 1 }],
    })
    const all = await read(performanceSchema, '/stats/performance', admin)
    const uploads = all.routes.find(({ route }) => route === 'POST /upload/dataset')
    expect(uploads?.bytes_received).toBeGreaterThan(peopleCsv(60).length)
    expect(own.routes.some(({ route }) => route === 'POST /upload/dataset')).toBe(false)
  })

  it('refuse ranges that are none', async () => {
    const issuesOf = async (query: string) =>
      (await platform.call('GET', `/stats/dashboard?${query}`, { token })).body
    expect(await issuesOf('from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z')).toMatchObject({
      error: { code: 'VALIDATION_ERROR', details: { issues: [{ path: 'query.from' }] } },
    })
    expect(await issuesOf('from=2020-02-01T00:00:00Z&interval=hour')).toMatchObject({
      error: { details: { issues: [{ path: 'query.interval' }] } },
    })
    expect(await issuesOf('from=yesterday')).toMatchObject({ error: { code: 'VALIDATION_ERROR' } })
  })
})

describe('without PERFORMANCE_MONITORING', () => {
  it('requests are not counted, and that is said', async () => {
    const quiet = await createCheckedServer({
      models: [baselineModels],
      settings: { performanceMonitoring: false },
      worker: false,
    })
    const person = await quiet.signUp('a@example.org')
    expect((await quiet.call('GET', '/stats/performance', { token: person })).code).toBe('UNAVAILABLE')
    await quiet.stop()
  })
})
