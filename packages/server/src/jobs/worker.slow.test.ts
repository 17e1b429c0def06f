import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { peopleCsv } from '../../test/platform-client.ts'
import { type PostgresServer, startPostgres } from '../../test/postgres-server.ts'
import { closePlatform } from '../create-server.ts'
import type { GenerationWithJob } from '../database/repositories/generation-repository.ts'
import type { UserRow } from '../database/repositories/user-repository.ts'
import { fileSystemStore } from '../object-store/file-system.ts'
import { openPlatform, type Platform } from '../platform.ts'
import { createTestDatabase } from '../testing/test-database.ts'

const model = new URL('../../test/patient-model.mjs', import.meta.url).href

let postgres: PostgresServer
let folder = ''
let database: Awaited<ReturnType<typeof createTestDatabase>>
let platforms: Platform[] = []
beforeAll(async () => {
  postgres = await startPostgres()
}, 120_000)
afterAll(() => postgres.stop())
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabricate-worker-'))
  database = await createTestDatabase(postgres.url)
})
afterEach(async () => {
  for (const platform of platforms) await closePlatform(platform)
  platforms = []
  await database.drop()
  await rm(folder, { recursive: true })
})

/** A machine with a folder of its own, on the database and the store that all share. Its worker is not begun yet. */
async function machine(name: string): Promise<Platform> {
  const platform = await openPlatform({
    models: [model],
    settings: {
      databaseUrl: database.url,
      dataDir: join(folder, name),
      bcryptCost: 4,
      jobMemoryMb: 256,
      checkpointSeconds: 0,
      minEpochs: 1,
      maxEpochs: 100_000,
    },
    store: (signer) => fileSystemStore(join(folder, 'store'), signer),
  })
  platforms.push(platform)
  return platform
}

async function makeUser({ users }: Platform): Promise<UserRow> {
  const user = await users.forSubject('somebody', 'user')
  if (user === undefined) throw new Error('There is no user.')
  return user
}

async function order(
  { datasets, generations }: Platform,
  user: UserRow,
  options: { readonly [name: string]: string | number },
): Promise<number> {
  const upload = await datasets.receive('people.csv', Readable.from([peopleCsv(200)]))
  const { id: datasetId } = await datasets.add(user, upload, {})
  await datasets.forget(upload)
  await expect.poll(async () => (await datasets.get(user, datasetId)).status, waiting).toBe('ready')
  const { id } = await generations.start(user, {
    datasetId,
    modelConfig: { model_type: 'patient', ...options },
    optimization: null,
    outputFormat: 'csv',
    includeMetadata: false,
    reportLanguage: 'en',
    conditions: {},
    constraints: [],
    violatingRows: 'refuse',
    neutraliseFormulas: false,
    holdout: 0,
    apiVersion: 2,
  })
  return id
}

const waiting = { timeout: 120_000, interval: 20 }

const epochOf = ({ progress }: Pick<GenerationWithJob, 'progress'>) =>
  z.object({ epoch: z.number().nullable() }).safeParse(progress).data?.epoch ?? 0

describe('a worker', () => {
  it('ends a job that does not listen when it is cancelled', async () => {
    const platform = await machine('a')
    await platform.worker.start()
    const user = await makeUser(platform)
    const id = await order(platform, user, { epochs: 3, behaviour: 'deaf' })
    await expect.poll(async () => epochOf(await platform.generations.get(user, id)), waiting).toBe(1)
    expect(await platform.generations.remove(user, id)).toBe('cancelling')
    await expect.poll(async () => (await platform.generations.get(user, id)).state, waiting).toBe('cancelled')
    // The worker has its slot back.
    const next = await order(platform, user, { epochs: 1 })
    await expect
      .poll(async () => (await platform.generations.get(user, next)).state, waiting)
      .toBe('succeeded')
  })

  it('ends a job that takes too much memory, and says so', async () => {
    const platform = await machine('a')
    await platform.worker.start()
    const user = await makeUser(platform)
    const id = await order(platform, user, { behaviour: 'greedy' })
    await expect.poll(async () => (await platform.generations.get(user, id)).state, waiting).toBe('failed')
    const { error } = await platform.generations.get(user, id)
    expect(error).toContain('more than 256 MB of memory')
  })

  it('goes on with a training where another machine was stopped', async () => {
    const first = await machine('a')
    await first.worker.start()
    const user = await makeUser(first)
    const id = await order(first, user, { epochs: 150, pause: 40 })
    await expect.poll(async () => epochOf(await first.generations.get(user, id)), waiting).toBeGreaterThan(20)
    await first.worker.stop()
    const { state, job_id: jobId } = await first.generations.get(user, id)
    expect(state).toBe('queued')
    expect((await first.jobs.byId(jobId))?.checkpoint_key).toMatch(/^\d+\/checkpoints\/\d+\.1\.\d+$/)

    const second = await machine('b')
    await second.worker.start()
    await expect.poll(async () => (await second.generations.get(user, id)).state, waiting).toBe('succeeded')
    const events = await second.jobs.eventsAfter(jobId, 0, 10_000)
    const epochs = events
      .filter(({ attempt, type }) => attempt === 2 && type === 'progress')
      .map(({ data }) => epochOf({ progress: data }))
      .filter((epoch) => epoch > 0)
    expect(Math.min(...epochs)).toBeGreaterThan(10)
    expect(Math.max(...epochs)).toBe(150)

    expect((await second.jobs.byId(jobId))?.checkpoint_key).toBeNull()
    const kept: string[] = []
    for await (const { key } of second.store.list(`${user.id}/checkpoints/`)) kept.push(key)
    expect(kept).toEqual([])
  })
})
