import { setTimeout as delay } from 'node:timers/promises'
import type { JobRepository } from '../database/repositories/job-repository.ts'
import type { JobEvent } from '../jobs/job.ts'
import { isFinal } from '../jobs/job-states.ts'

/** So often the database is asked for news of a job that somebody follows. */
const pollMs = 400

const batchSize = 200

/**
 * The events of a job after the one with that number, as they happen, up to the one that ends it. Progress that is overtaken is left
 * out of what is sent late.
 */
export async function* followJob(
  jobs: JobRepository,
  jobId: number,
  afterId: number,
  signal: AbortSignal,
): AsyncGenerator<JobEvent> {
  let lastId = afterId
  while (!signal.aborted) {
    const events = await jobs.eventsAfter(jobId, lastId, batchSize)
    for (const [index, event] of events.entries()) {
      lastId = event.id
      if (event.type === 'progress' && events[index + 1]?.type === 'progress') continue
      yield event
    }
    if (events.length === batchSize) continue
    const job = await jobs.byId(jobId)
    // Its last event was written in the transaction that ended it.
    if (job === undefined || (isFinal(job.state) && events.length === 0)) return
    await delay(pollMs, undefined, { signal }).catch(() => undefined)
  }
}
