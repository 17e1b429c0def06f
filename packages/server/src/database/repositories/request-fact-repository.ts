import type { Database } from '../database.ts'

/** Requests of one kind that ended within a step of time. */
export interface RequestFact {
  /** When the step began. */
  readonly at: Date
  readonly route: string
  readonly user_id: number | null
  readonly status: number
  /** See `latencyBucket`. */
  readonly latency_bucket: number
  readonly requests: number
  readonly seconds: number
  readonly bytes_received: number
  readonly bytes_sent: number
}

/** Requests of one kind that a process has not answered yet. */
export interface RequestsInFlight {
  readonly route: string
  readonly user_id: number | null
  readonly requests: number
}

/** Facts older than this are kept by the hour. */
const fineMs = 2 * 3_600_000

/** Facts older than this are forgotten. */
const keptMs = 366 * 86_400_000

export function createRequestFactRepository(database: Database) {
  return {
    /** @param spanSeconds length of the steps. Somebody who has left meanwhile is nobody. */
    async add(facts: readonly RequestFact[], spanSeconds: number): Promise<void> {
      if (facts.length === 0) return
      await database.raw(
        `insert into request_facts (at, span, route, user_id, status, latency_bucket, requests, seconds, bytes_received, bytes_sent)
         select f.at, $2::int, f.route, u.id, f.status, f.latency_bucket, f.requests, f.seconds, f.bytes_received, f.bytes_sent
         from json_to_recordset($1::json) as f (at timestamptz, route text, user_id int, status smallint, latency_bucket smallint,
           requests int, seconds double precision, bytes_received bigint, bytes_sent bigint)
         left join users u on u.id = f.user_id`,
        [JSON.stringify(facts), spanSeconds],
      )
    },

    /** What a process has not answered yet, in place of what it said before. */
    async setInFlight(process: string, requests: readonly RequestsInFlight[], at: Date): Promise<void> {
      await database.transaction(async () => {
        await database.raw('delete from requests_in_flight where process = $1::text', [process])
        if (requests.length === 0) return
        await database.raw(
          `insert into requests_in_flight (process, route, user_id, requests, seen_at)
           select $1::text, f.route, u.id, f.requests, $3::timestamptz
           from json_to_recordset($2::json) as f (route text, user_id int, requests int) left join users u on u.id = f.user_id`,
          [process, JSON.stringify(requests), at],
        )
      })
    },

    /** Sums up what is old by the hour, and forgets what is too old and processes that are silent. All may do it at once. */
    async compact(at: Date): Promise<void> {
      const fine = new Date(at.getTime() - fineMs)
      await database.raw(
        `with old as (
           delete from request_facts where span < 3600 and at < date_trunc('hour', $1::timestamptz at time zone 'UTC') at time zone 'UTC'
           returning *
         )
         insert into request_facts (at, span, route, user_id, status, latency_bucket, requests, seconds, bytes_received, bytes_sent)
         select date_trunc('hour', at at time zone 'UTC') at time zone 'UTC', 3600, route, user_id, status, latency_bucket,
           sum(requests), sum(seconds), sum(bytes_received), sum(bytes_sent)
         from old group by 1, 3, 4, 5, 6`,
        [fine],
      )
      await database.raw('delete from request_facts where at < $1::timestamptz', [
        new Date(at.getTime() - keptMs),
      ])
      await database.raw('delete from requests_in_flight where seen_at < $1::timestamptz', [fine])
    },
  }
}

export type RequestFactRepository = ReturnType<typeof createRequestFactRepository>
