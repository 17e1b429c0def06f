import type { JobRepository } from '../database/repositories/job-repository.ts'
import type { ClaimedJob } from '../jobs/job.ts'
import type { JobQueue } from '../jobs/job-queue.ts'
import type { WakeUp } from '../jobs/wake-up.ts'

/** A queue with what is behind it, on a database without jobs. */
export interface QueueUnderTest {
  readonly queue: JobQueue
  readonly jobs: JobRepository
  readonly wakeUp: WakeUp
  /** Runs `work` in a transaction of the database. */
  transaction<Result>(work: () => Promise<Result>): Promise<Result>
  /** Two accounts. */
  readonly owners: readonly [number, number]
}

/** One thing that every queue owes. It throws an error when it does not hold; needs no test framework. */
export interface JobQueueCase {
  readonly name: string
  run(queue: QueueUnderTest): Promise<void>
}

/** The contract of the job queue and of the jobs that it keeps, as named cases. Each begins without jobs. */
export const jobQueueCases: readonly JobQueueCase[] = [
  {
    name: 'gives each job to one worker, however many ask at once',
    async run(given) {
      const ids = await addMany(given, 20)
      const claims = await Promise.all(Array.from({ length: 30 }, (_, index) => claim(given, `w${index}`)))
      equal(sorted(claims.flatMap((job) => (job === null ? [] : [job.id]))), sorted(ids))
    },
  },
  {
    name: 'forgets a job whose transaction was taken back',
    async run(given) {
      const failure = new Error('taken back')
      const outcome = await given
        .transaction(async () => {
          await given.queue.add('generation', given.owners[0])
          throw failure
        })
        .catch((error: unknown) => error)
      equal(outcome === failure, true)
      equal(await claim(given), null)
    },
  },
  {
    name: 'wakes a listener for a job, which is there by then',
    async run(given) {
      const id = await given.transaction(() => given.queue.add('generation', given.owners[0]))
      const claimed = new Promise<number>((resolve, reject) => {
        // It may be woken for nothing too.
        const work = () => void claim(given).then((job) => job !== null && resolve(job.id), reject)
        given.wakeUp.listen(work)
        given.wakeUp.send(id).catch(reject)
      })
      equal(await claimed, id)
    },
  },
  {
    name: 'shares workers fairly: an owner without running jobs comes first',
    async run(given) {
      const [first, second] = given.owners
      const [oldest] = await addMany(given, 3, first)
      const other = await given.queue.add('generation', second)
      equal((await claim(given))?.id, oldest)
      equal((await claim(given))?.id, other)
    },
  },
  {
    name: 'keeps to the limit of generations, which profiles pass by',
    async run(given) {
      await addMany(given, 3)
      const profile = await given.queue.add('profile', given.owners[1])
      equal((await claim(given, 'w', 1))?.id, profile)
      equal((await claim(given, 'w', 1)) === null, false)
      equal(await claim(given, 'w', 1), null)
    },
  },
  {
    name: 'keeps a held job until it is released, and one that waits until it is approved',
    async run(given) {
      const held = await given.queue.add('generation', given.owners[0], { isHeld: true })
      const waiting = await given.queue.add('generation', given.owners[0], { needsApproval: true })
      equal(await claim(given), null)
      await given.queue.release(held)
      equal((await claim(given))?.id, held)
      equal(await given.queue.approve(waiting), true)
      equal(await given.queue.approve(waiting), false)
      equal((await claim(given))?.id, waiting)
    },
  },
  {
    name: 'cancels what does not run at once, and never gives it out',
    async run(given) {
      const id = await given.queue.add('generation', given.owners[0])
      equal(await given.queue.cancel(id), 'cancelled')
      equal(await given.queue.cancel(id), null)
      equal(await claim(given), null)
    },
  },
  {
    name: 'asks the worker of a running job to cancel, after which the job cannot succeed',
    async run(given) {
      const asked: number[] = []
      given.queue.onCancel((jobId) => asked.push(jobId))
      const job = await addAndClaim(given)
      equal(await given.queue.cancel(job.id), 'requested')
      equal(asked, [job.id])
      equal(await given.jobs.cancelRequested([job.id]), [job.id])
      equal(await finish(given, job, 'succeeded'), false)
      equal(await given.jobs.giveBack(job), false)
      equal(await finish(given, job, 'cancelled'), true)
    },
  },
  {
    name: 'tells nobody of a cancel that was taken back',
    async run(given) {
      const asked: number[] = []
      given.queue.onCancel((jobId) => asked.push(jobId))
      const job = await addAndClaim(given)
      await given
        .transaction(async () => {
          await given.queue.cancel(job.id)
          throw new Error('taken back')
        })
        .catch(() => undefined)
      equal(asked, [])
      equal(await finish(given, job, 'succeeded'), true)
    },
  },
  {
    name: 'cancels all jobs of an owner, and none of another',
    async run(given) {
      const [first, second] = given.owners
      await addMany(given, 3, first)
      const other = await given.queue.add('generation', second)
      await given.queue.cancelAllOf(first)
      equal((await claim(given))?.id, other)
      equal(await claim(given), null)
    },
  },
  {
    name: 'lets a stale attempt change nothing',
    async run(given) {
      const stale = await addAndClaim(given)
      equal(await given.jobs.giveBack(stale), true)
      // Nor between two attempts, while nobody has the job.
      equal(await finish(given, stale, 'succeeded'), false)
      const fresh = await claim(given)
      equal(fresh?.attempt, stale.attempt + 1)
      equal(await finish(given, stale, 'failed'), false)
      equal(await given.jobs.saveProgress(stale, { share: 1 }), false)
      equal(await given.jobs.renew([stale], later(60)), [])
      if (fresh !== null) equal(await finish(given, fresh, 'succeeded'), true)
    },
  },
  {
    name: 'ends a job together with what it has made, or not at all',
    async run(given) {
      const job = await addAndClaim(given)
      const end = { state: 'succeeded' } as const
      const outcome = await given.jobs
        .finish(job, end, start, async () => {
          throw new Error('not stored')
        })
        .catch(() => 'refused')
      equal(outcome, 'refused')
      equal((await given.jobs.byId(job.id))?.state, 'running')
    },
  },
  {
    name: 'takes jobs back from silent workers, and gives up after the last attempt',
    async run(given) {
      const { id } = await addAndClaim(given)
      const ended: number[] = []
      const takeBack = () =>
        given.jobs.takeBackLost(later(3600), async (job) => {
          ended.push(job.id)
        })
      let attempts = 1
      while ((await takeBack()) > 0 && (await claim(given)) !== null) attempts++
      const job = await given.jobs.byId(id)
      equal([job?.state, job?.error_code, job?.attempt], ['failed', 'WORKER_LOST', attempts])
      equal([attempts, ended], [job?.max_attempts, [id]])
    },
  },
]

const start = new Date('2026-01-01T00:00:00Z')
const later = (seconds: number) => new Date(start.getTime() + seconds * 1000)

async function addMany(
  { queue, owners }: QueueUnderTest,
  count: number,
  owner = owners[0],
): Promise<number[]> {
  const ids: number[] = []
  for (let index = 0; index < count; index++) ids.push(await queue.add('generation', owner))
  return ids
}

function claim({ jobs }: QueueUnderTest, worker = 'w', maxGenerations = 100): Promise<ClaimedJob | null> {
  return jobs.claim(worker, later(30), start, maxGenerations)
}

async function addAndClaim(given: QueueUnderTest): Promise<ClaimedJob> {
  await addMany(given, 1)
  const job = await claim(given)
  if (job === null) throw new Error('The queue gave no job, although one waits.')
  return job
}

function finish({ jobs }: QueueUnderTest, job: ClaimedJob, state: 'succeeded' | 'failed' | 'cancelled') {
  return jobs.finish(job, { state }, start, async () => undefined)
}

const sorted = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)

function equal(actual: unknown, expected: unknown): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (a !== b) throw new Error(`The queue gave ${a}, not ${b}.`)
}
