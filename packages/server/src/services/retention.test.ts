import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { studyRow } from '../../test/study-row.ts'
import type { Database } from '../database/database.ts'
import { migrateLatest } from '../database/migrate.ts'
import { createDatasetRepository } from '../database/repositories/dataset-repository.ts'
import { createGenerationRepository } from '../database/repositories/generation-repository.ts'
import { createRetentionRepository } from '../database/repositories/retention-repository.ts'
import { silent } from '../logger.ts'
import { memoryStore } from '../object-store/memory.ts'
import { createUrlSigner } from '../object-store/url-signer.ts'
import { openTestDatabase } from '../testing/test-database.ts'
import { createRetention } from './retention.ts'

const start = new Date('2026-01-01T00:00:00Z')
const after = (days: number) => new Date(start.getTime() + days * 86_400_000)
const store = memoryStore(createUrlSigner('a secret', () => start))

let database: Database
let owner = 0
beforeAll(async () => {
  database = await openTestDatabase()
  await migrateLatest(database)
  owner = await insert('users', { external_subject: 'owner', role: 'user' })
}, 60_000)
afterAll(() => database.close())

async function insert(table: string, row: object): Promise<number> {
  const [inserted]: { id: number }[] = await database.sql()(table).insert(row).returning('id')
  return inserted?.id ?? 0
}

/** As the platform's own, with a clock of the test's. */
function retentionAfter(days: number, retentionDays = 30) {
  const now = () => after(days)
  const repository = createRetentionRepository(database)
  return createRetention({ repository, store, days: retentionDays, logger: silent, now })
}

async function file(name: string): Promise<string> {
  await store.put(name, Readable.from(['content']))
  return name
}

async function files(): Promise<readonly string[]> {
  const keys: string[] = []
  for await (const { key } of store.list('')) keys.push(key)
  return keys.sort()
}

async function job(kind: string, finishedAt: Date | null = start): Promise<number> {
  const state = finishedAt === null ? 'running' : 'succeeded'
  const times = { created_at: start, finished_at: finishedAt }
  const id = await insert('jobs', { kind, owner_id: owner, state, max_attempts: 1, ...times })
  await insert('job_events', { job_id: id, attempt: 1, type: 'state', data: '{}' })
  return id
}

let counter = 0
async function dataset(createdAt = start): Promise<number> {
  const name = `dataset-${++counter}`
  return insert('datasets', {
    owner_id: owner,
    job_id: await job('profile'),
    name,
    file_name: 'a.csv',
    file_type: 'csv',
    size_bytes: 1,
    sha256: '',
    object_key: await file(`${name}.upload`),
    table_key: await file(`${name}.table`),
    status: 'ready',
    created_at: createdAt,
  })
}

async function generation(datasetId: number, finishedAt: Date | null = start): Promise<number> {
  const name = `generation-${++counter}`
  return insert('generations', {
    owner_id: owner,
    dataset_id: datasetId,
    job_id: await job('generation', finishedAt),
    api_version: 2,
    model_type: 'tree',
    options: '{}',
    output_format: 'csv',
    include_metadata: false,
    sample_size: 1,
    seed: 1,
    holdout: 0,
    created_at: start,
    result_key: await file(`${name}.result`),
    report_key: await file(`${name}.report`),
    model_key: await file(`${name}.model`),
  })
}

/** A study with two trials, of its own or of a generation. */
async function study(datasetId: number, generationId: number | null, finishedAt = start): Promise<number> {
  const id = await insert('studies', {
    owner_id: owner,
    dataset_id: datasetId,
    generation_id: generationId,
    ...studyRow,
    n_trials: 2,
    state: 'succeeded',
    created_at: start,
    finished_at: finishedAt,
  })
  for (const number of [0, 1])
    await database
      .sql()('study_trials')
      .insert({
        study_id: id,
        number,
        job_id: await job('trial', finishedAt),
        state: 'complete',
        parameters: '{}',
        attributes: '{}',
        started_at: start,
      })
  return id
}

