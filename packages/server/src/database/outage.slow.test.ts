import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { idOf, peopleCsv, readyDataset, waitFor } from '../../test/platform-client.ts'
import { type PostgresServer, startPostgres } from '../../test/postgres-server.ts'
import { createTestServer } from '../testing/test-server.ts'

const model = new URL('../../test/patient-model.mjs', import.meta.url).href

let postgres: PostgresServer
beforeAll(async () => {
  postgres = await startPostgres()
}, 120_000)
afterAll(() => postgres.stop())

const waiting = { timeout: 60_000, interval: 20 }
const training = z.object({ attempt: z.int(), progress: z.object({ epoch: z.int().nullable() }).nullable() })

describe('a database that crashes and comes back', () => {
  it('ends no process, and no training that runs meanwhile', async () => {
    const platform = await createTestServer({
      models: [model],
      databaseUrl: postgres.url,
      settings: { maxEpochs: 100_000, leaseSeconds: 300 },
    })
    const token = await platform.signUp('somebody@example.org')
    const datasetId = await readyDataset(platform, token, peopleCsv(200))
    const start = async (epochs: number) => {
      const model_config = { model_type: 'patient', epochs }
      const body = { dataset_id: datasetId, model_config }
      const started = await platform.call('POST', '/generation-v2/start', { token, body })
      return `/generation/status/${idOf(started)}`
    }
    // One that does not end by itself, however slow the machine is.
    const path = await start(100_000)
    const look = async () => training.parse((await platform.call('GET', path, { token })).data)
    const epoch = async () => (await look()).progress?.epoch ?? 0
    await expect.poll(epoch, waiting).toBeGreaterThan(0)

    for (let crash = 0; crash < 3; crash++) {
      await postgres.halt()
      expect((await platform.call('GET', '/health/live')).status).toBe(200)
      expect((await platform.call('GET', '/health/ready')).status).toBe(503)
      const asked = await platform.call('GET', path, { token })
      expect([asked.status, asked.code, asked.headers.get('retry-after')]).toEqual([503, 'UNAVAILABLE', '5'])
      await postgres.resume()
      await expect.poll(async () => (await platform.call('GET', '/health/ready')).status, waiting).toBe(200)
      const reached = await epoch()
      await expect.poll(epoch, waiting).toBeGreaterThan(reached)
    }
    expect((await look()).attempt).toBe(1)

    // What comes afterwards is done as ever.
    await platform.call('DELETE', path.replace('/status/', '/requests/'), { token })
    await waitFor(platform, token, path, ['cancelled'])
    const next = await waitFor(platform, token, await start(1), ['succeeded', 'failed'])
    expect(next.status).toBe('succeeded')
    await platform.stop()
  })
})
