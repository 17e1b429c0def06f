import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { baselineModels } from '../../test/baseline-models.ts'
import { idOf, peopleCsv, readyDataset, waitFor } from '../../test/platform-client.ts'
import { createTestServer, type TestServer } from '../testing/test-server.ts'

let platform: TestServer
let token = ''
let generation = 0
beforeAll(async () => {
  platform = await createTestServer({ models: [baselineModels] })
  token = await platform.signUp('owner@example.org')
  const dataset_id = await readyDataset(platform, token, peopleCsv(200))
  const body = { dataset_id, model_type: 'independent', sample_size: 100 }
  generation = idOf(await platform.call('POST', '/generation/start', { token, body }))
  await waitFor(platform, token, `/generation/status/${generation}`, ['succeeded'])
}, 180_000)
afterAll(() => platform.stop())

function open(path: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(`${platform.url}${path}`, { headers: { Authorization: `Bearer ${token}` } }, resolve).on(
      'error',
      reject,
    )
  })
}

/** Bytes of buffers, which is where a stream keeps what nobody takes. */
const bufferedBytes = () => process.memoryUsage().arrayBuffers

describe('rows for a reader that takes none', () => {
  it('are not made in advance, and all come once it reads on', async () => {
    const rows = 5_000_000
    const before = bufferedBytes()
    const response = await open(`/generation/stream/${generation}?rows=${rows}&format=csv`)
    expect(response.statusCode).toBe(200)
    response.pause()
    // Until nothing changes for two seconds: the pipes are full, and the process that makes the rows waits.
    let last = -1
    let same = 0
    await expect
      .poll(
        () => {
          const now = bufferedBytes()
          same = Math.abs(now - last) < 100_000 ? same + 1 : 0
          last = now
          return same
        },
        { interval: 100, timeout: 120_000 },
      )
      .toBeGreaterThanOrEqual(20)
    const heldBytes = bufferedBytes() - before

    let bytes = 0
    let lines = 0
    response.on('data', (part: Buffer) => {
      bytes += part.length
      for (const byte of part) if (byte === 0x0a) lines++
    })
    response.resume()
    await once(response, 'end')
    expect(lines).toBe(rows + 1)
    // What was held is a fixed part, however long the whole: the buffers of the pipes between.
    expect(bytes).toBeGreaterThan(45_000_000)
    expect(heldBytes).toBeLessThan(12_000_000)
  })

  it('end with the reader: its process makes no more', async () => {
    const stream = (rows: number) => `/generation/stream/${generation}?rows=${rows}&format=csv`
    // As many as may be at once: the places are free again when readers have gone.
    for (let round = 0; round < 2; round++) {
      const responses = await Promise.all(Array.from({ length: 5 }, () => open(stream(10_000_000))))
      expect(responses.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200, 200])
      const refused = await platform.call('GET', stream(10), { token })
      expect([refused.status, refused.code]).toEqual([503, 'UNAVAILABLE'])
      for (const response of responses) response.destroy()
      await expect
        .poll(async () => (await platform.call('GET', stream(10), { token })).status, { timeout: 60_000 })
        .toBe(200)
      await expect
        .poll(() => process.getActiveResourcesInfo().includes('ProcessWrap'), { timeout: 60_000 })
        .toBe(false)
    }
  })
})
