import type { Database } from '../database/database.ts'
import { migrateLatest } from '../database/migrate.ts'
import { createJobRepository } from '../database/repositories/job-repository.ts'
import { createJobQueue } from '../jobs/job-queue.ts'
import { startWakeUp } from '../jobs/wake-up.ts'
import { silent } from '../logger.ts'
import type { QueueUnderTest } from './job-queue-cases.ts'

/** The platform's own queue on an empty database, for `jobQueueCases`: two accounts, no jobs. The caller stops it, then closes the database. */
export async function openTestQueue(database: Database): Promise<QueueUnderTest & { stop(): Promise<void> }> {
  await migrateLatest(database)
  await database.raw('delete from jobs')
  const jobs = createJobRepository(database)
  const wakeUp = await startWakeUp(database, silent)
  return {
    jobs,
    wakeUp,
    queue: createJobQueue({ database, jobs, wakeUp, maxAttempts: 3, now: () => new Date() }),
    transaction: database.transaction,
    owners: [await addOwner(database), await addOwner(database)],
    stop: wakeUp.stop,
  }
}

async function addOwner(database: Database): Promise<number> {
  const [row] = await database.raw("insert into users (role) values ('user') returning id")
  return Number(row?.['id'])
}
