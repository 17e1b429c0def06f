import { createHash } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type ChaosOptions, type Promises, runChaos } from '../../test/chaos/run-chaos.ts'
import { type PostgresServer, startPostgres } from '../../test/postgres-server.ts'
import type { Database } from '../database/database.ts'
import { openDatabase } from '../database/open-database.ts'
import { createJobRepository } from '../database/repositories/job-repository.ts'
import { createObjectRepository } from '../database/repositories/object-repository.ts'
import { createSessionRepository } from '../database/repositories/session-repository.ts'
import { createThrottleRepository } from '../database/repositories/throttle-repository.ts'
import { silent } from '../logger.ts'
import { fileSystemStore } from '../object-store/file-system.ts'
import type { ObjectStore } from '../object-store/object-store.ts'
import { createUrlSigner } from '../object-store/url-signer.ts'
import { createScratch } from '../services/scratch.ts'
import { createSweeper } from './sweeper.ts'

let postgres: PostgresServer
beforeAll(async () => {
  postgres = await startPostgres()
}, 120_000)
afterAll(() => postgres.stop())

/** What is there after the chaos: rows and files. */
interface Remains {
  readonly promises: Promises
  readonly database: Database
  readonly store: ObjectStore
}

async function afterChaos(options: ChaosOptions, look: (remains: Remains) => Promise<void>): Promise<void> {
  const promises = await runChaos(options)
  const database = await openDatabase({
    url: options.databaseUrl,
    directory: join(promises.folder, 'database'),
  })
  try {
    const now = () => new Date()
    const store = fileSystemStore(join(promises.folder, 'files'), createUrlSigner('unused', now))
    await look({ promises, database, store })
  } finally {
    await database.close()
    await rm(promises.folder, { recursive: true })
  }
}

const generationRow = z.object({
  id: z.number(),
  state: z.string(),
  attempt: z.number(),
  result_key: z.string().nullable(),
  result_sha256: z.string().nullable(),
  report_key: z.string().nullable(),
  model_key: z.string().nullable(),
})
const datasetRow = z.object({
  id: z.number(),
  status: z.string(),
  object_key: z.string(),
  table_key: z.string(),
})
const eventRow = z.object({ job_id: z.number(), attempt: z.number(), state: z.string().nullable() })

async function keepsItsPromises({ promises, database, store }: Remains): Promise<void> {
  const generations = z
    .array(generationRow)
    .parse(
      await database.raw('select g.*, j.state, j.attempt from generations g join jobs j on j.id = g.job_id'),
    )
  const stateOf = new Map(generations.map(({ id, state }) => [id, state]))

  // None lost: each that was accepted is there, and has ended as it should.
  expect(promises.generations.filter((id) => !stateOf.has(id))).toEqual([])
  expect(generations.filter(({ state }) => state !== 'succeeded' && state !== 'cancelled')).toEqual([])
  expect(promises.errors).toEqual([])

  // Every cancel obeyed, and nothing cancelled that nobody cancelled.
  expect(promises.cancelled.filter((id) => stateOf.get(id) !== 'cancelled')).toEqual([])
  const [wrongly] = await database.raw(
    "select count(*) from jobs where state = 'cancelled' and not cancel_requested",
  )
  expect(wrongly).toEqual({ count: 0 })

  const datasets = z.array(datasetRow).parse(await database.raw('select * from datasets'))
  expect(promises.datasets.filter((id) => !datasets.some((row) => row.id === id))).toEqual([])
  expect(datasets.filter(({ status }) => status !== 'ready')).toEqual([])

  // None done twice: one end each, after which nothing happens, and no attempt writes once the next has begun.
  const events = z
    .array(eventRow)
    .parse(await database.raw("select job_id, attempt, data->>'state' as state from job_events order by id"))
  const ofJob = new Map<number, z.infer<typeof eventRow>[]>()
  for (const event of events) ofJob.set(event.job_id, [...(ofJob.get(event.job_id) ?? []), event])
  for (const [job, list] of ofJob) {
    const attempts = list.map(({ attempt }) => attempt)
    expect([job, attempts]).toEqual([job, [...attempts].sort((a, b) => a - b)])
    const begun = list.filter(({ state }) => state === 'running').map(({ attempt }) => attempt)
    expect([job, begun]).toEqual([job, begun.map((_, index) => index + 1)])
    const ends = list.flatMap(({ state }, index) =>
      state === 'succeeded' || state === 'cancelled' ? [index] : [],
    )
    expect([job, ends]).toEqual([job, [list.length - 1]])
  }

  // No row without a file, and each file is the one that its row tells of.
  for (const { state, result_key, report_key, model_key, result_sha256, id } of generations) {
    const keys = [result_key, report_key, model_key].flatMap((key) => (key === null ? [] : [key]))
    expect([id, keys.length]).toEqual([id, state === 'succeeded' ? 3 : 0])
    if (result_key === null) continue
    const bytes = await buffer((await store.get(result_key)).body)
    expect([id, createHash('sha256').update(bytes).digest('hex')]).toEqual([id, result_sha256])
    expect(bytes.toString().trimEnd().split('\n')).toHaveLength(101)
  }

  // No file without a row, once the sweeper has passed.
  const sweeper = createSweeper({
    jobs: createJobRepository(database),
    objects: createObjectRepository(database),
    sessions: createSessionRepository(database),
    throttles: createThrottleRepository(database),
    store,
    wakeUp: { send: async () => undefined, listen: () => undefined, stop: async () => undefined },
    runners: {
      profile: { fail: async () => undefined },
      generation: { fail: async () => undefined },
      trial: { fail: async () => undefined },
    },
    logger: silent,
    now: () => new Date(Date.now() + 60_000),
    intervalMs: 1000,
    orphanAgeMs: 0,
  })
  await sweeper.sweepFiles()
  const referred = [
    ...generations.flatMap((row) =>
      [row.result_key, row.report_key, row.model_key].filter((key) => key !== null),
    ),
    ...datasets.flatMap(({ object_key, table_key }) => [object_key, table_key]),
  ]
  const files: string[] = []
  for await (const { key } of store.list('')) files.push(key)
  expect(files.sort()).toEqual(referred.sort())
  expect(await readdir(join(promises.folder, 'files', '+parts'))).toEqual([])
  const scratch = join(promises.folder, 'scratch')
  await createScratch(scratch).removeDead()
  expect(await readdir(scratch)).toEqual([])
}

describe('jobs whose workers and servers are killed at random', () => {
  it('are neither lost nor done twice, on PostgreSQL with three workers', async () => {
    const options = {
      roles: ['server', 'worker', 'worker', 'worker'],
      databaseUrl: postgres.url,
      generations: 200,
      uploads: 20,
      kills: 11,
      seed: 1,
    } as const
    await afterChaos(options, async (remains) => {
      expect(remains.promises.kills).toBeGreaterThanOrEqual(options.kills)
      expect(remains.promises.cancelled.length).toBeGreaterThan(5)
      await keepsItsPromises(remains)
    })
  })

  it('are neither lost nor done twice, on the embedded database', async () => {
    await afterChaos({ roles: ['all'], generations: 60, uploads: 6, kills: 4, seed: 2 }, async (remains) => {
      expect(remains.promises.kills).toBeGreaterThanOrEqual(4)
      await keepsItsPromises(remains)
    })
  })
})
