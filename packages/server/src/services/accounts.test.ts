import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { baselineModels } from '../../test/baseline-models.ts'
import { createCheckedServer } from '../../test/checked-server.ts'
import type { TestServer } from '../testing/test-server.ts'

let platform: TestServer
let clock = Date.parse('2026-01-01T00:00:00Z')
beforeAll(async () => {
  platform = await createCheckedServer({
    models: [baselineModels],
    worker: false,
    now: () => new Date(clock),
    settings: { rateLimits: true },
  })
}, 60_000)
afterAll(() => platform.stop())

/** Failures are counted for a quarter of an hour. */
const quarterMs = 15 * 60_000 + 1

const tokens = z.object({ access_token: z.string(), refresh_token: z.string() })
const body = (email: string, password = 'a good password') => ({ email, password })

async function signIn(email: string) {
  await platform.call('POST', '/auth/register', { body: body(email) })
  return tokens.parse((await platform.call('POST', '/auth/login', { body: body(email) })).data)
}

const refresh = (refresh_token: string) => platform.call('POST', '/auth/refresh', { body: { refresh_token } })
const me = (token: string) => platform.call('GET', '/auth/me', { token })

describe('an account', () => {
  it('is made once for an address, in whatever case', async () => {
    const first = await platform.call('POST', '/auth/register', { body: body('Ada@example.org') })
    expect(first.status).toBe(201)
    expect(first.data).toMatchObject({ email: 'ada@example.org', role: 'user', is_active: true })
    expect(JSON.stringify(first.body)).not.toMatch(/hash|\$2/)
    const again = await platform.call('POST', '/auth/register', { body: body('ADA@example.org') })
    expect([again.status, again.code]).toEqual([409, 'CONFLICT'])
  })

  it('is not made with a password that bcrypt would cut', async () => {
    const { status, body: answer } = await platform.call('POST', '/auth/register', {
      body: body('long@example.org', 'é'.repeat(40)),
    })
    expect(status).toBe(422)
    expect(answer).toMatchObject({
      error: { code: 'VALIDATION_ERROR', details: { issues: [{ path: 'password' }] } },
    })
  })

  it('tells all that is wrong at once', async () => {
    const { body: answer } = await platform.call('POST', '/auth/register', {
      body: { email: 'nobody', password: 'x', admin: true },
    })
    expect(JSON.stringify(answer)).toMatch(/"path":"email".*"path":"password".*admin/)
  })

  it('is changed and deleted by its owner, who knows the password', async () => {
    const { access_token: token } = await signIn('leaver@example.org')
    const changed = await platform.call('PUT', '/users/profile', {
      token,
      body: { full_name: 'Ada', preferences: { theme: 'dark' } },
    })
    expect(changed.data).toMatchObject({ full_name: 'Ada', preferences: { theme: 'dark' }, country: null })
    const refused = await platform.call('DELETE', '/users/account', { token, body: { password: 'wrong' } })
    expect(refused.code).toBe('INVALID_CREDENTIALS')
    const deleted = await platform.call('DELETE', '/users/account', {
      token,
      body: { password: 'a good password' },
    })
    expect(deleted.status).toBe(200)
    expect((await me(token)).status).toBe(401)
  })
})

describe('a session', () => {
  it('goes on with each refresh token once', async () => {
    const first = await signIn('rotation@example.org')
    const second = tokens.parse((await refresh(first.refresh_token)).data)
    expect(second.refresh_token).not.toBe(first.refresh_token)
    expect((await me(second.access_token)).status).toBe(200)
    const third = tokens.parse((await refresh(second.refresh_token)).data)
    expect((await me(third.access_token)).status).toBe(200)
  })

  it('lets parallel refreshes through for ten seconds', async () => {
    const first = await signIn('parallel@example.org')
    const both = await Promise.all([refresh(first.refresh_token), refresh(first.refresh_token)])
    expect(both.map(({ status }) => status)).toEqual([200, 200])
    const [a, b] = both.map(({ data }) => tokens.parse(data))
    expect((await refresh(a?.refresh_token ?? '')).status).toBe(200)
    expect((await refresh(b?.refresh_token ?? '')).status).toBe(200)
  })

  it('ends when a used refresh token comes again: somebody else has it', async () => {
    const first = await signIn('stolen@example.org')
    const second = tokens.parse((await refresh(first.refresh_token)).data)
    clock += 11_000
    expect((await me(second.access_token)).status).toBe(200)
    expect((await refresh(first.refresh_token)).code).toBe('INVALID_CREDENTIALS')
    expect((await refresh(second.refresh_token)).code).toBe('INVALID_CREDENTIALS')
    // The whole family: what was made of the stolen one, and the access tokens.
    expect((await me(second.access_token)).status).toBe(401)
    expect((await me(first.access_token)).status).toBe(401)
  })

  it('ends with logout, and all of them with everywhere', async () => {
    const one = await signIn('leaving@example.org')
    const other = await signIn('leaving@example.org')
    const sessions = await platform.call('GET', '/auth/sessions', { token: one.access_token })
    expect(sessions.data).toMatchObject({ items: [expect.anything(), expect.anything()] })
    await platform.call('POST', '/auth/logout', { token: one.access_token, body: {} })
    expect((await me(one.access_token)).status).toBe(401)
    expect((await refresh(one.refresh_token)).status).toBe(401)
    expect((await refresh(other.refresh_token)).status).toBe(200)
    await platform.call('POST', '/auth/logout', { token: other.access_token, body: { everywhere: true } })
    expect((await me(other.access_token)).status).toBe(401)
    expect((await refresh(other.refresh_token)).status).toBe(401)
  })

  it('lets access tokens end after half an hour', async () => {
    const { access_token: token } = await signIn('late@example.org')
    clock += 29 * 60_000
    expect((await me(token)).status).toBe(200)
    clock += 2 * 60_000
    expect((await me(token)).status).toBe(401)
  })
})

