import type { Data, InputArguments, Method, PathOf, RequestOptions } from './endpoint.ts'
import { readData } from './read-answer.ts'
import { memoryTokens, type TokenStore } from './tokens.ts'
import { createTransport, readTokens, type Transport, type TransportOptions } from './transport.ts'

/** `baseUrl` is needed. `fetch`: default the platform's own. `credentials`: default `same-origin`. `retries`: 3. `retryDelayMs`: 300. */
export type ClientOptions = Pick<TransportOptions, 'baseUrl'> & Partial<TransportOptions>

type Call<M extends Method> = <P extends PathOf<M>>(
  path: P,
  ...input: InputArguments<P, M>
) => Promise<Data<P, M>>

/**
 * The platform's operations by their path, typed by its OpenAPI document: `client.get('/generation/status/{id}', { path: { id: 7 } })`
 * resolves with the data of the answer. Functions of this package take it as their first argument.
 * Every call throws an {@link ApiError} when it fails, and the reason of its `signal` when that is aborted.
 */
export interface Client {
  readonly get: Call<'get'>
  readonly post: Call<'post'>
  readonly put: Call<'put'>
  readonly delete: Call<'delete'>
  /** Requests as they are, with tokens and repetitions. */
  readonly transport: Transport
  readonly tokens: TokenStore
  /** Gets tokens for an e-mail address and a password, and keeps them. */
  signIn(credentials: { readonly email: string; readonly password: string }): Promise<void>
  /** Ends the session here, and, if it answers, at the platform. */
  signOut(): Promise<void>
}

export function createClient(options: ClientOptions): Client {
  const tokens = options.tokens ?? memoryTokens()
  const transport = createTransport({
    credentials: 'same-origin',
    retries: 3,
    retryDelayMs: 300,
    ...options,
    tokens,
    // Browsers want `fetch` called as a function of their window.
    fetch: options.fetch ?? ((...request) => fetch(...request)),
  })

  async function request<T>(method: Method, path: string, input: AnyInput = {}): Promise<T> {
    const response = await transport.send({
      method: method.toUpperCase(),
      path: fillPath(path, input),
      signal: input.signal,
      isPublic: publicPaths.includes(path),
      ...jsonBody(input.body),
    })
    return readData<T>(response)
  }

  return {
    get: (path, ...[input]) => request('get', path, input),
    post: (path, ...[input]) => request('post', path, input),
    put: (path, ...[input]) => request('put', path, input),
    delete: (path, ...[input]) => request('delete', path, input),
    transport,
    tokens,
    async signIn(credentials) {
      tokens.write(readTokens(await request('post', '/auth/login', { body: credentials })))
    },
    async signOut() {
      const current = tokens.read()
      if (current === null) return
      try {
        await request('post', '/auth/logout', { body: { refresh_token: current.refreshToken } })
      } finally {
        tokens.write(null)
      }
    },
  }
}

/** A wrong password must not renew a session. */
const publicPaths: readonly string[] = ['/auth/login', '/auth/register', '/auth/refresh']

interface AnyInput extends RequestOptions {
  readonly path?: object | undefined
  readonly query?: object | undefined
  readonly body?: unknown
}

/** `/upload/datasets/{id}` with its values and its query. */
export function fillPath(template: string, { path = {}, query = {} }: AnyInput): string {
  const values = new Map<string, unknown>(Object.entries(path))
  const filled = template.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(values.get(name))),
  )
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.set(name, String(value))
  }
  return search.size === 0 ? filled : `${filled}?${search}`
}

function jsonBody(body: unknown) {
  if (body === undefined) return {}
  return { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }
}
