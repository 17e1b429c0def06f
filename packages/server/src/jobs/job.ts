import type { Json } from '@tabricate/core'
import type { JobState } from './job-states.ts'

export type JobKind = 'profile' | 'generation' | 'trial'

/** A job as the database has it. */
export interface JobRow {
  readonly id: number
  readonly kind: JobKind
  readonly owner_id: number
  readonly state: JobState
  /** How often it was begun: the fencing token. What a worker writes names its attempt, and a stale one changes nothing. */
  readonly attempt: number
  readonly max_attempts: number
  readonly cancel_requested: boolean
  readonly is_held: boolean
  readonly worker: string | null
  readonly lease_until: Date | null
  readonly progress: Json
  readonly error_code: string | null
  readonly error: string | null
  readonly created_at: Date
  readonly started_at: Date | null
  readonly finished_at: Date | null
  readonly peak_memory_bytes: number | null
  /** Where the state of its training is kept meanwhile. */
  readonly checkpoint_key: string | null
}

/** A job together with the attempt that is allowed to write it. */
export interface ClaimedJob {
  readonly id: number
  readonly kind: JobKind
  readonly ownerId: number
  readonly attempt: number
}

/** What happened in a job, in order; numbers rise over all jobs. */
export interface JobEvent {
  readonly id: number
  readonly job_id: number
  readonly attempt: number
  readonly type: 'state' | 'progress'
  readonly data: Json
  readonly created_at: Date
}
