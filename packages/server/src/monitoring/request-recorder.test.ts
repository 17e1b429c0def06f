import { createRng } from '@tabricate/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../database/database.ts'
import { migrateLatest } from '../database/migrate.ts'
import { createRequestFactRepository } from '../database/repositories/request-fact-repository.ts'
import { latencyBucket } from '../database/statistics/latency-buckets.ts'
import { createPerformanceStatistics } from '../database/statistics/performance-statistics.ts'
import { silent } from '../logger.ts'
import { openTestDatabase } from '../testing/test-database.ts'
import type { ClosedRequest } from './request-observer.ts'
import { createRequestRecorder } from './request-recorder.ts'

let database: Database
const people: number[] = []
beforeAll(async () => {
  database = await openTestDatabase()
  await migrateLatest(database)
  for (const name of ['one', 'two'])
    people.push(
      Number(
        (
          await database.raw("insert into users (external_subject, role) values ($1, 'user') returning id", [
            name,
          ])
        )[0]?.['id'],
      ),
    )
}, 60_000)
afterAll(() => database.close())

const start = Date.parse('2026-01-01T10:00:00Z')
const rng = createRng(3)
const routes = ['GET /upload/datasets', 'POST /generation/start', null]

interface Seen extends ClosedRequest {
  readonly at: Date
}

/** Up to rounding: sums here and there add in another order. */
const near = (value: number, digits: number): unknown => expect.closeTo(value, digits)

/** Nearest rank: the least value that so large a share does not exceed. */
function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN
}

/** What buckets that grow by a tenth may be off by. */
const tolerance = Math.sqrt(1.1) * 1.0001

function expectTraffic(figures: object, requests: readonly Seen[]) {
  const ms = requests.map(({ seconds }) => seconds * 1000).sort((a, b) => a - b)
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
  const failed = requests.filter(({ status }) => status >= 400).length
  const within = (share: number): unknown => {
    const exact = percentile(ms, share)
    return expect.toSatisfy((value: number) => value / exact < tolerance && exact / value < tolerance)
  }
  expect(figures).toMatchObject({
    requests: requests.length,
    succeeded: requests.length - failed,
    failed,
    server_errors: requests.filter(({ status }) => status >= 500).length,
    success_rate: near(1 - failed / requests.length, 9),
    failure_rate: near(failed / requests.length, 9),
    latency_ms: {
      mean: near(total(ms) / ms.length, 6),
      p50: within(0.5),
      p90: within(0.9),
      p95: within(0.95),
      p99: within(0.99),
    },
    bytes_received: total(requests.map(({ bytesReceived }) => bytesReceived)),
    bytes_sent: total(requests.map(({ bytesSent }) => bytesSent)),
  })
}

describe('requests that were counted by several processes', () => {
  const seen: Seen[] = []
  beforeAll(async () => {
    let at = new Date(start)
    const recorders = ['a', 'b', 'c'].map((process) =>
      createRequestRecorder({
        process,
        repository: createRequestFactRepository(database),
        logger: silent,
        now: () => at,
      }),
    )
    const writing: Promise<void>[] = []
    for (let index = 0; index < 3000; index++) {
      at = new Date(start + index * 100)
      const request = {
        method: 'GET',
        route: routes[rng.integer(routes.length)] ?? null,
        userId: [null, ...people][rng.integer(3)] ?? null,
      }
      const closed = {
        ...request,
        status: [200, 200, 201, 404, 422, 503][rng.integer(6)] ?? 200,
        // From a twentieth of a millisecond to minutes.
        seconds: 5e-5 * Math.exp(rng.uniform() * 14),
        bytesReceived: rng.integer(1000),
        bytesSent: rng.integer(100_000),
      }
      const recorder = recorders[rng.integer(recorders.length)]
      recorder?.opened(request)
      recorder?.closed(request, closed)
      seen.push({ ...closed, at })
      // Written while others are being counted, and twice at once.
      if (index % 50 === 0 && recorder !== undefined) writing.push(recorder.flush(), recorder.flush())
    }
    await Promise.all(writing)
    await Promise.all(recorders.map((recorder) => recorder.flush()))
  })

  const ranges = [
    { from: new Date(start), to: new Date(start + 600_000) },
    { from: new Date(start + 60_000), to: new Date(start + 125_000) },
  ]
  it.each(ranges)('are as many, as long and as large as they were, from $from', async ({ from, to }) => {
    const inRange = seen.filter(({ at }) => at >= from && at < to)
    for (const userId of [null, ...people]) {
      const own = inRange.filter((request) => userId === null || request.userId === userId)
      const traffic = await createPerformanceStatistics(database).traffic(userId, { from, to })
      expectTraffic(traffic.total, own)
      expect(traffic.routes.map(({ route }) => route).sort()).toEqual([
        'GET /upload/datasets',
        'POST /generation/start',
        'other',
      ])
      for (const { route, ...figures } of traffic.routes)
        expectTraffic(
          figures,
          own.filter((request) => (request.route ?? 'other') === route),
        )
    }
  })

  it('are none outside of the range', async () => {
    const { total, routes: none } = await createPerformanceStatistics(database).traffic(null, {
      from: new Date(start - 1000),
      to: new Date(start),
    })
    expect(none).toEqual([])
    expect(total).toMatchObject({ requests: 0, success_rate: null, latency_ms: { mean: null, p99: null } })
  })

  it('are the same after they have been summed up by the hour, by two at once', async () => {
    const statistics = createPerformanceStatistics(database)
    const hour = { from: new Date(start), to: new Date(start + 3_600_000) }
    const before = await statistics.traffic(null, hour)
    const repository = createRequestFactRepository(database)
    const rows = async () => Number((await database.raw('select count(*) from request_facts'))[0]?.['count'])
    const kinds = new Set(
      seen.map(
        ({ route, userId, status, seconds }) =>
          `${route} ${userId} ${status} ${latencyBucket(seconds * 1000)}`,
      ),
    )
    expect(await rows()).toBeGreaterThan(kinds.size)
    const later = new Date(start + 4 * 3_600_000)
    await Promise.all([repository.compact(later), repository.compact(later)])
    expect(await rows()).toBe(kinds.size)
    const after = await statistics.traffic(null, hour)
    expect(after.total).toMatchObject({
      ...before.total,
      latency_ms: { ...before.total.latency_ms, mean: near(before.total.latency_ms.mean ?? 0, 6) },
    })
    await repository.compact(new Date(start + 400 * 86_400_000))
    expect(await rows()).toBe(0)
  })
})

