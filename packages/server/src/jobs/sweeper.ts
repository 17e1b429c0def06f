import type { JobRepository } from '../database/repositories/job-repository.ts'
import type { ObjectRepository } from '../database/repositories/object-repository.ts'
import type { SessionRepository } from '../database/repositories/session-repository.ts'
import type { ThrottleRepository } from '../database/repositories/throttle-repository.ts'
import { describeError, type Logger } from '../logger.ts'
import type { ObjectStore } from '../object-store/object-store.ts'
import type { JobKind } from './job.ts'
import type { WakeUp } from './wake-up.ts'
import type { JobRunner } from './worker.ts'

export interface SweeperDependencies {
  readonly jobs: JobRepository
  readonly objects: ObjectRepository
  readonly sessions: SessionRepository
  readonly throttles: ThrottleRepository
  readonly store: ObjectStore
  readonly wakeUp: WakeUp
  readonly runners: { readonly [kind in JobKind]: Pick<JobRunner, 'fail'> }
  readonly logger: Logger
  readonly now: () => Date
  readonly intervalMs: number
  /** A file younger than this may belong to a row that is just being written. */
  readonly orphanAgeMs: number
}

/** Settles what dead processes left behind. Any number may run at once: each step is safe to be done twice. */
export interface Sweeper {
  start(): void
  stop(): Promise<void>
  /** Takes back the jobs of silent workers, and wakes workers for jobs whose message was lost. */
  sweepJobs(): Promise<void>
  /** Deletes files that no row refers to. @returns their number */
  sweepFiles(): Promise<number>
  /** Has `work` done too whenever files are looked through. */
  also(work: () => Promise<void>): void
}

/** Files are looked through this often. */
const filesEveryMs = 3_600_000

/** So many keys are looked up at once. */
const batchSize = 500

export function createSweeper(dependencies: SweeperDependencies): Sweeper {
  const { jobs, objects, store, wakeUp, runners, logger, now } = dependencies
  const others: (() => Promise<void>)[] = []
  let timer: NodeJS.Timeout | null = null
  let filesAt = now().getTime()
  let last: Promise<unknown> = Promise.resolve()

  async function sweepJobs(): Promise<void> {
    const requeued = await jobs.takeBackLost(now(), (job) =>
      runners[job.kind].fail(job, 'Its worker died too often.'),
    )
    if (requeued > 0)
      logger({
        level: 'WARNING',
        module: 'sweeper',
        message: 'Jobs of silent workers are queued again',
        metadata: { requeued },
      })
    if (requeued > 0 || (await jobs.countQueued()) > 0) await wakeUp.send(0)
  }

  async function sweepFiles(): Promise<number> {
    const youngest = new Date(now().getTime() - dependencies.orphanAgeMs)
    let deleted = 0
    let keys: string[] = []
    const settle = async () => {
      const referred = await objects.referred(keys)
      const orphans = keys.filter((key) => !referred.has(key))
      await store.delete(orphans)
      deleted += orphans.length
      keys = []
    }
    for await (const { key, modifiedAt } of store.list('')) {
      if (modifiedAt > youngest) continue
      keys.push(key)
      if (keys.length >= batchSize) await settle()
    }
    await settle()
    await store.removeBroken?.(youngest)
    return deleted
  }

  async function sweep(): Promise<void> {
    await sweepJobs()
    if (now().getTime() - filesAt < filesEveryMs) return
    filesAt = now().getTime()
    await sweepFiles()
    for (const work of others) await work()
    await dependencies.sessions.removeEnded(new Date(filesAt - 30 * 86_400_000))
    await dependencies.throttles.removeEnded(now())
  }

  return {
    start() {
      let isBusy = false
      timer = setInterval(() => {
        if (isBusy) return
        isBusy = true
        last = sweep()
          .catch((error: unknown) =>
            logger({
              level: 'ERROR',
              module: 'sweeper',
              message: 'Sweeping failed',
              metadata: describeError(error),
            }),
          )
          .finally(() => {
            isBusy = false
          })
      }, dependencies.intervalMs)
    },
    async stop() {
      if (timer !== null) clearInterval(timer)
      await last
    },
    sweepJobs,
    sweepFiles,
    also(work) {
      others.push(work)
    },
  }
}
