import PgBoss from 'pg-boss'
import { lockUntilCommit } from '../database/advisory-lock.ts'
import type { Database } from '../database/database.ts'
import { describeError, type Logger } from '../logger.ts'

const queueName = 'work'

/**
 * The library's scripts bring a transaction of their own. Where one fails, as when several processes make the tables at once, its
 * connection would stay in the failed transaction, for whoever is given it next: hence they run in one of ours.
 */
const wholeTransaction = /^\s*BEGIN;([\s\S]*)COMMIT;\s*$/

/** The schema of pg-boss's own tables. */
const bossSchema = 'tabricate_queue'

/**
 * Tells workers, of this process and of others, that there is something to do. A message is only a wake-up: what is to be done, and
 * who does it, stands in the `jobs` table, since messages have no fence. A lost one is sent again by the sweeper.
 */
export interface WakeUp {
  /** Within the caller's transaction, if there is one: nobody is woken for a job that is not there. */
  send(jobId: number): Promise<void>
  /** Calls `work` whenever there may be something to do. */
  listen(work: () => void): Promise<void>
  stop(): Promise<void>
}

/**
 * Of several processes that begin at once, one makes the queue's tables: side by side the library's scripts wait for each other's locks, which ends in a
 * deadlock. The lock is held by a transaction beside `work`: timers that `work` starts must not take it for theirs.
 */
async function oneProcessAtATime(database: Database, work: () => Promise<void>): Promise<void> {
  // The embedded database has one process, and one connection.
  if (database.engine === 'pglite') return work()
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  let holding: Promise<void> = Promise.resolve()
  await new Promise<void>((resolve, reject) => {
    holding = database.transaction(async () => {
      await lockUntilCommit(database, 'queue')
      resolve()
      await released
    })
    holding.catch(reject)
  })
  try {
    await work()
  } finally {
    release()
    await holding
  }
}

export async function startWakeUp(database: Database, logger: Logger): Promise<WakeUp> {
  const listeners = new Set<() => void>()
  const asked = new Set<Promise<unknown>>()
  let isStopped = false

  /** The library goes on asking for a moment after it was stopped: what is being asked is waited for, and nothing is any more. */
  async function executeSql(text: string, values: unknown[] = []): Promise<{ rows: unknown[] }> {
    if (isStopped) throw new Error('The queue has stopped.')
    const script = wholeTransaction.exec(text)?.[1]
    const answer =
      script === undefined ? database.raw(text, values) : database.transaction(() => database.raw(script))
    asked.add(answer)
    try {
      return { rows: [...(await answer)] }
    } finally {
      asked.delete(answer)
    }
  }

  const boss = new PgBoss({
    db: { executeSql },
    schema: bossSchema,
    schedule: false,
    archiveCompletedAfterSeconds: 60,
    archiveFailedAfterSeconds: 60,
    deleteAfterHours: 1,
  })
  boss.on('error', (error) => {
    if (isStopped) return
    logger({ level: 'WARNING', module: 'queue', message: 'The queue failed', metadata: describeError(error) })
  })
  await oneProcessAtATime(database, async () => {
    await boss.start()
    if ((await boss.getQueue(queueName)) === null)
      await boss.createQueue(queueName, { name: queueName, policy: 'standard', retryLimit: 0 })
  })
  return {
    async send(jobId) {
      await boss.send(queueName, { jobId }, { retryLimit: 0, expireInSeconds: 60 })
      database.afterCommit(() => {
        for (const listener of listeners) listener()
      })
    },
    async listen(work) {
      listeners.add(work)
      await boss.work(queueName, { pollingIntervalSeconds: 1, batchSize: 20 }, async () => work())
    },
    async stop() {
      listeners.clear()
      await boss.stop({ graceful: false, wait: false, close: false })
      isStopped = true
      await Promise.allSettled(asked)
    },
  }
}
