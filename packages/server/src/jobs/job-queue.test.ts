import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../database/database.ts'
import { jobQueueCases } from '../testing/job-queue-cases.ts'
import { openTestDatabase } from '../testing/test-database.ts'
import { openTestQueue } from '../testing/test-queue.ts'

let database: Database
let opened: Awaited<ReturnType<typeof openTestQueue>>
beforeAll(async () => {
  database = await openTestDatabase()
}, 60_000)
afterAll(() => database.close())
beforeEach(async () => {
  opened = await openTestQueue(database)
})
afterEach(() => opened.stop())

describe('the queue of jobs', () => {
  for (const each of jobQueueCases) it(each.name, () => each.run(opened))
})

describe('the cases of a queue', () => {
  it('find a queue that gives a job out twice, and one that ignores attempts', async () => {
    const [exclusive, stale] = ['gives each job to one worker', 'lets a stale attempt change nothing'].map(
      (name) => jobQueueCases.find((each) => each.name.startsWith(name)),
    )
    const id = await opened.queue.add('generation', opened.owners[0])
    const twice = { id, kind: 'generation', ownerId: opened.owners[0], attempt: 1 } as const
    const generous = { ...opened, jobs: { ...opened.jobs, claim: async () => twice } }
    await expect(exclusive?.run(generous)).rejects.toThrow(/The queue gave/)
    const careless = { ...opened, jobs: { ...opened.jobs, finish: async () => true } }
    await expect(stale?.run(careless)).rejects.toThrow(/The queue gave/)
  })
})
