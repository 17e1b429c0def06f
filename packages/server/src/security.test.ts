import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { baselineModels } from '../test/baseline-models.ts'
import { createCheckedServer } from '../test/checked-server.ts'
import { upload } from '../test/platform-client.ts'
import { createPasswordHasher } from './auth/password.ts'
import type { Database } from './database/database.ts'
import { createThrottleRepository } from './database/repositories/throttle-repository.ts'
import { createRequestLimit } from './http/request-limit.ts'
import { runChild } from './jobs/run-child.ts'
import { createScratch } from './services/scratch.ts'
import { createThrottle } from './services/throttle.ts'
import { readSettings } from './settings/read-settings.ts'
import { openTestDatabase } from './testing/test-database.ts'
import type { TestServer } from './testing/test-server.ts'

// What docs/security.md promises and no other test shows.

let platform: TestServer
let database: Database
let token = ''
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabricate-security-'))
  database = await openTestDatabase()
  platform = await createCheckedServer({
    models: [baselineModels],
    openedDatabase: database,
    worker: false,
    settings: { maxFileSizeMb: 1, requestTimeoutSeconds: 2 },
  })
  token = await platform.signUp('owner@example.org')
}, 120_000)
afterAll(async () => {
  await platform.stop()
  await rm(folder, { recursive: true })
})

describe('a password', () => {
  it('is hashed at cost 12 by default', () => {
    expect(readSettings({}).bcryptCost).toBe(12)
  })

  it('is hashed and compared beside the event loop, at the cost of the settings', async () => {
    const passwords = await createPasswordHasher(10)
    let turns = 0
    let isDone = false
    const turn = () => {
      turns++
      if (!isDone) setImmediate(turn)
    }
    setImmediate(turn)
    const hash = await passwords.hash('a good password')
    const turnsOfHash = turns
    expect(await passwords.matches('a good password', hash)).toBe(true)
    isDone = true
    expect(hash).toMatch(/^\$2[by]\$10\$/)
    expect(turnsOfHash).toBeGreaterThan(1)
    expect(turns).toBeGreaterThan(turnsOfHash + 1)
  })
})

describe('limits', () => {
  it('of sign-ins are shared by all processes, and grow by address too', async () => {
    const now = () => new Date('2026-01-01T00:00:00Z')
    const process = () => createThrottle(createThrottleRepository(database), now, true)
    const [one, two] = [process(), process()]
    for (let index = 0; index < 3; index++)
      await (index % 2 === 0 ? one : two).perMinute('refresh:10.0.0.1', 3)
    await expect(one.perMinute('refresh:10.0.0.1', 3)).rejects.toMatchObject({ code: 'RATE_LIMITED' })
    await expect(two.perMinute('refresh:10.0.0.1', 3)).rejects.toMatchObject({ code: 'RATE_LIMITED' })
    // A different account each time, from one address.
    for (let index = 0; index < 50; index++) {
      await one.check({ account: `person${index}`, ip: '10.0.0.2' })
      await one.fail({ account: `person${index}`, ip: '10.0.0.2' })
    }
    await expect(two.check({ account: 'somebody else', ip: '10.0.0.2' })).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      retryAfterSeconds: 1,
    })
    await two.check({ account: 'somebody else', ip: '10.0.0.3' })
  })

  it('of other requests are counted in memory, by person or address and minute', () => {
    let clock = new Date('2026-01-01T00:00:10Z')
    const limit = createRequestLimit(() => clock, true)
    for (let index = 0; index < 3000; index++) limit('user 1')
    expect(() => limit('user 1')).toThrow(
      expect.objectContaining({ code: 'RATE_LIMITED', retryAfterSeconds: 50 }),
    )
    limit('user 2')
    clock = new Date('2026-01-01T00:01:00Z')
    limit('user 1')
  })

  it('of headers, uploads and time are kept', async () => {
    const long = await fetch(`${platform.url}/health/live`, { headers: { 'X-Long': 'x'.repeat(20_000) } })
    expect(long.status).toBe(431)
    const large = await upload(platform, token, `a\n${'1234567\n'.repeat(200_000)}`, 'large.csv')
    expect([large.status, large.code]).toEqual([413, 'PAYLOAD_TOO_LARGE'])
    // A body that never ends.
    const status = await new Promise<number>((resolve, reject) => {
      const request = httpRequest(
        `${platform.url}/upload/dataset`,
        {
          method: 'POST',
          headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'multipart/form-data; boundary=b' },
        },
        (response) => {
          resolve(response.statusCode ?? 0)
          request.destroy()
        },
      )
      request.on('error', reject)
      request.write('--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\na,b\n')
    })
    expect(status).toBe(408)
  })
})

