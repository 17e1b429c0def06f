import { mkdtemp, rm } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import { createServer, type Server, type ServerOptions } from '../create-server.ts'
import type { Database } from '../database/database.ts'
import type { SettingsInput } from '../settings/settings-schema.ts'
import { openTestDatabase } from './test-database.ts'

export interface TestServerOptions extends Partial<ServerOptions> {
  /** Where the router is mounted. Default `/synth`. */
  readonly mountPath?: string
  /** A PostgreSQL server to make a database on; default: see {@link openTestDatabase}. */
  readonly databaseUrl?: string
  /** A database that the test looks into itself. It is closed with the platform. */
  readonly openedDatabase?: Database
}

/** A platform on a free port of this machine, with a folder of its own. */
export interface TestServer {
  readonly server: Server
  /** Address of the router, without a slash at the end. */
  readonly url: string
  readonly folder: string
  /** Sends JSON, and reads the envelope. */
  call(method: string, path: string, options?: CallOptions): Promise<CallAnswer>
  /** Registers somebody and signs in. @returns the access token */
  signUp(email: string, password?: string): Promise<string>
  stop(): Promise<void>
}

export interface CallOptions {
  readonly token?: string | undefined
  readonly body?: unknown
  readonly headers?: { readonly [name: string]: string }
}

export interface CallAnswer {
  readonly status: number
  readonly headers: Headers
  /** The whole envelope. */
  readonly body: unknown
  /** Its data; undefined when it failed. */
  readonly data: unknown
  /** Its error code; undefined when it succeeded. */
  readonly code: unknown
}

/** Low cost, no limits: what is tested is not how long hashing takes. */
export const testSettings: SettingsInput = { bcryptCost: 4, rateLimits: false, minEpochs: 1 }

export async function createTestServer(options: TestServerOptions): Promise<TestServer> {
  const { mountPath = '/synth', databaseUrl, openedDatabase, ...serverOptions } = options
  const folder = await mkdtemp(join(tmpdir(), 'tabricate-server-'))
  const database = openedDatabase ?? (await openTestDatabase(databaseUrl))
  const server = await createServer({
    models: [],
    checkAnswers: true,
    ...serverOptions,
    database,
    settings: { ...testSettings, dataDir: folder, ...serverOptions.settings },
  })
  await server.start()
  const app = express()
  app.use(mountPath, server.router)
  const http = createHttpServer(app)
  // A connection that a busy machine comes back to late is still there.
  http.keepAliveTimeout = 0
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const address = http.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const url = `http://127.0.0.1:${port}${mountPath === '/' ? '' : mountPath}`

  async function call(
    method: string,
    path: string,
    { token, body, headers }: CallOptions = {},
  ): Promise<CallAnswer> {
    const answer = await fetch(`${url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    const isJson = /^application\/json\b/.test(answer.headers.get('content-type') ?? '')
    const envelope: unknown = isJson && text !== '' ? JSON.parse(text) : text
    return {
      status: answer.status,
      headers: answer.headers,
      body: envelope,
      data: memberOf(envelope, 'data'),
      code: memberOf(memberOf(envelope, 'error'), 'code'),
    }
  }

  return {
    server,
    url,
    folder,
    call,
    async signUp(email, password = 'a good password') {
      await call('POST', '/auth/register', { body: { email, password } })
      const { data } = await call('POST', '/auth/login', { body: { email, password } })
      return String(memberOf(data, 'access_token'))
    },
    async stop() {
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined
}
