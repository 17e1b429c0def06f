import { mkdtemp } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { createRng } from '@tabricate/core'
import { z } from 'zod'
import { peopleCsv } from '../platform-client.ts'
import { createPatientClient, type PatientClient } from './patient-client.ts'
import { type Role, startProcesses } from './processes.ts'

export interface ChaosOptions {
  readonly roles: readonly Role[]
  readonly databaseUrl?: string
  readonly generations: number
  readonly uploads: number
  /** Processes killed at least; there are more generations until it is so many. */
  readonly kills: number
  readonly seed: number
}

/** What clients were promised, to be compared with what is there afterwards. */
export interface Promises {
  readonly folder: string
  /** Uploads and generations that were answered with a number. */
  readonly datasets: readonly number[]
  readonly generations: readonly number[]
  /** Generations of which a client was told that they are, or will be, cancelled. */
  readonly cancelled: readonly number[]
  readonly kills: number
  readonly errors: readonly string[]
}

const owners = 3

/** Generations that end between two kills, on average: fewer than run and wait, so that each kill hits some. */
const endsBetweenKills = 5

const numbered = z.looseObject({ id: z.number() })
const login = z.object({ access_token: z.string() })
const listed = z.object({ items: z.array(z.looseObject({ status: z.string() })), total: z.number() })
const removed = z.object({ outcome: z.enum(['cancelling', 'cancelled', 'removed']) })

/** Has jobs done by processes that are killed at random, until all jobs have ended, and ends the processes. */
export async function runChaos({
  roles,
  databaseUrl,
  generations,
  uploads,
  kills,
  seed,
}: ChaosOptions): Promise<Promises> {
  const folder = await mkdtemp(join(tmpdir(), 'tabricate-chaos-'))
  const port = await freePort()
  const random = createRng(seed)
  const processes = startProcesses(roles, port, {
    ...(databaseUrl !== undefined && { databaseUrl }),
    dataDir: folder,
    bcryptCost: 4,
    rateLimits: false,
    maxConcurrentGenerations: 4,
    leaseSeconds: 3,
    jobAttempts: 100,
  })
  try {
    const client = createPatientClient(`http://127.0.0.1:${port}`)
    const tokens = await Promise.all(Array.from({ length: owners }, (_, index) => signUp(client, index)))
    const tokenOf = (index: number) => tokens[index % owners] ?? ''
    const datasets: number[] = []
    const addUpload = async (index: number) => {
      const { data } = await client.upload(tokenOf(index), peopleCsv(120 + index))
      datasets.push(numbered.parse(data).id)
    }
    // Each owner needs a table before the killing begins.
    for (let index = 0; index < owners; index++) await addUpload(index)
    for (const token of tokens) await allEnded(client, token, '/upload/datasets')
    const tables = [...datasets]

    let isOver = false
    const killing = (async () => {
      const rng = random.split('kills')
      let next = 1
      while (!isOver) {
        // Told by what has been done, not by the time: so it is as wild on a slow machine, and never in the way of all progress.
        await delay(100 + 400 * rng.uniform())
        const ended = await countEnded(client, tokens)
        if (isOver || ended < next) continue
        await delay(1000 * rng.uniform())
        processes.killOne(rng.uniform())
        next = ended + 2 * endsBetweenKills * rng.uniform()
      }
    })()

    const promises = { started: new Set<number>(), cancelled: new Set<number>() }
    const recent: { readonly id: number; readonly token: string }[] = []
    const choice = random.split('orders')
    // More than asked for, where processes were too slow to be killed often.
    for (let index = 0; index < generations || processes.kills < kills; index++) {
      const token = tokenOf(index)
      const body = { dataset_id: tables[index % owners], model_type: 'independent', sample_size: 100 }
      const { status, data } = await client.send('POST', '/generation/start', token, body)
      if (status !== 202) throw new Error(`A generation was refused: ${status} ${JSON.stringify(data)}`)
      const { id } = numbered.parse(data)
      promises.started.add(id)
      recent.unshift({ id, token })
      if (index % Math.ceil(generations / uploads) === 0) await addUpload(index)
      // One of the latest is cancelled now and then: some wait, some run, some have ended.
      const cancelledOne = recent[Math.floor(choice.uniform() * 40)]
      if (cancelledOne !== undefined) await cancel(client, cancelledOne, promises)
    }
    for (const token of tokens) {
      await allEnded(client, token, '/generation/requests')
      await allEnded(client, token, '/upload/datasets')
    }
    isOver = true
    await killing
    return {
      folder,
      datasets,
      generations: [...promises.started],
      cancelled: [...promises.cancelled],
      kills: processes.kills,
      errors: processes.errors,
    }
  } finally {
    await processes.stop()
  }
}

async function signUp(client: PatientClient, index: number): Promise<string> {
  const body = { email: `owner${index}@example.org`, password: 'a good password' }
  await client.send('POST', '/auth/register', null, body)
  const { data } = await client.send('POST', '/auth/login', null, body)
  return login.parse(data).access_token
}

/** Cancels a generation, or removes one that has ended: that is no promise any more. */
async function cancel(
  client: PatientClient,
  { id, token }: { readonly id: number; readonly token: string },
  { started, cancelled }: { readonly started: Set<number>; readonly cancelled: Set<number> },
): Promise<void> {
  const { status, data, isRepeated } = await client.send('DELETE', `/generation/requests/${id}`, token)
  const outcome = status === 200 ? removed.parse(data).outcome : null
  if (outcome === 'cancelled' || outcome === 'cancelling') cancelled.add(id)
  else if (outcome === 'removed' || isRepeated) {
    started.delete(id)
    cancelled.delete(id)
  }
}

async function countEnded(client: PatientClient, tokens: readonly string[]): Promise<number> {
  const counts = await Promise.all(
    tokens.map(async (token) => {
      const { data } = await client.send('GET', '/generation/requests?status=succeeded&limit=1', token)
      return listed.parse(data).total
    }),
  )
  return counts.reduce((sum, count) => sum + count, 0)
}

async function allEnded(client: PatientClient, token: string, path: string): Promise<void> {
  const open = path.startsWith('/upload') ? ['processing'] : ['queued', 'running']
  for (;;) {
    const counts = await Promise.all(
      open.map(async (status) => {
        const { data } = await client.send('GET', `${path}?status=${status}&limit=1`, token)
        return listed.parse(data).total
      }),
    )
    if (counts.every((count) => count === 0)) return
    await delay(300)
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
