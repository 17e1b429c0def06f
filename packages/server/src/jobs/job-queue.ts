import type { Database } from '../database/database.ts'
import type { JobRepository } from '../database/repositories/job-repository.ts'
import type { JobKind } from './job.ts'
import type { WakeUp } from './wake-up.ts'

/** Where services put work. */
export interface JobQueue {
  /** Adds a job within the caller's transaction. @returns its number */
  add(
    kind: JobKind,
    ownerId: number,
    options?: { readonly needsApproval?: boolean; readonly isHeld?: boolean },
  ): Promise<number>
  /** Lets a job that was held be claimed. */
  release(jobId: number): Promise<void>
  /** Lets a job that waits for an administrator be done. @returns false when it does not wait */
  approve(jobId: number): Promise<boolean>
  /** See {@link JobRepository.requestCancel}. */
  cancel(jobId: number): Promise<'cancelled' | 'requested' | null>
  cancelAllOf(ownerId: number): Promise<void>
  /** Calls `listener` at once when a running job of this process is to be cancelled; others ask the database. */
  onCancel(listener: (jobId: number) => void): void
}

export interface JobQueueDependencies {
  readonly database: Database
  readonly jobs: JobRepository
  readonly wakeUp: WakeUp
  readonly maxAttempts: number
  readonly now: () => Date
}

export function createJobQueue(dependencies: JobQueueDependencies): JobQueue {
  const { database, jobs, wakeUp, maxAttempts, now } = dependencies
  const listeners = new Set<(jobId: number) => void>()

  async function cancel(jobId: number) {
    const outcome = await jobs.requestCancel(jobId, now())
    if (outcome === 'requested')
      database.afterCommit(() => {
        for (const listener of listeners) listener(jobId)
      })
    return outcome
  }

  return {
    async add(kind, ownerId, { needsApproval = false, isHeld = false } = {}) {
      return database.transaction(async () => {
        const state = needsApproval ? 'awaiting_approval' : 'queued'
        const id = await jobs.add({ kind, ownerId, maxAttempts, state, isHeld })
        if (!needsApproval && !isHeld) await wakeUp.send(id)
        return id
      })
    },
    async release(jobId) {
      await database.transaction(async () => {
        await jobs.release(jobId)
        await wakeUp.send(jobId)
      })
    },
    async approve(jobId) {
      return database.transaction(async () => {
        const isApproved = await jobs.approve(jobId)
        if (isApproved) await wakeUp.send(jobId)
        return isApproved
      })
    },
    cancel,
    async cancelAllOf(ownerId) {
      for (const id of await jobs.runningOfOwner(ownerId)) await cancel(id)
    },
    onCancel(listener) {
      listeners.add(listener)
    },
  }
}
