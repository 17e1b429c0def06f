import { ApiError, isApiError } from './api-error.ts'
import { readData, readError } from './read-answer.ts'
import type { TokenStore, Tokens } from './tokens.ts'
import { wait } from './wait.ts'

export interface TransportOptions {
  /** Address that the platform's router is mounted at, as `https://example.org/synth`. */
  readonly baseUrl: string
  /** Default {@link memoryTokens}. */
  readonly tokens: TokenStore
  readonly fetch: typeof fetch
  /** Sent with every request, as a host's own sign-in needs them. */
  readonly headers?: () => Readonly<Record<string, string>>
  readonly credentials: RequestCredentials
  /** How often a safe call is repeated. */
  readonly retries: number
  /** Before the first repetition; doubled before each other one. `Retry-After` wins. */
  readonly retryDelayMs: number
  /** Called when a session could not be renewed, and a person has to sign in again. */
  readonly onSessionEnd?: () => void
}

export interface RawRequest {
  readonly method: string
  /** Below `baseUrl`, with its query; or an address as a whole. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: BodyInit | undefined
  readonly signal?: AbortSignal | undefined
  /** Without tokens: for signing in. */
  readonly isPublic?: boolean
}

/** Requests with tokens, renewed when they end; safe ones are repeated when they fail on the way. */
export interface Transport {
  readonly baseUrl: string
  /** @throws ApiError for every answer that is not a success */
  send(request: RawRequest): Promise<Response>
}

const safeMethods: readonly string[] = ['GET', 'HEAD']
const passingStatuses: readonly number[] = [408, 429, 502, 503, 504]

export function createTransport(options: TransportOptions): Transport {
  const { tokens, retries, retryDelayMs } = options
  const baseUrl = options.baseUrl.replace(/\/+$/, '')
  let renewal: Promise<Tokens | null> | null = null

  async function once(request: RawRequest, accessToken: string | undefined): Promise<Response> {
    const { method, path, body, signal } = request
    const url = /^https?:/.test(path) ? path : `${baseUrl}${path}`
    const headers = {
      ...options.headers?.(),
      ...(accessToken !== undefined && { Authorization: `Bearer ${accessToken}` }),
      ...request.headers,
    }
    const init: RequestInit = {
      method,
      headers,
      credentials: options.credentials,
      ...(body !== undefined && { body }),
      ...(signal && { signal }),
    }
    try {
      return await options.fetch(url, init)
    } catch (cause) {
      signal?.throwIfAborted()
      throw new ApiError({
        status: 0,
        code: 'NETWORK_ERROR',
        message: `${baseUrl} cannot be reached.`,
        cause,
      })
    }
  }

  /** Repeats a safe request that failed for a reason that passes. */
  async function patiently(request: RawRequest, accessToken: string | undefined): Promise<Response> {
    const isSafe = safeMethods.includes(request.method)
    for (let attempt = 0; ; attempt++) {
      const answer = await once(request, accessToken).catch(asError)
      if (!(answer instanceof Error) && !passingStatuses.includes(answer.status)) return answer
      const error = answer instanceof Error ? answer : await readError(answer)
      if (!isSafe || attempt >= retries || !isApiError(error)) throw error
      await wait(error.retryAfterMs ?? retryDelayMs * 2 ** attempt, request.signal)
    }
  }

  /** One renewal at a time, whoever asks for it. */
  function renew(): Promise<Tokens | null> {
    renewal ??= renewTokens().finally(() => {
      renewal = null
    })
    return renewal
  }

  async function renewTokens(): Promise<Tokens | null> {
    const current = tokens.read()
    if (current === null) return null
    const answer = await once(
      {
        method: 'POST',
        path: '/auth/refresh',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ refresh_token: current.refreshToken }),
      },
      undefined,
    )
    if (answer.status === 401 || answer.status === 422) {
      tokens.write(null)
      options.onSessionEnd?.()
      return null
    }
    const renewed = readTokens(await readData(answer))
    tokens.write(renewed)
    return renewed
  }

  return {
    baseUrl,
    async send(request) {
      const used = request.isPublic === true ? null : tokens.read()
      let answer = await patiently(request, used?.accessToken)
      if (answer.status === 401 && used !== null) {
        const current = tokens.read()
        // Somebody else may have renewed them meanwhile.
        const renewed = current !== null && current.accessToken !== used.accessToken ? current : await renew()
        if (renewed !== null) answer = await patiently(request, renewed.accessToken)
      }
      if (!answer.ok) throw await readError(answer)
      return answer
    },
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}

/** Of the answers to signing in and renewing. */
export function readTokens(data: unknown): Tokens {
  if (typeof data === 'object' && data !== null && 'access_token' in data && 'refresh_token' in data) {
    return { accessToken: String(data.access_token), refreshToken: String(data.refresh_token) }
  }
  throw new ApiError({ status: 200, code: 'UNREADABLE_ANSWER', message: 'The answer has no tokens.' })
}
