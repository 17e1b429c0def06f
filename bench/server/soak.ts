import { readdirSync, readFileSync } from 'node:fs'
import { get } from 'node:http'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { openLoad } from './open-load.ts'
import type { PlatformClient } from './platform-client.ts'
import type { PlatformProcess } from './platform-process.ts'
import type { ServerPart } from './server-result.ts'

/** What is looked at again and again. */
interface Sample {
  readonly residentMb: number
  /** Open files, connections and pipes of the server. */
  readonly handles: number
  /** Files of work that has not ended. */
  readonly temporaryFiles: number
}

export interface SoakScale {
  readonly seconds: number
  /** Requests a second, besides uploads and jobs. */
  readonly rate: number
}

const sampleMs = 2000

/**
 * Mixed traffic and small jobs for some minutes: reads at a fixed rate, a follower of events that comes and goes, and again and again a
 * table that is uploaded, learned, fetched and deleted. Whoever leaks has more in the last third than in the first.
 */
export async function measureSoak(
  dataDir: string,
  { url, pid }: PlatformProcess,
  client: PlatformClient,
  table: string,
  { seconds, rate }: SoakScale,
): Promise<ServerPart['figures']> {
  const { headers } = client
  const end = performance.now() + seconds * 1000
  const isOver = () => performance.now() >= end
  const samples: Sample[] = []
  let rounds = 0

  async function sampleOn(): Promise<void> {
    while (!isOver()) {
      samples.push({
        residentMb:
          Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024,
        handles: readdirSync(`/proc/${pid}/fd`).length,
        temporaryFiles: ['scratch', 'uploads'].reduce((sum, name) => sum + entriesOf(join(dataDir, name)), 0),
      })
      await delay(sampleMs)
    }
  }

  async function workOn(): Promise<void> {
    while (!isOver()) {
      const dataset_id = await client.upload(table)
      await client.wait(`/upload/datasets/${dataset_id}`, 'ready')
      const order = { dataset_id, model_type: 'tvae', epochs: 10, sample_size: 200 }
      const { id } = await client.call('POST', '/generation/start', order)
      await client.wait(`/generation/status/${String(id)}`, 'succeeded')
      const download = await fetch(`${url}/generation/download/${String(id)}?as=stream`, { headers })
      await download.arrayBuffer()
      await client.call('DELETE', `/generation/requests/${String(id)}`)
      await client.call('DELETE', `/upload/datasets/${dataset_id}`)
      await client.call('POST', '/notifications/read', { all: true })
      rounds++
    }
  }

  async function followOn(): Promise<void> {
    while (!isOver()) await followFor(`${url}/notifications/events`, headers, 3000)
  }

  const reads = [
    '/upload/datasets',
    '/auth/me',
    '/stats/dashboard',
    '/stats/performance',
    '/generation/requests',
  ].map((path, index) =>
    openLoad({
      url: `${url}${path}`,
      headers,
      // Statistics are asked for by people, lists by programs.
      rate: path.startsWith('/stats/') ? Math.max(0.5, rate / 50) : rate / 3,
      seconds,
      warmUpSeconds: index === 0 ? 1 : 0,
    }),
  )
  const [loads] = await Promise.all([Promise.all(reads), sampleOn(), workOn(), followOn()])
  const third = Math.floor(samples.length / 3)
  const thirds = [samples.slice(0, third), samples.slice(third, 2 * third), samples.slice(2 * third)]
  const ofThird = (index: number, measure: keyof Sample) =>
    median((thirds[index] ?? []).map((sample) => sample[measure]))
  return {
    seconds,
    samples: samples.length,
    jobRounds: rounds,
    requestsPerSecond: loads.reduce((sum, load) => sum + load.requestsPerSecond, 0),
    failures: loads.reduce((sum, load) => sum + load.failures, 0),
    greatestP99Ms: Math.max(...loads.map(({ p99 }) => p99)),
    residentMbFirstThird: ofThird(0, 'residentMb'),
    residentMbMiddleThird: ofThird(1, 'residentMb'),
    residentMbLastThird: ofThird(2, 'residentMb'),
    handlesFirstThird: ofThird(0, 'handles'),
    handlesMiddleThird: ofThird(1, 'handles'),
    handlesLastThird: ofThird(2, 'handles'),
    temporaryFilesMost: Math.max(...samples.map(({ temporaryFiles }) => temporaryFiles)),
    temporaryFilesAtTheEnd: await settled(dataDir),
  }
}

/** What is left once nothing is being done any more. */
async function settled(dataDir: string): Promise<number> {
  await delay(2000)
  return ['scratch', 'uploads'].reduce((sum, name) => sum + entriesOf(join(dataDir, name)), 0)
}

function entriesOf(folder: string): number {
  try {
    return readdirSync(folder).length
  } catch {
    return 0
  }
}

function followFor(url: string, headers: { readonly [name: string]: string }, ms: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = get(url, { headers }, (answer) => {
      answer.resume()
      answer.on('error', () => undefined)
      setTimeout(() => {
        request.destroy()
        resolve()
      }, ms)
    })
    request.on('error', reject)
  })
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
