import { isTabricateError, type Json } from '@tabricate/core'
import type { JobEnd, JobRepository } from '../database/repositories/job-repository.ts'
import { describeError, type Logger } from '../logger.ts'
import { ServiceError } from '../service-error.ts'
import type { ClaimedJob, JobKind } from './job.ts'
import { createPeriodic, type Periodic } from './periodic.ts'
import type { WakeUp } from './wake-up.ts'

/** What a job has made. */
export interface JobOutcome {
  readonly peakMemoryBytes: number | null
  /** Writes the rows that tell of it, in the transaction that ends the job. */
  commit(): Promise<void>
  /** Removes what nobody needs once that is committed. */
  tidy?(): Promise<void>
  /** Takes back what was made, where the attempt has become stale. */
  discard(): Promise<void>
}

/** Does jobs of one kind. */
export interface JobRunner {
  run(
    job: ClaimedJob,
    context: { readonly signal: AbortSignal; readonly onProgress: (progress: Json) => void },
  ): Promise<JobOutcome>
  /** Writes the rows that tell of a failure or a cancelling, in the transaction that ends the job. */
  fail(job: ClaimedJob, message: string): Promise<void>
  /** Removes what such a job has kept for another attempt, once that is committed. */
  clear?(job: ClaimedJob): Promise<void>
}

export interface WorkerOptions {
  /** Unique among all processes. */
  readonly name: string
  readonly jobs: JobRepository
  readonly wakeUp: WakeUp
  readonly runners: { readonly [kind in JobKind]: JobRunner }
  /** Jobs of this process at once. */
  readonly slots: number
  /** Generations at once in the deployment. */
  readonly maxGenerations: number
  readonly leaseMs: number
  readonly jobTimeoutMs: number
  readonly onCancel: (listener: (jobId: number) => void) => void
  readonly logger: Logger
  readonly now: () => Date
}

export interface Worker {
  start(): Promise<void>
  /** Gives running jobs back to the queue and waits until their processes have ended. */
  stop(): Promise<void>
}

/** Why a job of this worker is stopped from outside. */
type StopReason = 'cancelled' | 'stale' | 'stopping' | 'timeout'

class JobStopped extends Error {
  readonly reason: StopReason
  constructor(reason: StopReason) {
    super(`The job was stopped: ${reason}`)
    this.reason = reason
  }
}

interface Running {
  readonly job: ClaimedJob
  readonly controller: AbortController
  readonly done: Promise<void>
}

/** So often the database is asked whether a running job is to be cancelled: a part of the second that a cancel may take. */
const cancelPollMs = 250

/** Progress goes to the database this often at most. */
const progressMs = 500

/**
 * Claims jobs and has them done, each in a process of its own. What it writes names its attempt: when its claim was taken over, nothing
 * that it does counts any more.
 */
