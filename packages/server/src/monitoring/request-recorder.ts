import type {
  RequestFact,
  RequestFactRepository,
  RequestsInFlight,
} from '../database/repositories/request-fact-repository.ts'
import { latencyBucket } from '../database/statistics/latency-buckets.ts'
import { createPeriodic, type Periodic } from '../jobs/periodic.ts'
import { describeError, type Logger } from '../logger.ts'
import type { OpenRequest, RequestObserver } from './request-observer.ts'

/** Requests are counted in steps of so long, and written as often. */
export const recordingSeconds = 5

/** A process that has said nothing for so long is taken for dead. */
export const silentAfterSeconds = 4 * recordingSeconds

/** More different facts than this are not held where the database does not take them: the oldest are lost. */
const maxHeld = 10_000

export interface RequestRecorder extends Periodic, RequestObserver {
  /** Writes what has been counted so far. */
  flush(): Promise<void>
}

export interface RequestRecorderParts {
  /** Unique among all processes. */
  readonly process: string
  readonly repository: RequestFactRepository
  readonly logger: Logger
  readonly now: () => Date
}

/** Name of requests that are none of the platform's operations. */
export const otherRoute = 'other'

/** Counts requests and writes the counts to the database, where statistics add them up over all processes. */
export function createRequestRecorder({
  process,
  repository,
  logger,
  now,
}: RequestRecorderParts): RequestRecorder {
  const open = new Set<OpenRequest>()
  let facts = new Map<string, RequestFact>()
  let saidInFlight = false
  let last: Promise<void> = Promise.resolve()

  function add(fact: RequestFact): void {
    const { route, user_id, status, latency_bucket } = fact
    const key = `${fact.at.getTime()} ${user_id} ${status} ${latency_bucket} ${route}`
    const known = facts.get(key)
    facts.set(
      key,
      known === undefined
        ? fact
        : {
            ...known,
            requests: known.requests + fact.requests,
            seconds: known.seconds + fact.seconds,
            bytes_received: known.bytes_received + fact.bytes_received,
            bytes_sent: known.bytes_sent + fact.bytes_sent,
          },
    )
  }

  async function write(): Promise<void> {
    const taken = [...facts.values()]
    facts = new Map()
    try {
      await repository.add(taken, recordingSeconds)
    } catch (error) {
      for (const fact of taken.slice(-maxHeld)) add(fact)
      throw error
    }
    // Nothing is written while nobody asks for anything.
    if (open.size === 0 && !saidInFlight) return
    await repository.setInFlight(process, inFlight(open), now())
    saidInFlight = open.size > 0
  }

  /** One after the other: a fact is written by one of them alone. */
  function flush(): Promise<void> {
    const next = last.then(write)
    last = next.catch(() => undefined)
    return next
  }

  const periodic = createPeriodic(recordingSeconds * 1000, flush, (error) =>
    logger({
      level: 'ERROR',
      module: 'request_recorder',
      message: 'Counting requests failed',
      metadata: describeError(error),
    }),
  )

  return {
    opened: (request) => void open.add(request),
    closed(request, { route, userId, status, seconds, bytesReceived, bytesSent }) {
      open.delete(request)
      const stepMs = recordingSeconds * 1000
      add({
        at: new Date(Math.floor(now().getTime() / stepMs) * stepMs),
        route: route ?? otherRoute,
        user_id: userId,
        status,
        latency_bucket: latencyBucket(seconds * 1000),
        requests: 1,
        seconds,
        bytes_received: bytesReceived,
        bytes_sent: bytesSent,
      })
    },
    flush,
    start: periodic.start,
    async stop() {
      await periodic.stop()
      open.clear()
      await flush().catch((error: unknown) =>
        logger({
          level: 'ERROR',
          module: 'request_recorder',
          message: 'The last count of requests was not written',
          metadata: describeError(error),
        }),
      )
    },
  }
}

function inFlight(open: ReadonlySet<OpenRequest>): readonly RequestsInFlight[] {
  const groups = new Map<string, RequestsInFlight>()
  for (const { route, userId } of open) {
    const key = `${userId} ${route}`
    const requests = (groups.get(key)?.requests ?? 0) + 1
    groups.set(key, { route: route ?? otherRoute, user_id: userId, requests })
  }
  return [...groups.values()]
}
