import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { get, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { baselineModels } from '../../test/baseline-models.ts'
import { idOf, peopleCsv, readyDataset, waitFor } from '../../test/platform-client.ts'
import { createTestServer } from '../testing/test-server.ts'

describe('rows that are being read while the server stops', () => {
  it('end, and nothing of them is left: no process, no file', async () => {
    const platform = await createTestServer({ models: [baselineModels] })
    const token = await platform.signUp('owner@example.org')
    const dataset_id = await readyDataset(platform, token, peopleCsv(50))
    const body = { dataset_id, model_type: 'independent', sample_size: 100 }
    const generation = idOf(await platform.call('POST', '/generation/start', { token, body }))
    await waitFor(platform, token, `/generation/status/${generation}`, ['succeeded'])

    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const url = `${platform.url}/generation/stream/${generation}?rows=10000000&format=csv`
      get(url, { headers: { Authorization: `Bearer ${token}` } }, resolve).on('error', reject)
    })
    expect(response.statusCode).toBe(200)
    const broken = once(response.resume(), 'error')
    await platform.server.stop()
    expect(process.getActiveResourcesInfo()).not.toContain('ProcessWrap')
    expect(await readdir(join(platform.folder, 'scratch'))).toEqual([])
    // The reader is told that this is not the end.
    expect(await broken).toMatchObject([{ code: 'ECONNRESET' }])
    await platform.stop()
  })
})
