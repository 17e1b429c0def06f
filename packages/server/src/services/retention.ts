import type { RetentionRepository } from '../database/repositories/retention-repository.ts'
import type { Logger } from '../logger.ts'
import type { ObjectStore } from '../object-store/object-store.ts'

export interface RetentionDependencies {
  readonly repository: RetentionRepository
  readonly store: ObjectStore
  /** 0: nothing is too old. */
  readonly days: number
  readonly logger: Logger
  readonly now: () => Date
}

/** How many of each were deleted. */
export interface Removed {
  readonly generations: number
  readonly optimizations: number
  readonly datasets: number
  readonly notifications: number
  readonly jobs: number
}

/** Deletes what is older than it may become, rows and files. Any number of processes may do it at once. */
export interface Retention {
  apply(): Promise<Removed>
}

const batchSize = 100
const hourMs = 3_600_000

export function createRetention({ repository, store, days, logger, now }: RetentionDependencies): Retention {
  type Batch = { readonly count: number; readonly keys: readonly string[] }

  /** Rows first: a file without a row is cleared up by the sweeper, a row without a file would be a lie. */
  async function removeAll(next: () => Promise<Batch>): Promise<number> {
    let total = 0
    for (;;) {
      const { count, keys } = await next()
      await store.delete(keys)
      total += count
      if (count < batchSize) return total
    }
  }

  return {
    async apply() {
      const at = now().getTime()
      const jobs = await repository.removeOrphanedJobs(new Date(at - hourMs))
      if (days === 0) return { generations: 0, optimizations: 0, datasets: 0, notifications: 0, jobs }
      const before = new Date(at - days * 24 * hourMs)
      // Datasets last: they are kept as long as what was made of them.
      const removed = {
        generations: await removeAll(() => repository.removeGenerations(before, batchSize)),
        optimizations: await removeAll(() => repository.removeStudies(before, batchSize)),
        datasets: await removeAll(() => repository.removeDatasets(before, batchSize)),
        notifications: await repository.removeNotifications(before),
        jobs,
      }
      if (Object.values(removed).some((count) => count > 0))
        logger({ level: 'INFO', module: 'retention', message: 'Deleted what was too old', metadata: removed })
      return removed
    },
  }
}