describe('requests that are not answered yet', () => {
  it('are counted over processes, until those are silent', async () => {
    let at = new Date(start)
    const [one = 0, two = 0] = people
    const recorder = (process: string) =>
      createRequestRecorder({
        process,
        repository: createRequestFactRepository(database),
        logger: silent,
        now: () => at,
      })
    const [first, second] = [recorder('first'), recorder('second')]
    const stream = { method: 'GET', route: 'GET /generation/stream/{id}', userId: one }
    first.opened(stream)
    first.opened({ ...stream })
    second.opened({ ...stream, userId: two })
    await Promise.all([first.flush(), second.flush()])
    const inFlight = (userId: number | null) => createPerformanceStatistics(database).inFlight(userId, at)
    expect(await inFlight(null)).toEqual({ total: 3, routes: [{ route: stream.route, requests: 3 }] })
    expect(await inFlight(one)).toEqual({ total: 2, routes: [{ route: stream.route, requests: 2 }] })

    at = new Date(start + 60_000)
    first.closed(stream, { ...stream, status: 200, seconds: 60, bytesReceived: 0, bytesSent: 1 })
    await first.flush()
    expect(await inFlight(null)).toEqual({ total: 1, routes: [{ route: stream.route, requests: 1 }] })
  })
})

describe('counts that the database does not take', () => {
  it('are written with the next ones', async () => {
    const repository = createRequestFactRepository(database)
    let isDown = true
    const recorder = createRequestRecorder({
      process: 'unlucky',
      repository: {
        ...repository,
        async add(facts, span) {
          if (isDown) throw new Error('The database is away.')
          await repository.add(facts, span)
        },
      },
      logger: silent,
      now: () => new Date('2026-05-01T00:00:00Z'),
    })
    const request = { method: 'GET', route: 'GET /auth/me', userId: null }
    const closed = { ...request, status: 200, seconds: 0.01, bytesReceived: 0, bytesSent: 5 }
    recorder.closed(request, closed)
    await expect(recorder.flush()).rejects.toThrow('away')
    recorder.closed(request, closed)
    isDown = false
    await recorder.flush()
    const { total } = await createPerformanceStatistics(database).traffic(null, {
      from: new Date('2026-05-01T00:00:00Z'),
      to: new Date('2026-05-02T00:00:00Z'),
    })
    expect(total).toMatchObject({ requests: 2, bytes_sent: 10 })
  })

  it('name nobody once somebody has left', async () => {
    const [row] = await database.raw(
      "insert into users (external_subject, role) values ('leaver', 'user') returning id",
    )
    const recorder = createRequestRecorder({
      process: 'p',
      repository: createRequestFactRepository(database),
      logger: silent,
      now: () => new Date('2026-06-01T00:00:00Z'),
    })
    const request = { method: 'GET', route: 'GET /auth/me', userId: Number(row?.['id']) }
    const closed = { ...request, status: 200, seconds: 0.01, bytesReceived: 0, bytesSent: 5 }
    recorder.closed(request, closed)
    await recorder.flush()
    recorder.closed(request, closed)
    await database.raw("delete from users where external_subject = 'leaver'")
    await recorder.flush()
    expect(
      await database.raw("select user_id, requests from request_facts where at >= '2026-06-01T00:00:00Z'"),
    ).toEqual([
      { user_id: null, requests: 1 },
      { user_id: null, requests: 1 },
    ])
  })
})
