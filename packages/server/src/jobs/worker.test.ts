import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../database/database.ts'
import { silent } from '../logger.ts'
import { openTestDatabase } from '../testing/test-database.ts'
import { openTestQueue } from '../testing/test-queue.ts'
import { createWorker, type JobRunner } from './worker.ts'

let database: Database
beforeAll(async () => {
  database = await openTestDatabase()
}, 60_000)
afterAll(() => database.close())

describe('a worker', () => {
  it('has what a failed job kept removed once its end is written', async () => {
    const { queue, jobs, wakeUp, owners, stop } = await openTestQueue(database)
    let cleared: (id: number) => void = () => undefined
    const clearedId = new Promise<number>((resolve) => {
      cleared = resolve
    })
    const states: unknown[] = []
    const runner: JobRunner = {
      run: () => Promise.reject(new Error('no such thing')),
      fail: async () => undefined,
      async clear({ id }) {
        states.push((await jobs.byId(id))?.state)
        cleared(id)
      },
    }
    const worker = createWorker({
      name: 'worker',
      jobs,
      wakeUp,
      runners: { profile: runner, generation: runner, trial: runner },
      slots: 1,
      maxGenerations: 1,
      leaseMs: 30_000,
      jobTimeoutMs: 60_000,
      onCancel: queue.onCancel,
      logger: silent,
      now: () => new Date(),
    })
    const id = await queue.add('generation', owners[0])
    await worker.start()
    expect(await clearedId).toBe(id)
    expect(states).toEqual(['failed'])
    await worker.stop()
    await stop()
  })
})
