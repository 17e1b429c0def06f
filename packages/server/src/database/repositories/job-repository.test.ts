import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestDatabase } from '../../testing/test-database.ts'
import type { Database } from '../database.ts'
import { migrateLatest } from '../migrate.ts'
import { createJobRepository, type JobRepository } from './job-repository.ts'

let database: Database
let jobs: JobRepository
const owners = [0, 0]
beforeAll(async () => {
  database = await openTestDatabase()
  await migrateLatest(database)
  jobs = createJobRepository(database)
  for (const index of owners.keys()) {
    const [row] = await database.raw(
      "insert into users (external_subject, role) values ($1, 'user') returning id",
      [`owner ${index}`],
    )
    owners[index] = Number(row?.['id'])
  }
}, 60_000)
afterAll(() => database.close())
beforeEach(() => database.raw('delete from jobs'))

const at = new Date('2026-01-01T00:00:00Z')
const later = (seconds: number) => new Date(at.getTime() + seconds * 1000)

function add(owner = 0, kind: 'profile' | 'generation' = 'generation', maxAttempts = 3) {
  return jobs.add({ kind, ownerId: owners[owner] ?? 0, maxAttempts, state: 'queued' })
}

async function claim(worker = 'a', maxGenerations = 100) {
  const job = await jobs.claim(worker, later(30), at, maxGenerations)
  if (job === null) throw new Error('There was nothing to claim.')
  return job
}

const nothing = async () => undefined
const stateOf = async (id: number) => (await jobs.byId(id))?.state

describe('a claim', () => {
  it('gives each job to one of many workers', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => add()))
    const claims = await Promise.all(
      Array.from({ length: 30 }, (_, index) => jobs.claim(`w${index}`, later(30), at, 100)),
    )
    const got = claims.flatMap((job) => (job === null ? [] : [job.id]))
    expect(got.sort((a, b) => a - b)).toEqual(ids.sort((a, b) => a - b))
  })

  it('keeps to the limit of generations of the deployment, and lets profiles pass', async () => {
    for (let count = 0; count < 5; count++) await add()
    const claims = await Promise.all(Array.from({ length: 5 }, () => jobs.claim('a', later(30), at, 2)))
    expect(claims.filter((job) => job !== null)).toHaveLength(2)
    const profile = await add(1, 'profile')
    expect(await jobs.claim('a', later(30), at, 2)).toMatchObject({ id: profile, kind: 'profile' })
    expect(await jobs.claim('a', later(30), at, 2)).toBeNull()
  })

  it('prefers owners with fewer running jobs, then older jobs', async () => {
    const [first, second, third] = [await add(0), await add(0), await add(0)]
    const [other, another] = [await add(1), await add(1)]
    const order: number[] = []
    for (let count = 0; count < 5; count++) order.push((await claim()).id)
    expect(order).toEqual([first, other, second, another, third])
  })

  it('counts attempts', async () => {
    const id = await add()
    expect((await claim()).attempt).toBe(1)
    await jobs.takeBackLost(later(31), nothing)
    expect(await claim('b')).toMatchObject({ id, attempt: 2 })
  })
})

describe('a stale attempt', () => {
  it('changes nothing', async () => {
    const id = await add()
    const stale = await claim('a')
    await jobs.takeBackLost(later(31), nothing)
    // Before anybody has claimed it again, too.
    expect(await jobs.finish(stale, { state: 'cancelled' }, at, nothing)).toBe(false)
    expect(await stateOf(id)).toBe('queued')
    const current = await claim('b')
    const written: string[] = []
    expect(await jobs.saveProgress(stale, { epoch: 9 })).toBe(false)
    expect(await jobs.renew([stale], later(99))).toEqual([])
    expect(await jobs.giveBack(stale)).toBe(false)
    expect(await jobs.finish(stale, { state: 'succeeded' }, at, async () => void written.push('stale'))).toBe(
      false,
    )
    expect(await jobs.byId(id)).toMatchObject({
      state: 'running',
      worker: 'b',
      progress: null,
      lease_until: later(30),
    })
    expect(
      await jobs.finish(current, { state: 'succeeded' }, at, async () => void written.push('current')),
    ).toBe(true)
    expect(
      await jobs.finish(current, { state: 'succeeded' }, at, async () => void written.push('twice')),
    ).toBe(false)
    expect(written).toEqual(['current'])
  })
})