describe('guessing', () => {
  const guess = (email: string) =>
    platform.call('POST', '/auth/login', { body: body(email, 'a wrong guess') })

  it('gets the same answer for accounts that exist and that do not', async () => {
    await signIn('exists@example.org')
    const [known, unknown] = [await guess('exists@example.org'), await guess('missing@example.org')]
    expect(known.status).toBe(401)
    expect(known.body).toMatchObject({ error: { message: 'The e-mail address or the password is wrong.' } })
    expect({ ...z.object({ error: z.json() }).parse(known.body) }).toEqual({
      ...z.object({ error: z.json() }).parse(unknown.body),
    })
  })

  it('has to wait longer with every failure, even with the right password then', async () => {
    const email = 'guessed@example.org'
    await signIn(email)
    for (let attempt = 0; attempt < 4; attempt++) expect((await guess(email)).status).toBe(401)
    const waits: number[] = []
    for (let attempt = 0; attempt < 4; attempt++) {
      expect((await guess(email)).status).toBe(401)
      const refused = await platform.call('POST', '/auth/login', { body: body(email) })
      expect(refused.code).toBe('RATE_LIMITED')
      waits.push(Number(refused.headers.get('retry-after')))
      clock += (waits.at(-1) ?? 0) * 1000 + 1
    }
    expect(waits).toEqual([1, 2, 4, 8])
  })

  it('one account after the other makes the address wait, whoever asks from there', async () => {
    await signIn('neighbour@example.org')
    const right = () => platform.call('POST', '/auth/login', { body: body('neighbour@example.org') })
    clock += quarterMs
    for (let attempt = 0; attempt < 49; attempt++)
      expect((await guess(`guess${attempt}@example.org`)).status).toBe(401)
    expect((await right()).status).toBe(200)
    expect((await guess('one-more@example.org')).status).toBe(401)
    const refused = await right()
    expect([refused.status, refused.code, refused.headers.get('retry-after')]).toEqual([
      429,
      'RATE_LIMITED',
      '1',
    ])
    clock += 1001
    expect((await right()).status).toBe(200)
    // Not forgotten: the next failure costs more.
    expect((await guess('yet-another@example.org')).status).toBe(401)
    expect((await right()).headers.get('retry-after')).toBe('2')
    clock += quarterMs
    expect((await right()).status).toBe(200)
  })
})

describe('one address', () => {
  it('makes twenty accounts a minute', async () => {
    clock += quarterMs
    const statuses: number[] = []
    for (let count = 0; count < 21; count++)
      statuses.push(
        (await platform.call('POST', '/auth/register', { body: body(`many${count}@example.org`) })).status,
      )
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 201), 429])
    clock += 60_001
    expect((await platform.call('POST', '/auth/register', { body: body('later@example.org') })).status).toBe(
      201,
    )
  })

  it('refreshes 120 times a minute', async () => {
    const codes: unknown[] = []
    for (let count = 0; count < 121; count++) codes.push((await refresh('nonsense')).code)
    expect(codes.filter((code) => code === 'INVALID_CREDENTIALS')).toHaveLength(120)
    expect(codes.at(-1)).toBe('RATE_LIMITED')
  })
})

describe('a token', () => {
  it('is refused when it is forged, of another algorithm or of nobody', async () => {
    const { access_token: token } = await signIn('forged@example.org')
    const [header = '', payload = '', signature = ''] = token.split('.')
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url')
    const other = Buffer.from(
      JSON.stringify({
        ...z.looseObject({}).parse(JSON.parse(Buffer.from(payload, 'base64url').toString())),
        sub: '1',
      }),
    ).toString('base64url')
    for (const forged of [`${none}.${payload}.`, `${header}.${other}.${signature}`, 'nonsense', ''])
      expect((await me(forged)).status).toBe(401)
  })
})
