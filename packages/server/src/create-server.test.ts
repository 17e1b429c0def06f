import { createServer as createHttpServer } from 'node:http'
import express from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { baselineModels } from '../test/baseline-models.ts'
import { createServer } from './create-server.ts'
import { openDatabase } from './database/open-database.ts'
import type { LogEntry } from './logger.ts'
import { createTestServer, type TestServer } from './testing/test-server.ts'

const handled = [
  'uncaughtException',
  'unhandledRejection',
  'SIGTERM',
  'SIGINT',
  'beforeExit',
  'exit',
  'warning',
] as const
const listeners = () => handled.map((event) => process.listenerCount(event))
const listenersBefore = listeners()

const log: LogEntry[] = []
const secrets = { password: 'open sesame 12345', secretKey: 'f3b1a7c95d2e4f60817293a4b5c6d7e8f9' }
let first: TestServer
let second: TestServer
beforeAll(async () => {
  first = await createTestServer({
    models: [baselineModels],
    mountPath: '/a/deep/place',
    worker: false,
    settings: { secretKey: secrets.secretKey, corsOrigins: ['https://console.example'], maxRequestSizeMb: 1 },
    logger: (entry) => log.push(entry),
  })
  second = await createTestServer({ models: [baselineModels], mountPath: '/', worker: false })
}, 120_000)
afterAll(async () => {
  await first.stop()
  await second.stop()
})

const credentials = { email: 'ada@example.org', password: secrets.password }

describe('a platform', () => {
  it('lives beside others in one process, each with its own people', async () => {
    expect((await first.call('POST', '/auth/register', { body: credentials })).status).toBe(201)
    expect((await first.call('POST', '/auth/login', { body: credentials })).status).toBe(200)
    expect((await second.call('POST', '/auth/login', { body: credentials })).status).toBe(401)
  })

  it('refuses tokens of another one', async () => {
    const token = await first.signUp('grace@example.org')
    expect((await first.call('GET', '/auth/me', { token })).status).toBe(200)
    expect((await second.call('GET', '/auth/me', { token })).status).toBe(401)
  })

  it('installs nothing in the process', () => {
    expect(listeners()).toEqual(listenersBefore)
  })

  it('knows where it is mounted', async () => {
    const servers = z.looseObject({ servers: z.array(z.object({ url: z.string() })) })
    const document = servers.parse((await first.call('GET', '/openapi.json')).body)
    expect(document.servers).toEqual([{ url: '/a/deep/place' }])
    expect(String((await first.call('GET', '/docs')).body)).toContain('"/a/deep/place/docs/swagger-ui.css"')
    expect(servers.parse((await second.call('GET', '/openapi.json')).body).servers).toEqual([{ url: '/' }])
  })

  it('is not made with settings or models that are wrong', async () => {
    await expect(createServer({ models: [] })).rejects.toThrow('No models')
    await expect(createServer({ models: ['file:///nowhere.mjs'] })).rejects.toThrow('nowhere.mjs')
    await expect(createServer({ models: [baselineModels], environment: { PORT: 'x' } })).rejects.toThrow(
      'PORT',
    )
  })

  it('leaves to the host what the host does itself', async () => {
    const server = await createServer({
      models: [baselineModels],
      database: await openDatabase({ url: undefined }),
      settings: { dataDir: first.folder },
      worker: false,
      middlewares: { securityHeaders: false, allowedHosts: false, cors: false },
    })
    const http = createHttpServer(express().disable('x-powered-by').use(server.router))
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    const address = http.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const answer = await fetch(`http://127.0.0.1:${port}/health/live`, {
      headers: { Origin: 'http://localhost:3000' },
    })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-security-policy')).toBeNull()
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    http.closeAllConnections()
    http.close()
    await server.stop()
  })
})