describe('the end of a job', () => {
  it('is not kept when what it writes fails', async () => {
    const id = await add()
    const job = await claim()
    const broken = jobs.finish(job, { state: 'succeeded' }, at, async () => {
      await database.raw('update users set full_name = $1', ['half'])
      throw new Error('broken off')
    })
    await expect(broken).rejects.toThrow('broken off')
    expect(await stateOf(id)).toBe('running')
    expect(await database.raw("select * from users where full_name = 'half'")).toEqual([])
  })

  it('is told with its events, in order', async () => {
    const id = await add()
    const job = await claim()
    await jobs.saveProgress(job, { epoch: 1 })
    await jobs.finish(job, { state: 'failed', errorCode: 'X', error: 'why' }, at, nothing)
    const events = await jobs.eventsAfter(id, 0, 100)
    expect(events.map(({ type, attempt, data }) => [type, attempt, data])).toEqual([
      ['state', 0, { state: 'queued' }],
      ['state', 1, { state: 'running' }],
      ['progress', 1, { epoch: 1 }],
      ['state', 1, { state: 'failed' }],
    ])
    const [, second] = events
    expect(await jobs.eventsAfter(id, second?.id ?? 0, 1)).toEqual([events[2]])
  })
})

describe('a cancel', () => {
  it('ends at once what does not run', async () => {
    const id = await add()
    expect(await jobs.requestCancel(id, at)).toBe('cancelled')
    expect(await jobs.requestCancel(id, at)).toBeNull()
    expect(await jobs.claim('a', later(30), at, 100)).toBeNull()
  })

  it('is obeyed also by a job that has just done its work', async () => {
    const id = await add()
    const job = await claim()
    expect(await jobs.requestCancel(id, at)).toBe('requested')
    expect(await jobs.cancelRequested([id])).toEqual([id])
    expect(await jobs.finish(job, { state: 'succeeded' }, at, nothing)).toBe(false)
    expect(await jobs.finish(job, { state: 'cancelled' }, at, nothing)).toBe(true)
    expect(await stateOf(id)).toBe('cancelled')
  })

  it('is obeyed also when the worker stops or dies meanwhile', async () => {
    const id = await add()
    const job = await claim()
    await jobs.requestCancel(id, at)
    expect(await jobs.giveBack(job)).toBe(false)
    const ended: number[] = []
    expect(await jobs.takeBackLost(later(31), async (each) => void ended.push(each.id))).toBe(0)
    expect([await stateOf(id), ended]).toEqual(['cancelled', [id]])
  })
})

describe('a job of a silent worker', () => {
  it('is left alone while its lease lasts', async () => {
    const id = await add()
    const job = await claim()
    await jobs.renew([job], later(60))
    expect(await jobs.takeBackLost(later(31), nothing)).toBe(0)
    expect(await jobs.takeBackLost(later(61), nothing)).toBe(1)
    expect(await stateOf(id)).toBe('queued')
  })

  it('fails once it was begun often enough; giving back does not count', async () => {
    const id = await add(0, 'generation', 2)
    await jobs.giveBack(await claim())
    await claim()
    await jobs.takeBackLost(later(31), nothing)
    await claim()
    const ended: number[] = []
    await jobs.takeBackLost(later(31), async (job) => void ended.push(job.id))
    expect(ended).toEqual([id])
    expect(await jobs.byId(id)).toMatchObject({ state: 'failed', error_code: 'WORKER_LOST', attempt: 3 })
  })

  it('goes back to one queue, though many look for it', async () => {
    const id = await add()
    await claim()
    const counts = await Promise.all(Array.from({ length: 8 }, () => jobs.takeBackLost(later(31), nothing)))
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1)
    expect(await stateOf(id)).toBe('queued')
  })
})
