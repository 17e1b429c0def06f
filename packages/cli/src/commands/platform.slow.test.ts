import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'

/** The built program: `npm test` builds first. */
const bin = join(import.meta.dirname, '..', '..', 'dist', 'bin.js')
const repository = join(import.meta.dirname, '..', '..', '..', '..')

let folder = ''
let started: ChildProcess[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabricate-platform-'))
})
afterEach(async () => {
  for (const child of started) child.kill('SIGKILL')
  started = []
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

interface Running {
  readonly child: ChildProcess
  readonly output: () => string
  readonly ended: Promise<number | null>
}

function start(
  script: string,
  argv: readonly string[],
  environment: { readonly [name: string]: string } = {},
): Running {
  const child = spawn(process.execPath, [script, ...argv], {
    cwd: folder,
    env: { PATH: process.env['PATH'], DATA_DIR: join(folder, 'data'), PORT: '0', ...environment },
  })
  started.push(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => {
      output += part.toString()
    })
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)))
  return { child, output: () => output, ended }
}

async function run(argv: readonly string[], environment?: { readonly [name: string]: string }) {
  const { ended, output } = start(bin, argv, environment)
  return { exitCode: await ended, output: output() }
}

/** The address that is printed once it is ready. */
async function addressOf({ output, ended }: Running): Promise<string> {
  const address = () => /Ready after .* s: (http:\S+)\/console/.exec(output())?.[1]
  await Promise.race([expect.poll(address, { timeout: 120_000 }).toBeDefined(), ended])
  const found = address()
  if (found === undefined) throw new Error(`It did not become ready: ${output()}`)
  return found
}

const secretKey = 'a key of thirty-two bytes, at the least'

/** The agreed shape, and nothing besides. */
const logLineSchema = z.strictObject({
  timestamp: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
  level: z.enum(['DEBUG', 'INFO', 'WARNING', 'ERROR']),
  module: z.string(),
  user_id: z.int().optional(),
  request_id: z.string().optional(),
  message: z.string(),
  metadata: z.record(z.string(), z.json()),
})

const loginSchema = z.object({ data: z.object({ access_token: z.string() }) })