describe('an answer', () => {
  it('carries what keeps browsers from running it', async () => {
    const { headers } = await first.call('GET', '/health/live')
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
    )
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('strict-transport-security')).toContain('max-age=')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-powered-by')).toBeNull()
  })

  it('names the exchange as the caller did, if the name is harmless', async () => {
    const named = await first.call('GET', '/health/live', { headers: { 'X-Request-Id': 'trace-7' } })
    expect(named.headers.get('x-request-id')).toBe('trace-7')
    const odd = await first.call('GET', '/health/live', { headers: { 'X-Request-Id': 'a b"c' } })
    expect(odd.headers.get('x-request-id')).toMatch(/^req_[0-9a-f]{18}$/)
  })

  it('is open to the origins that are listed, and to no other', async () => {
    const from = (origin: string) => first.call('GET', '/health/live', { headers: { Origin: origin } })
    expect((await from('https://console.example')).headers.get('access-control-allow-origin')).toBe(
      'https://console.example',
    )
    expect((await from('https://elsewhere.example')).headers.get('access-control-allow-origin')).toBeNull()
    const preflight = await first.call('OPTIONS', '/auth/login', {
      headers: { Origin: 'https://console.example', 'Access-Control-Request-Method': 'POST' },
    })
    expect([preflight.status, preflight.headers.get('access-control-allow-credentials')]).toEqual([204, null])
  })

  it('says what other methods a path has', async () => {
    const { status, headers, code } = await first.call('PUT', '/auth/login', { body: {} })
    expect([status, code, headers.get('allow')]).toEqual([405, 'METHOD_NOT_ALLOWED', 'POST'])
  })
})

describe('a request', () => {
  it('for a host that is not served is refused, except by probes', async () => {
    const ask = (path: string) =>
      new Promise<number>((resolve, reject) => {
        const { hostname, port, pathname } = new URL(first.url)
        import('node:http').then(({ get }) => {
          get(
            { hostname, port, path: `${pathname}${path}`, headers: { Host: 'evil.example' } },
            (response) => {
              response.resume()
              resolve(response.statusCode ?? 0)
            },
          ).on('error', reject)
        }, reject)
      })
    expect(await ask('/auth/me')).toBe(421)
    expect(await ask('/health/live')).toBe(200)
  })

  it('with a body that is not JSON, too large or broken is refused', async () => {
    const post = (type: string, body: string) =>
      fetch(`${first.url}/auth/login`, { method: 'POST', headers: { 'Content-Type': type }, body })
    expect((await post('text/plain', '{}')).status).toBe(415)
    expect((await post('application/json', '{')).status).toBe(400)
    const large = JSON.stringify({ email: 'x'.repeat(1_100_000), password: 'x' })
    expect((await post('application/json', large)).status).toBe(413)
  })

  it('with text that no database takes, or nested without end, is refused', async () => {
    const login = (email: unknown) => first.call('POST', '/auth/login', { body: { email, password: 'x' } })
    for (const email of ['a\u0000b', 'a\ud800b'])
      expect((await login(email)).body).toMatchObject({ error: { details: { issues: [{ path: 'email' }] } } })
    const deep = `${'['.repeat(5000)}1${']'.repeat(5000)}`
    const answer = await fetch(`${first.url}/auth/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: `{"email":${deep},"password":"x"}`,
    })
    expect(answer.status).toBe(422)
  })
})

describe('the log', () => {
  it('tells of every request, and of no secret', async () => {
    const token = await first.signUp('quiet@example.org', secrets.password)
    await first.call('GET', `/auth/me?token=${token}`, { token, headers: { 'X-Request-Id': 'find-me' } })
    await expect
      .poll(() => log.find(({ requestId }) => requestId === 'find-me'))
      .toMatchObject({
        level: 'INFO',
        module: 'http',
        metadata: { method: 'GET', path: '/a/deep/place/auth/me', status: 200, completed: true },
      })
    const text = JSON.stringify(log)
    for (const secret of [...Object.values(secrets), token, 'Bearer']) expect(text).not.toContain(secret)
  })
})
