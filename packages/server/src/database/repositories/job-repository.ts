import type { Json } from '@tabricate/core'
import { z } from 'zod'
import type { ClaimedJob, JobEvent, JobKind, JobRow } from '../../jobs/job.ts'
import { isFinal, type JobState, statesBefore } from '../../jobs/job-states.ts'
import { lockUntilCommit } from '../advisory-lock.ts'
import type { Database } from '../database.ts'

const claimedSchema = z.object({
  id: z.number(),
  kind: z.enum(['profile', 'generation', 'trial']),
  owner_id: z.number(),
  attempt: z.number(),
})

/** How a job ended. */
export interface JobEnd {
  readonly state: 'succeeded' | 'failed' | 'cancelled'
  readonly errorCode?: string
  readonly error?: string
  readonly peakMemoryBytes?: number | null
}

/** @param onMove called in the transaction of every change of state, after all that is written with it */
export function createJobRepository(
  database: Database,
  onMove: (jobId: number, state: JobState) => Promise<void> = async () => undefined,
) {
  const jobs = () => database.sql()<JobRow>('jobs')

  async function addEvent(jobId: number, attempt: number, type: JobEvent['type'], data: Json): Promise<void> {
    await database
      .sql()('job_events')
      .insert({ job_id: jobId, attempt, type, data: JSON.stringify(data) })
  }

  /**
   * Moves a job, if its state and attempt allow it, and tells of it in the same transaction, after what `effects` writes. One that is to be cancelled moves nowhere
   * else than to its end.
   */
  async function move(
    id: number,
    state: JobState,
    attempt: number,
    change: { readonly [column: string]: unknown },
    from: readonly JobState[] = statesBefore(state),
    effects: () => Promise<void> = async () => undefined,
  ): Promise<boolean> {
    return database.transaction(async () => {
      const query = database
        .sql()('jobs')
        .where({ id, attempt })
        .whereIn('state', [...from])
      if (state === 'succeeded' || state === 'queued') query.where({ cancel_requested: false })
      const rows: { attempt: number }[] = await query
        .update({ ...change, state, ...(isFinal(state) && { checkpoint_key: null }) })
        .returning('attempt')
      const [row] = rows
      if (row === undefined) return false
      await addEvent(id, row.attempt, 'state', { state })
      await effects()
      await onMove(id, state)
      return true
    })
  }

  return {
    async add(job: {
      readonly kind: JobKind
      readonly ownerId: number
      readonly maxAttempts: number
      readonly state: 'queued' | 'awaiting_approval'
      /** It waits for something else before it may be claimed. */
      readonly isHeld?: boolean
    }): Promise<number> {
      return database.transaction(async () => {
        const [row] = await jobs()
          .insert({
            kind: job.kind,
            owner_id: job.ownerId,
            max_attempts: job.maxAttempts,
            state: job.state,
            is_held: job.isHeld ?? false,
          })
          .returning('id')
        const id = row?.id ?? 0
        await addEvent(id, 0, 'state', { state: job.state })
        return id
      })
    },

    async byId(id: number): Promise<JobRow | undefined> {
      return jobs().where({ id }).first()
    },

    /**
     * Claims the next job for a worker. Generations run up to `maxGenerations` at once over all workers; owners with fewer running
     * jobs come first, then older jobs.
     */
    async claim(
      worker: string,
      leaseUntil: Date,
      at: Date,
      maxGenerations: number,
    ): Promise<ClaimedJob | null> {
      return database.transaction(async () => {
        // All claims of a deployment take turns, so that the count of what runs is right.
        await lockUntilCommit(database, 'claim')
        const rows = await database.raw(
          `with running as (
             select owner_id, count(*) as jobs from jobs where state = 'running' group by owner_id
           ), next as (
             select j.id from jobs j left join running r on r.owner_id = j.owner_id
             where j.state = 'queued' and not j.cancel_requested and not j.is_held
               and (j.kind = 'profile'
                 or (select count(*) from jobs where state = 'running' and kind <> 'profile') < $1::int)
             order by case j.kind when 'profile' then 0 else 1 end, coalesce(r.jobs, 0), j.id
             limit 1
           )
           update jobs set state = 'running', attempt = attempt + 1, worker = $2::text,
             lease_until = $3::timestamptz, started_at = coalesce(started_at, $4::timestamptz)
           where id = (select id from next) and state = 'queued'
           returning id, kind, owner_id, attempt`,
          [maxGenerations, worker, leaseUntil, at],
        )
        const [row] = rows
        if (row === undefined) return null
        const { id, kind, owner_id: ownerId, attempt } = claimedSchema.parse(row)
        await addEvent(id, attempt, 'state', { state: 'running' })
        return { id, kind, ownerId, attempt }
      })
    },

    /** Keeps the claims of a worker. @returns those that it still has, with whether they are to be cancelled */
    async renew(
      claims: readonly { readonly id: number; readonly attempt: number }[],
      leaseUntil: Date,
    ): Promise<
      readonly { readonly id: number; readonly attempt: number; readonly cancelRequested: boolean }[]
    > {
      if (claims.length === 0) return []
      const rows = await jobs()
        .where({ state: 'running' })
        .whereIn(
          ['id', 'attempt'],
          claims.map(({ id, attempt }) => [id, attempt]),
        )
        .update({ lease_until: leaseUntil })
        .returning(['id', 'attempt', 'cancel_requested'])
      return rows.map((row) => ({
        id: row.id,
        attempt: row.attempt,
        cancelRequested: row.cancel_requested,
      }))
    },

    /** Those of the jobs that are to be cancelled, or are no more: their owner has left. */
    async cancelRequested(ids: readonly number[]): Promise<readonly number[]> {
      if (ids.length === 0) return []
      const rows = await jobs().whereIn('id', ids).where({ cancel_requested: false }).select('id')
      const wanted = new Set(rows.map(({ id }) => id))
      return ids.filter((id) => !wanted.has(id))
    },

    /** False when the attempt is stale: then nothing has changed. */
    async saveProgress(
      claim: { readonly id: number; readonly attempt: number },
      progress: Json,
    ): Promise<boolean> {
      return database.transaction(async () => {
        const changed = await database
          .sql()('jobs')
          .where({ id: claim.id, attempt: claim.attempt, state: 'running' })
          .update({ progress: JSON.stringify(progress) })
        if (changed === 0) return false
        await addEvent(claim.id, claim.attempt, 'progress', progress)
        return true
      })
    },

    /**
     * Notes where the state of a training is kept.
     * @returns the key noted before; and whether the new one was noted: not when the attempt is stale
     */
    async keepCheckpoint(
      claim: { readonly id: number; readonly attempt: number },
      key: string,
    ): Promise<{ readonly isKept: boolean; readonly previous: string | null }> {
      return database.transaction(async () => {
        const before = await jobs()
          .where({ id: claim.id, attempt: claim.attempt, state: 'running' })
          .forUpdate()
          .first('checkpoint_key')
        if (before === undefined) return { isKept: false, previous: null }
        await jobs().where({ id: claim.id }).update({ checkpoint_key: key })
        return { isKept: true, previous: before.checkpoint_key }
      })
    },

    /**
     * Ends a job together with what `effects` writes, or not at all: a stale attempt changes nothing, and one that is to be cancelled
     * does not succeed.
     * @returns whether the job has ended by this
     */
    async finish(
      claim: { readonly id: number; readonly attempt: number },
      end: JobEnd,
      at: Date,
      effects: () => Promise<void>,
    ): Promise<boolean> {
      const change = {
        finished_at: at,
        lease_until: null,
        error_code: end.errorCode ?? null,
        error: end.error ?? null,
        peak_memory_bytes: end.peakMemoryBytes ?? null,
      }
      // Not from the queue: there it has been put back, and this attempt is over although no other has begun.
      return move(claim.id, end.state, claim.attempt, change, ['running'], effects)
    },

    /**
     * Gives a job back that this worker cannot go on with, without counting the attempt against it.
     * @returns whether it is queued again: not when the attempt is stale, or the job is to be cancelled
     */
    async giveBack(claim: { readonly id: number; readonly attempt: number }): Promise<boolean> {
      return move(claim.id, 'queued', claim.attempt, {
        lease_until: null,
        worker: null,
        max_attempts: database.sql().raw('max_attempts + 1'),
      })
    },

    /**
     * Cancels a job that does not run at once, and asks the worker of one that does.
     * @returns what became of it; `null` when it had ended
     */
    async requestCancel(id: number, at: Date): Promise<'cancelled' | 'requested' | null> {
      return database.transaction(async () => {
        const job = await jobs().where({ id }).forUpdate().first()
        if (job === undefined) return null
        if (job.state === 'running') {
          await jobs().where({ id }).update({ cancel_requested: true })
          return 'requested'
        }
        return (await move(id, 'cancelled', job.attempt, { finished_at: at, cancel_requested: true }))
          ? 'cancelled'
          : null
      })
    },

    /** Lets a job that waits for an administrator be done. False when it does not wait. */
    async approve(id: number): Promise<boolean> {
      return move(id, 'queued', 0, {})
    },

    /** Lets a held job be claimed. */
    async release(id: number): Promise<void> {
      await jobs().where({ id }).update({ is_held: false })
    },

    /** Ends a held job whose reason to wait has come to nothing. */
    async failHeld(id: number, error: string, at: Date): Promise<void> {
      await move(id, 'failed', 0, { finished_at: at, error_code: 'OPTIMIZATION_FAILED', error })
    },

    /** False when it does not wait for an administrator. */
    async reject(id: number, reason: string, at: Date): Promise<boolean> {
      return move(id, 'rejected', 0, { finished_at: at, error_code: 'REJECTED', error: reason })
    },

    /**
     * Running jobs whose workers are silent: back to the queue, or ended when they may not be begun again, together with what `onEnd`
     * writes. @returns how many are queued again
     */
    async takeBackLost(at: Date, onEnd: (job: ClaimedJob) => Promise<void>): Promise<number> {
      const lost = await jobs().where({ state: 'running' }).where('lease_until', '<', at)
      let requeued = 0
      for (const job of lost) {
        if (!job.cancel_requested && job.attempt < job.max_attempts) {
          if (await move(job.id, 'queued', job.attempt, { lease_until: null, worker: null })) requeued++
          continue
        }
        const { state, ...change } = job.cancel_requested
          ? { state: 'cancelled' as const }
          : {
              state: 'failed' as const,
              error_code: 'WORKER_LOST',
              error: `Its worker died ${job.attempt} times.`,
            }
        await database.transaction(async () => {
          const { id, kind, attempt, owner_id: ownerId } = job
          if (await move(id, state, attempt, { ...change, finished_at: at, lease_until: null }))
            await onEnd({ id, kind, ownerId, attempt })
        })
      }
      return requeued
    },

    async countQueued(): Promise<number> {
      const row = await jobs().where({ state: 'queued', is_held: false }).count({ count: '*' }).first()
      return Number(row?.count ?? 0)
    },

    async runningOfOwner(ownerId: number): Promise<readonly number[]> {
      const rows = await jobs()
        .where({ owner_id: ownerId })
        .whereIn('state', ['awaiting_approval', 'queued', 'running'])
        .select('id')
      return rows.map(({ id }) => id)
    },

    async eventsAfter(jobId: number, eventId: number, limit: number): Promise<readonly JobEvent[]> {
      return database
        .sql()<JobEvent>('job_events')
        .where({ job_id: jobId })
        .where('id', '>', eventId)
        .orderBy('id')
        .limit(limit)
    },
  }
}

export type JobRepository = ReturnType<typeof createJobRepository>
