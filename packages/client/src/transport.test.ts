import { describe, expect, it } from 'vitest'
import { ApiError } from './api-error.ts'
import { createClient } from './create-client.ts'
import { memoryTokens, storedTokens } from './tokens.ts'

const user = { id: 1, email: 'a@example.org' }
const tokens = { accessToken: 'old', refreshToken: 'r1' }

function ok(data: unknown): Response {
  return Response.json({ success: true, data, message: '', timestamp: '' })
}

function failure(status: number, code: string, details: object = {}, headers: HeadersInit = {}): Response {
  const body = { success: false, error: { code, message: `It was ${code}.`, details }, timestamp: '' }
  return Response.json(body, { status, headers })
}

/** A server that answers by method, path and token, and keeps what it was asked. */
function serverOf(answer: (request: Request, count: number) => Response | Promise<Response>) {
  const requests: string[] = []
  const fakeFetch: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    requests.push(
      `${request.method} ${new URL(request.url).pathname} ${request.headers.get('authorization')}`,
    )
    return answer(request, requests.length)
  }
  return { requests, fetch: fakeFetch }
}

const baseUrl = 'http://platform.test/synth/'

describe('tokens', () => {
  it('are renewed once for all calls that find them ended', async () => {
    const { requests, fetch } = serverOf(async (request) => {
      if (request.url.endsWith('/auth/refresh')) {
        expect(await request.json()).toEqual({ refresh_token: 'r1' })
        return ok({ access_token: 'new', refresh_token: 'r2', token_type: 'bearer', expires_in: 1800 })
      }
      return request.headers.get('authorization') === 'Bearer new'
        ? ok(user)
        : failure(401, 'AUTHENTICATION_REQUIRED')
    })
    const store = memoryTokens(tokens)
    const client = createClient({ baseUrl, fetch, tokens: store })
    const answers = await Promise.all([1, 2, 3].map(() => client.get('/auth/me')))
    expect(answers).toEqual([user, user, user])
    expect(requests.filter((line) => line.includes('/auth/refresh'))).toHaveLength(1)
    expect(store.read()).toEqual({ accessToken: 'new', refreshToken: 'r2' })
  })

  it('that cannot be renewed end the session, and the call fails', async () => {
    let ended = 0
    const { fetch } = serverOf(() => failure(401, 'AUTHENTICATION_REQUIRED'))
    const store = memoryTokens(tokens)
    const client = createClient({ baseUrl, fetch, tokens: store, onSessionEnd: () => ended++ })
    await expect(client.get('/auth/me')).rejects.toMatchObject({
      status: 401,
      code: 'AUTHENTICATION_REQUIRED',
    })
    expect([ended, store.read()]).toEqual([1, null])
  })

  it('stay when the platform cannot be reached for renewing them', async () => {
    const { fetch } = serverOf((request) => {
      if (request.url.endsWith('/auth/refresh')) throw new TypeError('no network')
      return failure(401, 'AUTHENTICATION_REQUIRED')
    })
    const store = memoryTokens(tokens)
    const client = createClient({ baseUrl, fetch, tokens: store })
    await expect(client.get('/auth/me')).rejects.toMatchObject({ code: 'NETWORK_ERROR' })
    expect(store.read()).toEqual(tokens)
  })

  it('are not sent with a password, and a wrong password does not renew them', async () => {
    const { requests, fetch } = serverOf(() => failure(401, 'INVALID_CREDENTIALS'))
    const client = createClient({ baseUrl, fetch, tokens: memoryTokens(tokens) })
    await expect(client.signIn({ email: 'a', password: 'b' })).rejects.toMatchObject({
      code: 'INVALID_CREDENTIALS',
    })
    expect(requests).toEqual(['POST /synth/auth/login null'])
  })

  it('live in a storage, which may hold something else', () => {
    const values = new Map<string, string>([
      ['broken', '{'],
      ['other', '{"accessToken":1}'],
    ])
    const storage = {
      getItem: (key: string) => values.get(key) ?? null,
      setItem: (key: string, value: string) => void values.set(key, value),
      removeItem: (key: string) => void values.delete(key),
    }
    expect(['broken', 'other', 'none'].map((key) => storedTokens(storage, key).read())).toEqual([
      null,
      null,
      null,
    ])
    const store = storedTokens(storage, 'tokens')
    store.write(tokens)
    expect(storedTokens(storage, 'tokens').read()).toEqual(tokens)
    store.write(null)
    expect(values.has('tokens')).toBe(false)
  })
})

describe('a call that fails', () => {
  const patient = { baseUrl, retryDelayMs: 1, retries: 2 }

  it('is repeated when it is safe and the reason passes', async () => {
    const { requests, fetch } = serverOf((_, count) => {
      if (count === 1) throw new TypeError('no network')
      return count === 2 ? failure(503, 'UNAVAILABLE', {}, { 'Retry-After': '0' }) : ok(user)
    })
    expect(await createClient({ ...patient, fetch }).get('/auth/me')).toEqual(user)
    expect(requests).toHaveLength(3)
  })

  it('is given up after so many repetitions', async () => {
    const { requests, fetch } = serverOf(() => failure(503, 'UNAVAILABLE'))
    await expect(createClient({ ...patient, fetch }).get('/auth/me')).rejects.toMatchObject({ status: 503 })
    expect(requests).toHaveLength(3)
  })

  it('is not repeated when it changes something, or is wrong', async () => {
    const down = serverOf(() => failure(503, 'UNAVAILABLE'))
    const body = { dataset_id: 1, model_type: 'ctgan' }
    const client = createClient({ ...patient, fetch: down.fetch })
    await expect(client.post('/generation/start', { body })).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    const missing = serverOf(() => failure(404, 'NOT_FOUND'))
    const other = createClient({ ...patient, fetch: missing.fetch })
    await expect(other.get('/upload/datasets/{id}', { path: { id: 7 } })).rejects.toMatchObject({
      status: 404,
    })
    expect([down.requests.length, missing.requests]).toEqual([1, ['GET /synth/upload/datasets/7 null']])
  })

  it('says code, all issues, the wait that is asked for and the number of the request', async () => {
    const issues = [{ path: 'epochs', message: 'must be at least 1' }]
    const headers = { 'X-Request-Id': 'req_1', 'Retry-After': '7' }
    const { fetch } = serverOf(() => failure(422, 'VALIDATION_ERROR', { issues }, headers))
    const error: unknown = await createClient({ ...patient, fetch })
      .get('/auth/me')
      .catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ status: 422, issues, requestId: 'req_1', retryAfterMs: 7000 })
  })

  it('with an answer of something else than the platform says so', async () => {
    const page = () => new Response('<html>', { headers: { 'content-type': 'text/html' } })
    const client = createClient({ ...patient, fetch: async () => page() })
    await expect(client.get('/auth/me')).rejects.toMatchObject({ code: 'UNREADABLE_ANSWER', status: 200 })
  })

  it('rejects with the reason of its signal, also while it waits', async () => {
    const { fetch } = serverOf(() => failure(503, 'UNAVAILABLE', {}, { 'Retry-After': '3600' }))
    const controller = new AbortController()
    const reason = new Error('enough')
    const call = createClient({ ...patient, fetch }).get('/auth/me', { signal: controller.signal })
    setImmediate(() => controller.abort(reason))
    await expect(call).rejects.toBe(reason)
  })
})
