import { z } from 'zod'
import { performanceSchema } from '../../contracts/stats.ts'
import type { Database } from '../database.ts'
import { bucketMsSql } from './latency-buckets.ts'
import { list } from './statistics-sql.ts'
import type { StatsRange } from './usage-statistics.ts'

const { total, routes, live } = performanceSchema.shape
const trafficData = z.object({ total, routes })
const inFlightData = live.shape.in_flight

/** A percentile by nearest rank: the first bucket at which so large a share of all is reached. */
const percentile = (share: number) => {
  const bucket = `min(latency_bucket) filter (where upto >= ${share} * whole)`
  return bucketMsSql(bucket)
}

const figures = `
  'requests', coalesce(sum(requests), 0),
  'succeeded', coalesce(sum(succeeded), 0),
  'failed', coalesce(sum(requests - succeeded), 0),
  'server_errors', coalesce(sum(server_errors), 0),
  'success_rate', sum(succeeded)::double precision / nullif(sum(requests), 0),
  'failure_rate', sum(requests - succeeded)::double precision / nullif(sum(requests), 0),
  'latency_ms', jsonb_build_object('mean', 1000 * sum(seconds) / nullif(sum(requests), 0),
    'p50', ${percentile(0.5)}, 'p90', ${percentile(0.9)}, 'p95', ${percentile(0.95)}, 'p99', ${percentile(0.99)}),
  'bytes_received', coalesce(sum(bytes_received), 0),
  'bytes_sent', coalesce(sum(bytes_sent), 0)`

/** Sums by bucket of each group, with what is reached at each. */
const ranked = (group: string) => `
  select *, sum(requests) over (partition by name order by latency_bucket) as upto,
    sum(requests) over (partition by name) as whole
  from (
    select ${group} as name, latency_bucket, sum(requests) as requests, sum(seconds) as seconds,
      coalesce(sum(requests) filter (where status < 400), 0) as succeeded,
      coalesce(sum(requests) filter (where status >= 500), 0) as server_errors,
      sum(bytes_received) as bytes_received, sum(bytes_sent) as bytes_sent
    from facts group by 1, 2) sums`

/** `$1` user, or null for everybody, `$2` from, `$3` to. */
const trafficSql = `
  with facts as (
    select * from request_facts
    where ($1::int is null or user_id = $1::int) and at >= $2::timestamptz and at < $3::timestamptz
  )
  select jsonb_build_object(
    'total', (select jsonb_build_object(${figures}) from (${ranked("''::text")}) r),
    'routes', coalesce((
      select jsonb_agg(route order by (route ->> 'requests')::bigint desc, route ->> 'route') from (
        select jsonb_build_object('route', name, ${figures}) as route from (${ranked('route')}) r group by name) n),
      '[]'::jsonb)
  ) as data`

/** `$1` user, or null for everybody, `$2` since when a process must have been heard of. */
const inFlightSql = `
  with live as (
    select route, requests from requests_in_flight
    where ($1::int is null or user_id = $1::int) and seen_at >= $2::timestamptz
  )
  select jsonb_build_object('total', (select coalesce(sum(requests), 0) from live),
    'routes', ${list('select route, sum(requests) as requests from live group by route order by 2 desc, 1')}) as data`

/** How requests were answered. */
export function createPerformanceStatistics(database: Database) {
  return {
    /** @param userId null: everybody's */
    async traffic(userId: number | null, { from, to }: StatsRange): Promise<z.output<typeof trafficData>> {
      const [row] = await database.raw(trafficSql, [userId, from, to])
      return trafficData.parse(row?.['data'])
    },
    async inFlight(userId: number | null, seenSince: Date): Promise<z.output<typeof inFlightData>> {
      const [row] = await database.raw(inFlightSql, [userId, seenSince])
      return inFlightData.parse(row?.['data'])
    },
  }
}

export type PerformanceStatistics = ReturnType<typeof createPerformanceStatistics>
