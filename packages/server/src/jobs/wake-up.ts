import PgBoss from 'pg-boss'
import { lockUntilCommit } from '../database/advisory-lock.ts'
import type { Database } from '../database/database.ts'
import { describeError, type Logger } from '../logger.ts'
import { createPeriodic } from './periodic.ts'

const queueName = 'work'

/** A process that is not told directly learns within this that there is something to do. */
const pollMs = 1000

/** So many messages are taken at once. */
const batchSize = 20

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
  /** Calls `work` whenever there may be something to do: at once for what this process sends, within a second for others'. */
  listen(work: () => void): void
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

  /** The library's maintenance goes on asking for a moment after it was stopped: what is being asked is waited for, and nothing is any more. */
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
  const report = (error: unknown) => {
    if (isStopped) return
    logger({ level: 'WARNING', module: 'queue', message: 'The queue failed', metadata: describeError(error) })
  }
  boss.on('error', report)
  await oneProcessAtATime(database, async () => {
    await boss.start()
    if ((await boss.getQueue(queueName)) === null)
      await boss.createQueue(queueName, { name: queueName, policy: 'standard', retryLimit: 0 })
  })
  const wakeListeners = () => {
    for (const listener of listeners) listener()
  }
  // The library's own workers end messages without waiting for it: where that fails, as when the database restarts, nobody catches the error.
  const polling = createPeriodic(
    pollMs,
    async () => {
      const messages = await boss.fetch(queueName, { batchSize })
      if (messages.length === 0) return
      wakeListeners()
      await boss.complete(
        queueName,
        messages.map(({ id }) => id),
      )
    },
    report,
  )
  return {
    async send(jobId) {
      await boss.send(queueName, { jobId }, { retryLimit: 0, expireInSeconds: 60 })
      database.afterCommit(wakeListeners)
    },
    listen(work) {
      if (listeners.size === 0) polling.start()
      listeners.add(work)
    },
    async stop() {
      listeners.clear()
      await polling.stop()
      await boss.stop({ graceful: false, wait: false, close: false })
      isStopped = true
      await Promise.allSettled(asked)
    },
  }
}
