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

const training = z.object({ attempt: z.int(), progress: z.object({ epoch: z.int().nullable() }).nullable() })

describe('a database that crashes and comes back', () => {
  it('ends no process, and no training that runs meanwhile', async () => {
    const platform = await createTestServer({ models: [model], databaseUrl: postgres.url })
    const token = await platform.signUp('somebody@example.org')
    const datasetId = await readyDataset(platform, token, peopleCsv(200))
    const started = await platform.call('POST', '/generation-v2/start', {
      token,
      body: { dataset_id: datasetId, model_config: { model_type: 'patient', epochs: 200, pause: 25 } },
    })
    const path = `/generation/status/${idOf(started)}`
    const epoch = async () =>
      training.parse((await platform.call('GET', path, { token })).data).progress?.epoch ?? 0
    await expect.poll(epoch, { timeout: 60_000 }).toBeGreaterThan(0)

    for (let crash = 0; crash < 3; crash++) {
      await postgres.halt()
      expect((await platform.call('GET', '/health/live')).status).toBe(200)
      expect((await platform.call('GET', '/health/ready')).status).toBe(503)
      const asked = await platform.call('GET', path, { token })
      expect([asked.status, asked.code, asked.headers.get('retry-after')]).toEqual([503, 'UNAVAILABLE', '5'])
      await postgres.resume()
      await expect.poll(async () => (await platform.call('GET', '/health/ready')).status).toBe(200)
    }

    const ended = await waitFor(platform, token, path, ['succeeded', 'failed'])
    expect(ended.status).toBe('succeeded')
    expect(training.parse(ended).attempt).toBe(1)
    await platform.stop()
  })
})