async function signIn(url: string, output: string): Promise<string> {
  const email = /First administrator: (\S+)/.exec(output)?.[1]
  const password = /Password, shown this once: (\S+)/.exec(output)?.[1]
  const answer = await fetch(`${url}/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  return loginSchema.parse(await answer.json()).data.access_token
}

describe('tabricate serve', () => {
  it('makes the first administrator once, holds its folder alone, gives a backup, and ends when told', async () => {
    const first = start(bin, ['serve', '--quiet'])
    const url = await addressOf(first)
    const token = await signIn(url, first.output())
    const me = await fetch(`${url}/auth/me`, { headers: { Authorization: `Bearer ${token}` } })
    expect(await me.json()).toMatchObject({ data: { role: 'admin', email: 'admin@localhost.localdomain' } })
    expect((await fetch(`${url}/health/ready`)).status).toBe(200)
    const console = await fetch(`${url}/console`)
    expect([console.status, console.headers.get('content-security-policy')]).toEqual([
      200,
      expect.stringContaining("script-src 'self'"),
    ])

    const second = await run(['serve'])
    expect(second.exitCode).toBe(4)
    expect(second.output).toContain(`process ${first.child.pid}`)
    const backup = await run(['backup', '-o', 'backup.tar.gz'])
    expect(backup.output).toMatch(/^Wrote \d+ bytes to backup\.tar\.gz/)
    expect((await run(['backup', '-o', 'backup.tar.gz'])).exitCode).toBe(4)

    first.child.kill('SIGTERM')
    expect(await first.ended).toBe(0)

    // What was backed up is a platform's database, with the same administrator.
    const restored = join(folder, 'restored')
    await mkdir(join(restored, 'database', 'pgdata'), { recursive: true })
    const tar = spawn('tar', [
      '-xzf',
      join(folder, 'backup.tar.gz'),
      '-C',
      join(restored, 'database', 'pgdata'),
    ])
    expect(await new Promise((resolve) => tar.on('close', resolve))).toBe(0)
    const again = start(bin, ['serve', '--quiet', '--data-dir', restored])
    const restoredUrl = await addressOf(again)
    expect(again.output()).not.toContain('Password')
    await signIn(restoredUrl, first.output())
    again.child.kill('SIGINT')
    expect(await again.ended).toBe(0)
  })

  it('writes its log as lines of the agreed shape, to standard output and to a file, without secrets', async () => {
    const running = start(bin, ['serve'], { SECRET_KEY: secretKey, LOG_FILE_PATH: 'logs/%h.log' })
    let stdout = ''
    running.child.stdout?.on('data', (part: Buffer) => {
      stdout += part.toString()
    })
    const url = await addressOf(running)
    const token = await signIn(url, running.output())
    await fetch(`${url}/auth/me?token=${token}`, {
      headers: { Authorization: `Bearer ${token}`, 'X-Request-Id': 'find-me' },
    })
    running.child.kill('SIGTERM')
    expect(await running.ended).toBe(0)

    const lines = stdout.trimEnd().split('\n')
    const entries = lines.map((line) => logLineSchema.parse(JSON.parse(line)))
    expect(Object.keys(entries[0] ?? {})).toEqual(
      ['timestamp', 'level', 'module', 'user_id', 'request_id', 'message', 'metadata'].filter(
        (name) => name in (entries[0] ?? {}),
      ),
    )
    expect(entries.find(({ request_id: id }) => id === 'find-me')).toMatchObject({
      level: 'INFO',
      module: 'http',
      user_id: 1,
      metadata: { method: 'GET', path: '/auth/me', status: 200 },
    })
    const file = await readFile(join(folder, 'logs', `${hostname()}.log`), 'utf8')
    expect(file).toBe(stdout)
    const password = /Password, shown this once: (\S+)/.exec(running.output())?.[1] ?? ''
    expect(password).toHaveLength(20)
    for (const secret of [secretKey, password, token]) expect(stdout).not.toContain(secret)
  })

  it('begins again after it was killed', async () => {
    const killed = start(bin, ['serve', '--quiet'])
    await addressOf(killed)
    killed.child.kill('SIGKILL')
    await killed.ended
    const next = start(bin, ['serve', '--quiet'])
    const url = await addressOf(next)
    expect((await fetch(`${url}/health/ready`)).status).toBe(200)
    await signIn(url, killed.output())
  })

  it('names every wrong setting and does not begin', async () => {
    const { exitCode, output } = await run(['serve'], { MAX_FILE_SIZE_MB: 'big', ENVIRONMENT: 'production' })
    expect(exitCode).toBe(2)
    expect(output).toContain('MAX_FILE_SIZE_MB')
  })
})

describe('the commands of the database', () => {
  it('change its shape, step by step', async () => {
    const list = (await run(['migrate', 'list'])).output.trim().split('\n')
    expect(list.length).toBeGreaterThan(1)
    const [firstName = '', ...others] = list
    expect((await run(['migrate', 'latest'])).output).toBe(`Applied: ${list.join(', ')}\n`)
    expect((await run(['migrate', 'to', firstName])).output).toBe(
      `Taken back: ${others.reverse().join(', ')}\n`,
    )
    const status = (await run(['migrate', 'status'])).output
    expect(status.match(/^applied /gm)).toHaveLength(1)
    expect((await run(['migrate', 'to', 'nothing'])).exitCode).toBe(2)
    expect((await run(['migrate', 'rollback'])).output).toBe(`Taken back: ${firstName}\n`)
    expect((await run(['migrate', 'latest'])).exitCode).toBe(0)

    expect((await run(['admin', 'create', 'ada@example.org'])).output).toMatch(
      /Password, shown this once: \S{20}/,
    )
    expect((await run(['admin', 'create', 'ada@example.org'])).output).toContain('already')

    const made = await run(['migrate', 'make', 'add labels', '--folder', '.'])
    const [, path = ''] = /Wrote (\S+add-labels\.ts)/.exec(made.output) ?? []
    expect(await readFile(join(folder, path), 'utf8')).toContain('export const addLabels: Migration')
    expect((await run(['migrate', 'make', '../x'])).exitCode).toBe(2)
  })

  it('include no worker for the embedded database', async () => {
    const { exitCode, output } = await run(['worker'])
    expect([exitCode, output]).toEqual([2, expect.stringContaining('DATABASE_URL')])
  })
})

describe('npm start', () => {
  it('sets up, and serves until it is told to end', async () => {
    const script = join(repository, 'scripts', 'start.mjs')
    const running = start(script, ['--quiet'])
    const url = await addressOf(running)
    expect(running.output()).toMatch(/Set up after .*First administrator: .*Password, shown this once: /s)
    await signIn(url, running.output())
    running.child.kill('SIGTERM')
    expect(await running.ended).toBe(0)
  })
})