describe('sessions', () => {
  it('need no cookies, and none are set', async () => {
    const answers = [
      await platform.call('POST', '/auth/login', {
        body: { email: 'owner@example.org', password: 'a good password' },
      }),
      await platform.call('GET', '/auth/me', { token }),
      await platform.call('GET', '/console'),
      await platform.call('GET', '/docs'),
    ]
    expect(answers.map(({ status, headers }) => [status, headers.get('set-cookie')])).toEqual(
      answers.map(() => [200, null]),
    )
    const withCookie = await platform.call('GET', '/auth/me', {
      headers: { Cookie: `access_token=${token}` },
    })
    expect(withCookie.status).toBe(401)
  })

  it('are kept by the console for as long as its tab, and nowhere else', async () => {
    const source = new URL('../../console/src/', import.meta.url)
    const names = (await readdir(source, { recursive: true })).filter((name) => /\.tsx?$/.test(name))
    const texts = await Promise.all(
      names.map(async (name) => ({ name, text: await readFile(new URL(name, source), 'utf8') })),
    )
    expect(texts.filter(({ text }) => /document\.cookie|indexedDB/.test(text))).toEqual([])
    const stores = texts.flatMap(({ text }) => text.match(/storedTokens\((\w+)/g) ?? [])
    expect(new Set(stores)).toEqual(new Set(['storedTokens(sessionStorage']))
  })
})

describe('pages', () => {
  it.each(['/docs', '/redoc', '/console'])('%s runs its own scripts alone', async (path) => {
    const policy = (await platform.call('GET', path)).headers.get('content-security-policy') ?? ''
    const directives = new Map(policy.split(';').map((each) => [each.trim().split(' ')[0], each.trim()]))
    expect(directives.get('default-src')).toBe("default-src 'none'")
    expect(directives.get('script-src')).toBe("script-src 'self'")
  })
})

describe('docs/security.md', () => {
  it('names tests that there are', async () => {
    const text = await readFile(new URL('../../../docs/security.md', import.meta.url), 'utf8')
    const rows = text.split('\n').filter((line) => /^\| .*\.test\.ts`/.test(line))
    expect(rows.length).toBeGreaterThan(35)
    for (const row of rows) {
      let source = ''
      for (const [, path, title] of row.matchAll(/`([\w./-]+\.test\.ts)`|\*([^*]+)\*/g)) {
        if (path !== undefined) {
          const at = path.startsWith('cli/') ? `../../${path}` : `./${path}`
          source = await readFile(new URL(at, import.meta.url), 'utf8')
        } else expect(source, row).toContain(title)
      }
    }
  })
})

describe('the process of a job', () => {
  it('is given none of the secrets of this one', async () => {
    const entry = join(folder, 'tell-environment.mjs')
    await writeFile(
      entry,
      `process.on('message', () => {
        process.send({ kind: 'done', result: { columns: Object.keys(process.env) } }, () => process.disconnect())
      })`,
    )
    process.env['SECRET_KEY'] = 'a secret of this process'
    try {
      const { result } = await runChild<'profile'>({
        entry: new URL(`file://${entry}`),
        task: { kind: 'profile', file: '', format: 'csv', tableFile: '', columns: {} },
        result: z.any(),
        memoryMb: 512,
        signal: new AbortController().signal,
      })
      const names = z.object({ columns: z.array(z.string()) }).parse(result).columns
      expect(
        names.filter((name) => !/^(PATH|NODE_ENV|TZ|NODE_CHANNEL\w*|NODE_UNIQUE_ID)$/.test(name)),
      ).toEqual([])
    } finally {
      delete process.env['SECRET_KEY']
    }
  })
})

describe('temporary files', () => {
  it('are removed, whatever becomes of the work; those of dead processes at the next start', async () => {
    const directory = join(folder, 'scratch')
    const scratch = createScratch(directory)
    await scratch.withFolder((path) => writeFile(join(path, 'table'), 'x'))
    await expect(
      scratch.withFolder(async (path) => {
        await writeFile(join(path, 'table'), 'x')
        throw new Error('the work failed')
      }),
    ).rejects.toThrow('the work failed')
    expect(await readdir(directory)).toEqual([])
    // No process has so high a number.
    await mkdir(join(directory, '4194305-dead'))
    await mkdir(join(directory, `${process.pid}-alive`))
    await scratch.removeDead()
    expect(await readdir(directory)).toEqual([`${process.pid}-alive`])
  })
})

describe('dependencies', () => {
  const packageSchema = z.looseObject({
    license: z.string().optional(),
    dependencies: z.record(z.string(), z.string()).default({}),
    devDependencies: z.record(z.string(), z.string()).default({}),
  })
  const readPackage = async (path: URL) => packageSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  const packages = [
    'cli',
    'client',
    'console',
    'core',
    'models-ctgan',
    'models-mixture',
    'models-tvae',
    'nn',
    'optimizer',
    'server',
  ]

  it('are pinned to exact versions', async () => {
    for (const path of ['../../../package.json', ...packages.map((name) => `../../${name}/package.json`)]) {
      const { dependencies, devDependencies } = await readPackage(new URL(path, import.meta.url))
      const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
        ([, version]) => !/^(workspace:\*|(npm:(@[\w-]+\/)?[\w-]+@)?\d+\.\d+\.\d+(-[\w.]+)?)$/.test(version),
      )
      expect(loose, path).toEqual([])
    }
  })

  it('of the platform are few, and under permissive licences', async () => {
    const { dependencies } = await readPackage(new URL('../package.json', import.meta.url))
    const names = Object.keys(dependencies).filter((name) => !name.startsWith('@tabricate/'))
    expect(names.length).toBeLessThanOrEqual(20)
    for (const name of names) {
      const { license } = await readPackage(new URL(`../node_modules/${name}/package.json`, import.meta.url))
      expect(['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD'], name).toContain(license)
    }
  })
})
