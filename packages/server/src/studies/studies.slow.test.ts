import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { loadPlugin, readTable } from '@tabricate/core/node'
import { float, int, random, tuneModel } from '@tabricate/optimizer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { idOf, peopleCsv, readyDataset } from '../../test/platform-client.ts'
import { type PostgresServer, startPostgres } from '../../test/postgres-server.ts'
import { tunableModel } from '../../test/tunable-model.ts'
import type { Database } from '../database/database.ts'
import { openDatabase } from '../database/open-database.ts'
import { createTestDatabase } from '../testing/test-database.ts'
import { createTestServer, type TestServer } from '../testing/test-server.ts'

const trialCount = 20
const leaseSeconds = 2

let postgres: PostgresServer
let databaseUrl = ''
let database: Database
let platform: TestServer
let token = ''
let dataset = 0
const workers = new Set<ChildProcess>()

async function startWorker(): Promise<ChildProcess> {
  const settings = { databaseUrl, dataDir: platform.folder, leaseSeconds, minEpochs: 1 }
  const worker = fork(
    new URL('../../test/worker-process.mjs', import.meta.url),
    [JSON.stringify({ models: [tunableModel], settings })],
    // Of the built package, as it is installed: not with this process's conditions.
    { execArgv: [] },
  )
  workers.add(worker)
  await once(worker, 'message')
  return worker
}

async function kill(worker: ChildProcess): Promise<void> {
  const ended = once(worker, 'exit')
  worker.kill('SIGKILL')
  await ended
  workers.delete(worker)
}

beforeAll(async () => {
  postgres = await startPostgres()
  databaseUrl = (await createTestDatabase(postgres.url)).url
  database = await openDatabase({ url: databaseUrl })
  platform = await createTestServer({
    models: [tunableModel],
    openedDatabase: await openDatabase({ url: databaseUrl }),
    worker: false,
    settings: { leaseSeconds },
  })
  await startWorker()
  await startWorker()
  token = await platform.signUp('owner@example.org')
  dataset = await readyDataset(platform, token, peopleCsv(150))
}, 300_000)
afterAll(async () => {
  await Promise.all([...workers].map(kill))
  await platform.stop()
  await database.close()
  await postgres.stop()
})

const trialsSchema = z.object({
  optimization: z.looseObject({ status: z.string() }),
  trials: z.array(
    z.looseObject({
      number: z.number(),
      status: z.string(),
      value: z.number().nullable(),
      parameters: z.record(z.string(), z.number()),
    }),
  ),
})
type View = z.output<typeof trialsSchema>

async function until(id: number, isReached: (seen: View) => boolean): Promise<View> {
  const { data } = await platform.call('GET', `/optimization/trials/${id}`, { token })
  const seen = trialsSchema.parse(data)
  if (isReached(seen)) return seen
  await delay(100)
  return until(id, isReached)
}

const complete = ({ trials }: View) => trials.filter(({ status }) => status === 'complete').length

/** A study whose worker is killed while it works on a trial; another one takes its place. */
async function studyWithKill(parallelism: number): Promise<{ readonly id: number; readonly view: View }> {
  const body = {
    dataset_id: dataset,
    model_type: 'tunable',
    optimization_method: 'random',
    n_trials: trialCount,
    search_space: { learning_rate: [1e-4, 1e-1], batch_size: [100, 1000] },
    model_config: { epochs: 2, delay_ms: 100 },
    random_state: 42,
    parallelism,
    pruning: false,
  }
  const id = idOf(await platform.call('POST', '/optimization/start', { token, body }))
  await until(id, (seen) => complete(seen) >= 5)
  for (;;) {
    const rows = await database.raw(
      "select j.worker from jobs j join study_trials t on t.job_id = j.id where t.study_id = $1::int and j.state = 'running' limit 1",
      [id],
    )
    // The name of a worker begins with the number of its process.
    const pid = Number(/^\d+/.exec(String(rows[0]?.['worker']))?.[0])
    const busy = [...workers].find((worker) => worker.pid === pid)
    if (busy !== undefined) {
      await kill(busy)
      break
    }
    await delay(20)
  }
  const view = await until(id, ({ optimization }) => !['queued', 'running'].includes(optimization.status))
  await startWorker()
  return { id, view }
}

describe('a study of 20 trials on two workers, one of which is killed', () => {
  it('has each trial once', async () => {
    const { id, view } = await studyWithKill(2)
    expect(view.optimization.status).toBe('succeeded')
    expect(view.trials.map(({ number, status }) => [number, status])).toEqual(
      Array.from({ length: trialCount }, (_, number) => [number, 'complete']),
    )
    const [row] = await database.raw(
      `select count(distinct j.id)::int as jobs, count(distinct j.worker)::int as workers, max(j.attempt)::int as attempts
       from jobs j join study_trials t on t.job_id = j.id where t.study_id = $1::int`,
      [id],
    )
    expect(row).toEqual({ jobs: trialCount, workers: 2, attempts: 2 })
  }, 600_000)

  it('finds with one trial at a time what a run in one process finds', async () => {
    const { view } = await studyWithKill(1)
    const file = join(platform.folder, 'people.csv')
    await writeFile(file, peopleCsv(150))
    const plugin = await loadPlugin(tunableModel, 'tunable')
    const { study } = await tuneModel({
      table: await readTable(file),
      space: { learning_rate: float(1e-4, 1e-1, { log: true }), batch_size: int(100, 1000) },
      ties: { learning_rate: ['lr'], batch_size: ['batchSize'] },
      fixedOptions: { epochs: 2 },
      constraints: [
        {
          parameters: ['batch_size'],
          description: 'batchSize is a multiple of 10',
          holds: ({ batch_size: size }) => Number(size) % 10 === 0,
        },
      ],
      strategy: random(),
      pruner: null,
      trials: trialCount,
      seed: 42,
      createModel: (options) => plugin(options),
    })
    expect(view.trials.map(({ parameters, value }) => ({ parameters, values: [value] }))).toEqual(
      study.trials.map(({ parameters, values }) => ({ parameters: { ...parameters }, values })),
    )
  }, 600_000)
})
