import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import type { Server as HttpServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient, uploadDataset, waitForDataset, waitForGeneration } from '@tabricate/client'
import { openDatabase } from '@tabricate/server'
import express from 'express'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type PostgresServer, startPostgres } from '../../packages/server/test/postgres-server.ts'
import { type Fleet, startFleet } from './fleet.ts'

const examples = join(import.meta.dirname, '..')
const bin = join(examples, '..', 'packages', 'cli', 'dist', 'bin.js')

let postgres: PostgresServer
let fleet: Fleet
let http: HttpServer
let dataDir = ''
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tabricate-fleet-'))
  postgres = await startPostgres()
  fleet = await startFleet({
    databaseUrl: postgres.url,
    dataDir,
    secretKey: 'a secret of thirty-two bytes and more',
    command: [process.execPath, bin, 'worker'],
    workers: 2,
  })
  http = express().use(fleet.server.router).listen(0, '127.0.0.1')
  await once(http, 'listening')
}, 180_000)
afterAll(async () => {
  http.closeAllConnections()
  http.close()
  await fleet.stop()
  await postgres.stop()
  await rm(dataDir, { recursive: true, force: true })
}, 60_000)

it('both workers do the jobs of a server that does none', async () => {
  const address = http.address()
  const client = createClient({
    baseUrl: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
  })
  const account = { email: 'ada@example.org', password: 'a good password' }
  await client.post('/auth/register', { body: account })
  await client.signIn(account)
  const file = new File([await readFile(join(examples, 'data', 'penguins.csv'))], 'penguins.csv')
  const dataset = await waitForDataset(client, (await uploadDataset(client, file)).id)
  const body = { dataset_id: dataset.id, model_config: { model_type: 'mixture' }, sample_size: 200 }
  const started = await Promise.all(
    Array.from({ length: 6 }, () => client.post('/generation-v2/start', { body })),
  )
  const ended = await Promise.all(started.map(({ id }) => waitForGeneration(client, id)))
  expect(ended.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 'succeeded'))

  const database = await openDatabase({ url: postgres.url, directory: dataDir, poolSize: 1 })
  const workers = await database.raw('select distinct worker from jobs')
  await database.close()
  expect(workers).toHaveLength(2)
}, 180_000)

it('a worker that is asked to stop ends by itself', async () => {
  const [worker] = fleet.workers
  const ended = new Promise<number | null>((resolve) => worker?.once('exit', (code) => resolve(code)))
  worker?.kill('SIGTERM')
  expect(await ended).toBe(143)
})
