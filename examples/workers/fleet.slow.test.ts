import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import type { Server as HttpServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Client,
  createClient,
  uploadDataset,
  waitForDataset,
  waitForGeneration,
} from '@tabricate/client'
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
let client: Client
let dataset = 0
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
  const address = http.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  client = createClient({ baseUrl: `http://127.0.0.1:${port}` })
  const account = { email: 'ada@example.org', password: 'a good password' }
  await client.post('/auth/register', { body: account })
  await client.signIn(account)
  const file = new File([await readFile(join(examples, 'data', 'penguins.csv'))], 'penguins.csv')
  dataset = (await waitForDataset(client, (await uploadDataset(client, file)).id)).id
}, 180_000)
afterAll(async () => {
  http.closeAllConnections()
  http.close()
  await fleet.stop()
  await postgres.stop()
  await rm(dataDir, { recursive: true, force: true })
}, 60_000)

/** Makes a synthetic table. @returns the id of the process that did the job */
async function generate(): Promise<number> {
  const body = { dataset_id: dataset, model_config: { model_type: 'mixture' }, sample_size: 200 }
  const { id } = await client.post('/generation-v2/start', { body })
  expect((await waitForGeneration(client, id)).status).toBe('succeeded')
  const database = await openDatabase({ url: postgres.url, directory: dataDir, poolSize: 1 })
  const [job] = await database.raw('select worker from jobs order by id desc limit 1')
  await database.close()
  // A worker's name begins with the id of its process.
  return Number.parseInt(String(job?.['worker']), 10)
}

it('does the jobs of a server that does none, by any of its workers', async () => {
  const pids = fleet.workers.map(({ pid }) => pid)
  const first = await generate()
  expect(pids).toContain(first)

  const worker = fleet.workers.find(({ pid }) => pid === first)
  worker?.kill('SIGTERM')
  expect(worker && (await once(worker, 'exit'))).toEqual([0, null])
  expect(await generate()).toBe(pids.find((pid) => pid !== first))
}, 180_000)