const notification = (createdAt: Date) =>
  insert('notifications', {
    user_id: owner,
    kind: 'dataset.ready',
    title: '',
    body: '',
    created_at: createdAt,
  })

const tables = ['datasets', 'generations', 'studies', 'study_trials', 'jobs', 'job_events', 'notifications']
async function rows() {
  const counts: { [table: string]: number } = {}
  for (const table of tables)
    counts[table] = Number((await database.raw(`select count(*) from ${table}`))[0]?.['count'])
  return counts
}
const nothing = Object.fromEntries(tables.map((table) => [table, 0]))
const none = { generations: 0, optimizations: 0, datasets: 0, notifications: 0, jobs: 0 }

describe('retention', () => {
  it('keeps what is young, and deletes rows and files of what is old', async () => {
    const id = await dataset()
    await study(id, await generation(id))
    await study(id, null)
    await notification(start)
    const before = await rows()
    expect(before).toEqual({
      datasets: 1,
      generations: 1,
      studies: 2,
      study_trials: 4,
      jobs: 6,
      job_events: 6,
      notifications: 1,
    })
    expect(await retentionAfter(29.9).apply()).toEqual(none)
    expect(await retentionAfter(10_000, 0).apply()).toEqual(none)
    expect([await rows(), (await files()).length]).toEqual([before, 5])

    const all = { generations: 1, optimizations: 1, datasets: 1, notifications: 1, jobs: 0 }
    expect(await retentionAfter(30.1).apply()).toEqual(all)
    expect([await rows(), await files()]).toEqual([nothing, []])
  })

  it('keeps an old upload as long as something that was made of it, and what has not ended', async () => {
    const id = await dataset()
    const young = await generation(id, after(40))
    await generation(id, null)
    expect(await retentionAfter(60).apply()).toEqual(none)
    expect(await retentionAfter(80).apply()).toEqual({ ...none, generations: 1 })
    expect(await createGenerationRepository(database).byId(young)).toBeUndefined()
    expect(await rows()).toMatchObject({ datasets: 1, generations: 1, jobs: 2 })
    await database
      .sql()('jobs')
      .where({ state: 'running' })
      .update({ state: 'failed', finished_at: after(80) })
    expect(await retentionAfter(111).apply()).toEqual({ ...none, generations: 1, datasets: 1 })
    expect([await rows(), await files()]).toEqual([nothing, []])
  })

  it('takes any number, also when two apply it at once', async () => {
    const id = await dataset()
    for (let index = 0; index < 150; index++) await generation(id)
    const both = await Promise.all([retentionAfter(31).apply(), retentionAfter(31).apply()])
    const last = await retentionAfter(31).apply()
    expect([...both, last].reduce((sum, removed) => sum + removed.generations, 0)).toBe(150)
    expect([await rows(), await files()]).toEqual([nothing, []])
  })
})

describe('deleting by hand', () => {
  it('leaves no rows, nor jobs of trials', async () => {
    const id = await dataset()
    const made = await generation(id)
    await study(id, made)
    await createGenerationRepository(database).remove(made)
    await createDatasetRepository(database).remove(id)
    expect(await rows()).toEqual(nothing)
  })

  it('of what is being done leaves a job, which is cleared away once it has ended', async () => {
    const id = await dataset()
    await database.sql()('jobs').update({ state: 'running', finished_at: null })
    await createDatasetRepository(database).remove(id)
    expect(await rows()).toEqual({ ...nothing, jobs: 1, job_events: 1 })
    expect(await retentionAfter(1, 0).apply()).toEqual(none)
    await database.sql()('jobs').update({ state: 'cancelled', finished_at: start })
    expect(await retentionAfter(0, 0).apply()).toEqual(none)
    expect(await retentionAfter(1, 0).apply()).toEqual({ ...none, jobs: 1 })
    expect(await rows()).toEqual(nothing)
  })
})