export function createWorker(options: WorkerOptions): Worker {
  const { name, jobs, runners, slots, logger, now } = options
  const running = new Map<number, Running>()
  const timers: Periodic[] = []
  let claiming: Promise<void> = Promise.resolve()
  let isStopping = false
  let isClaiming = false
  let isAskedAgain = false

  const leaseEnd = () => new Date(now().getTime() + options.leaseMs)
  const stopJob = (id: number, reason: StopReason) =>
    running.get(id)?.controller.abort(new JobStopped(reason))

  /** Takes jobs until there are none, or all slots are full. */
  async function claimAll(): Promise<void> {
    if (isClaiming) {
      isAskedAgain = true
      return
    }
    isClaiming = true
    try {
      do {
        isAskedAgain = false
        while (!isStopping && running.size < slots) {
          const job = await jobs.claim(name, leaseEnd(), now(), options.maxGenerations)
          if (job === null) break
          begin(job)
        }
      } while (isAskedAgain)
    } finally {
      isClaiming = false
    }
  }

  function wake(): void {
    if (isStopping) return
    const asked = claimAll().catch(report('Claiming jobs failed'))
    claiming = Promise.all([claiming, asked]).then(() => undefined)
  }

  function begin(job: ClaimedJob): void {
    const controller = new AbortController()
    const timeout = setTimeout(() => controller.abort(new JobStopped('timeout')), options.jobTimeoutMs)
    const done = runJob(job, controller)
      .catch(report(`Ending job ${job.id} failed`))
      .finally(() => {
        clearTimeout(timeout)
        running.delete(job.id)
        wake()
      })
    running.set(job.id, { job, controller, done })
  }

  async function runJob(job: ClaimedJob, { signal }: AbortController): Promise<void> {
    const runner = runners[job.kind]
    const progress = createProgressWriter(
      job,
      jobs,
      () => stopJob(job.id, 'stale'),
      report('Saving progress failed'),
    )
    let outcome: JobOutcome
    try {
      outcome = await runner.run(job, { signal, onProgress: progress.write })
    } catch (error) {
      await progress.flush()
      return end(job, runner, signal.aborted ? signal.reason : error)
    }
    await progress.flush()
    const { peakMemoryBytes } = outcome
    // Where this fails, nobody knows whether it was committed: then the sweeper finds out whose files they are.
    if (await jobs.finish(job, { state: 'succeeded', peakMemoryBytes }, now(), () => outcome.commit()))
      return outcome.tidy?.()
    await outcome.discard()
    // Not stale, but cancelled in the last moment.
    await end(job, runner, new JobStopped('cancelled'))
  }

  async function end(job: ClaimedJob, runner: JobRunner, error: unknown): Promise<void> {
    if (error instanceof JobStopped && error.reason === 'stale') return
    if (error instanceof JobStopped && error.reason === 'stopping') {
      if (await jobs.giveBack(job)) return options.wakeUp.send(job.id)
      return end(job, runner, new JobStopped('cancelled'))
    }
    const { state, errorCode, message } = describeEnd(error, options.jobTimeoutMs)
    if (errorCode === 'INTERNAL_ERROR') report(`Job ${job.id} failed`)(error)
    const jobEnd: JobEnd = { state, errorCode, error: message }
    if (await jobs.finish(job, jobEnd, now(), () => runner.fail(job, message))) await runner.clear?.(job)
  }

  async function renew(): Promise<void> {
    const claims = [...running.values()].map(({ job }) => job)
    const kept = new Map((await jobs.renew(claims, leaseEnd())).map((claim) => [claim.id, claim.attempt]))
    for (const { id, attempt } of claims) if (kept.get(id) !== attempt) stopJob(id, 'stale')
  }

  async function lookForCancels(): Promise<void> {
    for (const id of await jobs.cancelRequested([...running.keys()])) stopJob(id, 'cancelled')
  }

  function report(message: string) {
    return (error: unknown) =>
      logger({ level: 'ERROR', module: 'worker', message, metadata: describeError(error) })
  }

  return {
    async start() {
      options.onCancel((id) => stopJob(id, 'cancelled'))
      timers.push(
        createPeriodic(options.leaseMs / 3, renew, report('Renewing leases failed')),
        createPeriodic(cancelPollMs, lookForCancels, report('Looking for cancels failed')),
      )
      for (const timer of timers) timer.start()
      options.wakeUp.listen(wake)
      wake()
    },
    async stop() {
      isStopping = true
      // What is being claimed just now is given back with the others.
      await claiming
      for (const id of running.keys()) stopJob(id, 'stopping')
      await Promise.all([...running.values()].map(({ done }) => done))
      for (const timer of timers) await timer.stop()
    },
  }
}

/** Writes the latest progress, not every one, and none after the end. */
function createProgressWriter(
  job: ClaimedJob,
  jobs: JobRepository,
  onStale: () => void,
  onError: (error: unknown) => void,
) {
  let latest: Json | undefined
  let timer: NodeJS.Timeout | null = null
  let last: Promise<void> = Promise.resolve()
  function save(): void {
    timer = null
    const progress = latest
    if (progress === undefined) return
    latest = undefined
    last = jobs
      .saveProgress(job, progress)
      .then((isMine) => {
        if (!isMine) onStale()
      })
      .catch(onError)
  }
  return {
    write(progress: Json): void {
      latest = progress
      timer ??= setTimeout(save, progressMs)
    },
    async flush(): Promise<void> {
      if (timer !== null) clearTimeout(timer)
      save()
      await last
    },
  }
}

function describeEnd(
  error: unknown,
  jobTimeoutMs: number,
): { readonly state: 'failed' | 'cancelled'; readonly errorCode: string; readonly message: string } {
  if (error instanceof JobStopped && error.reason === 'cancelled')
    return { state: 'cancelled', errorCode: 'CANCELLED', message: 'It was cancelled.' }
  if (error instanceof JobStopped) {
    const message = `It took longer than ${Math.round(jobTimeoutMs / 60_000)} minutes, which is the limit.`
    return { state: 'failed', errorCode: 'JOB_TIMEOUT', message }
  }
  if (error instanceof ServiceError) return { state: 'failed', errorCode: error.code, message: error.message }
  if (isTabricateError(error) && error.code !== 'DEFECT')
    return { state: 'failed', errorCode: error.code, message: error.message }
  return { state: 'failed', errorCode: 'INTERNAL_ERROR', message: 'Something went wrong here.' }
}
