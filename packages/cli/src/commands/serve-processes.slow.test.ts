import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { Agent, get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import { createTestDatabase } from '@tabricate/server/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type PostgresServer, startPostgres } from '../../../server/test/postgres-server.ts'

/** The built program: `npm test` builds first. */
const bin = join(import.meta.dirname, '..', '..', 'dist', 'bin.js')
const count = 3

/** A follower asks the database for what there is once its answer has begun; what comes later it tells of. */
const settleMs = 1500

let folder = ''
let postgres: PostgresServer
let child: ChildProcess
let output = ''
let url = ''
let token = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabricate-processes-'))
  postgres = await startPostgres()
  const database = await createTestDatabase(postgres.url)
  child = start(['serve', '--quiet', '--processes', String(count)], { DATABASE_URL: database.url })
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (part: Buffer) => {
      output += part.toString()
    })
  url = await found(() => /All 3 processes are ready: (http:\S+)\/console/.exec(output)?.[1])
  token = await signIn()
}, 180_000)
afterAll(async () => {
  child.kill('SIGKILL')
  for (const pid of await childrenOf(child.pid ?? 0)) process.kill(pid, 'SIGKILL')
  await postgres.stop()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

function start(argv: readonly string[], environment: { readonly [name: string]: string }): ChildProcess {
  return spawn(process.execPath, [bin, ...argv], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      DATA_DIR: join(folder, 'data'),
      PORT: '0',
      BCRYPT_COST: '4',
      ...environment,
    },
  })
}

/** Asks again and again; fails after a minute. */
async function found<Value>(ask: () => Value | undefined | Promise<Value | undefined>): Promise<Value> {
  for (const end = Date.now() + 60_000; ; ) {
    const value = await ask()
    if (value !== undefined) return value
    if (Date.now() > end || child.exitCode !== null) throw new Error(`It did not come about: ${output}`)
    await delay(50)
  }
}

async function childrenOf(pid: number): Promise<readonly number[]> {
  const list = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  return list
    .split(' ')
    .filter((part) => part !== '')
    .map(Number)
}

/** Each on a connection of its own: connections are dealt out to the processes in turn. */
function fetchAlone(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { Authorization: `Bearer ${token}` }
    get(`${url}${path}`, { headers, agent: new Agent({ keepAlive: false }) }, (response) => {
      resolve(
        text(response).then((body) => (response.statusCode === 200 ? body : Promise.reject(new Error(body)))),
      )
    }).on('error', reject)
  })
}

async function signIn(): Promise<string> {
  const email = /First administrator: (\S+)/.exec(output)?.[1]
  const password = /Password, shown this once: (\S+)/.exec(output)?.[1]
  const answer = await fetch(`${url}/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  const { data } = z.object({ data: z.object({ access_token: z.string() }) }).parse(await answer.json())
  return data.access_token
}

async function upload(): Promise<number> {
  const form = new FormData()
  form.set('file', new Blob(['a,b\n1,2\n3,4\n5,6\n']), 'table.csv')
  const headers = { Authorization: `Bearer ${token}` }
  const answer = await fetch(`${url}/upload/dataset`, { method: 'POST', headers, body: form })
  return z.object({ data: z.object({ id: z.number() }) }).parse(await answer.json()).data.id
}

/** Follows the notifications until one of a dataset comes. */
async function follow(started: () => void): Promise<string> {
  const controller = new AbortController()
  const headers = { Authorization: `Bearer ${token}` }
  return new Promise((resolve, reject) => {
    const agent = new Agent({ keepAlive: false })
    get(`${url}/notifications/events`, { headers, agent, signal: controller.signal }, (response) => {
      started()
      let seen = ''
      response.on('data', (part: Buffer) => {
        seen += part.toString()
        if (!seen.includes('dataset_id')) return
        resolve(seen)
        controller.abort()
      })
      response.on('error', () => undefined)
    }).on('error', reject)
  })
}

const requestsIn = (metrics: string) =>
  [...metrics.matchAll(/^tabricate_http_requests_total\{[^}]*route="\/auth\/me"[^}]*\} (\d+)$/gm)].reduce(
    (sum, [, value]) => sum + Number(value),
    0,
  )

describe('serve --processes', () => {
  it('answers by several processes, one of which has made the administrator', async () => {
    expect(await childrenOf(child.pid ?? 0)).toHaveLength(count)
    expect(output.match(/First administrator/g)).toHaveLength(1)
    expect(output.match(/Ready after/g)).toHaveLength(1)
  })

  it('counts requests over all of them, whichever is asked', async () => {
    const before = requestsIn(await fetchAlone('/metrics'))
    for (let index = 0; index < 3 * count; index++) await fetchAlone('/auth/me')
    const seen: number[] = []
    for (let index = 0; index < count; index++) seen.push(requestsIn(await fetchAlone('/metrics')))
    expect(seen).toEqual(Array.from({ length: count }, () => before + 3 * count))
    const routesSchema = z.object({
      data: z.object({ routes: z.array(z.object({ route: z.string(), requests: z.number() })) }),
    })
    // The others write theirs every five seconds.
    await found(async () => {
      const { routes } = routesSchema.parse(JSON.parse(await fetchAlone('/stats/performance'))).data
      const known = routes.find(({ route }) => route === 'GET /auth/me')?.requests
      return known === before + 3 * count ? known : undefined
    })
  })

  it('tells of what happens on every connection, whichever process did it', async () => {
    let started = 0
    const followers = Array.from({ length: 2 * count }, () => follow(() => started++))
    await found(() => (started === followers.length ? true : undefined))
    // A follower that began asks the database first: what comes afterwards it sees.
    await delay(settleMs)
    const id = await upload()
    const seen = await Promise.all(followers)
    expect(seen.every((events) => events.includes(`"dataset_id":${id}`))).toBe(true)
  })

  it('replaces processes that crash, the one that does jobs too', async () => {
    const before = await childrenOf(child.pid ?? 0)
    for (const pid of before.slice(0, 2)) process.kill(pid, 'SIGKILL')
    const after = await found(async () => {
      const pids = await childrenOf(child.pid ?? 0)
      return pids.length === count && pids.every((pid) => !before.slice(0, 2).includes(pid))
        ? pids
        : undefined
    })
    expect(after).toContain(before[2])
    const id = await upload()
    await found(async () => {
      const body: unknown = JSON.parse(await fetchAlone(`/upload/datasets/${id}`).catch(() => '{}'))
      return z.looseObject({ data: z.looseObject({ status: z.literal('ready') }) }).safeParse(body).success
        ? true
        : undefined
    })
    expect(output).toContain('another one takes its place')
  })

  it('ends all of them when it is told to', async () => {
    const pids = await childrenOf(child.pid ?? 0)
    const ended = new Promise((resolve) => child.on('close', resolve))
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH')
  })

  it('is refused on the embedded database, and ends where the first process cannot begin', async () => {
    const run = async (environment: { readonly [name: string]: string }) => {
      const other = start(['serve', '--quiet', '--processes', '2'], environment)
      const [said, code] = await Promise.all([
        other.stderr === null ? '' : text(other.stderr),
        new Promise((resolve) => other.on('close', resolve)),
      ])
      return { said, code }
    }
    const embedded = await run({})
    expect([embedded.code, embedded.said]).toEqual([2, expect.stringContaining('give DATABASE_URL')])
    const { port } = new URL(postgres.url)
    const taken = await run({ DATABASE_URL: postgres.url, PORT: port })
    expect([taken.code, taken.said]).toEqual([4, expect.stringContaining('EADDRINUSE')])
  })
})
