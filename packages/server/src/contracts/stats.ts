import { z } from 'zod'
import { defineContract } from './contract.ts'
import { time } from './envelope.ts'
import { generationStates, outputFormatSchema } from './generation.ts'
import { idSchema } from './pagination.ts'

/** Lengths of the steps that figures over time are told in; they begin with the hour, day, week (Monday) or month in UTC. */
export const statsIntervals = ['hour', 'day', 'week', 'month'] as const

const count = z.int().min(0)
const bytes = z.int().min(0)
const share = z.number().min(0).max(1)

/** What lies between two times. Default: the last 30 days. */
const rangeQuery = z.object({
  /** The first moment that counts. */
  from: time.optional(),
  /** The first that no longer does. */
  to: time.optional(),
})
const steppedQuery = rangeQuery.extend({ interval: z.enum(statsIntervals).default('day') })

const rangeSchema = z.strictObject({ from: time, to: time })

/** How many are in each state. */
const stateCounts = z.record(z.enum(generationStates), count)

/** What is known of a measure's values; null without any. */
const distributionSchema = z.strictObject({
  count,
  mean: z.number().nullable(),
  median: z.number().nullable(),
  p95: z.number().nullable(),
  min: z.number().nullable(),
  max: z.number().nullable(),
})

/** Requests that ended. The success rate is succeeded / (succeeded + failed), null without any. */
const endsSchema = z.strictObject({
  succeeded: count,
  failed: count,
  cancelled: count,
  success_rate: share.nullable(),
})

export const dashboardSchema = z.strictObject({
  range: rangeSchema,
  /** Uploaded in the range. */
  datasets: z.strictObject({
    total: count,
    by_status: z.record(z.enum(['processing', 'ready', 'failed']), count),
    rows: count,
    size_bytes: bytes,
  }),
  /** Asked for in the range. */
  generations: z.strictObject({ total: count, by_status: stateCounts }),
  /** Asked for in the range. */
  optimizations: z.strictObject({ total: count, by_status: stateCounts, trials: count }),
  /** Generations that succeeded in the range. */
  results: z.strictObject({
    total: count,
    rows: count,
    size_bytes: bytes,
    mean_quality: z.number().nullable(),
  }),
  /** Of results, by the step in which they were finished; steps without a judged result are left out. */
  quality_over_time: z.array(
    z.strictObject({
      from: time,
      results: count,
      mean_quality: z.number(),
      min_quality: z.number(),
      max_quality: z.number(),
    }),
  ),
})

export const usageSchema = z.strictObject({
  range: rangeSchema,
  /** Whose usage; null: everybody's. */
  user_id: idSchema.nullable(),
  /** By step; steps without any activity are left out. */
  activity: z.array(
    z.strictObject({
      from: time,
      uploads: count,
      generations: count,
      optimizations: count,
      sign_ins: count,
    }),
  ),
  /** Most used first. */
  formats: z.strictObject({
    output: z.array(z.strictObject({ format: outputFormatSchema, generations: count })),
    upload: z.array(z.strictObject({ format: z.string(), datasets: count })),
  }),
  models: z.array(z.strictObject({ model_type: z.string(), generations: count })),
  /** Uploaded in the range; means of those that are ready. */
  datasets: z.strictObject({
    total: count,
    mean_rows: z.number().nullable(),
    mean_columns: z.number().nullable(),
    mean_size_bytes: z.number().nullable(),
  }),
  /** Opened in the range: seconds from the sign-in to the last refresh, or to the session's end where it was ended. */
  sessions: distributionSchema,
})

export const systemSchema = z.strictObject({
  range: rangeSchema,
  /** That there are now, and how many came in the range. */
  users: z.strictObject({ total: count, active: count, administrators: count, registered: count }),
  /** That there are now, by what they do. */
  jobs: z.record(z.enum(['profile', 'generation', 'trial']), stateCounts),
  queue: z.strictObject({
    length: count,
    /** Since when the oldest one waits. */
    oldest_seconds: z.number().min(0).nullable(),
  }),
  /** That is used now. */
  storage: z.strictObject({
    uploads: z.strictObject({ files: count, size_bytes: bytes }),
    /** The uploads as Parquet, which trainings read. */
    tables: z.strictObject({ files: count, size_bytes: bytes }),
    results: z.strictObject({ files: count, size_bytes: bytes }),
    /** Reports and trained models. */
    others: z.strictObject({ files: count, size_bytes: bytes }),
    total_size_bytes: bytes,
  }),
  /** That ended in the range. */
  generations: endsSchema,
  optimizations: endsSchema,
  /** Of generations that succeeded in the range; without trainings that went on from a checkpoint. */
  training_seconds: distributionSchema,
  quality: distributionSchema,
  /** Of generations and trials that succeeded in the range. */
  peak_memory_bytes: distributionSchema,
  models: z.array(
    z.strictObject({
      model_type: z.string(),
      ...endsSchema.shape,
      mean_training_seconds: z.number().nullable(),
      mean_quality: z.number().nullable(),
      max_peak_memory_bytes: z.number().nullable(),
    }),
  ),
})

const trafficSchema = z.strictObject({
  requests: count,
  /** Answered with a status below 400. */
  succeeded: count,
  /** Answered with 400 or above, server errors included. */
  failed: count,
  /** Answered with 500 or above. */
  server_errors: count,
  success_rate: share.nullable(),
  failure_rate: share.nullable(),
  /** Milliseconds from the request to the end of the answer; percentiles are within 5 % of the exact ones. */
  latency_ms: z.strictObject({
    mean: z.number().nullable(),
    p50: z.number().nullable(),
    p90: z.number().nullable(),
    p95: z.number().nullable(),
    p99: z.number().nullable(),
  }),
  /** Of bodies. */
  bytes_received: bytes,
  /** Of whole answers. */
  bytes_sent: bytes,
})

/** By operation, as `GET /upload/datasets/{id}`; `other` is what is none. */
const routesSchema = z.array(z.strictObject({ route: z.string(), ...trafficSchema.shape }))

export const performanceSchema = z.strictObject({
  range: rangeSchema,
  /** Exchanges are counted in steps of so many seconds; those of more than two hours ago in steps of an hour. */
  resolution_seconds: count,
  total: trafficSchema,
  routes: routesSchema,
  /** The last minute. */
  live: z.strictObject({
    seconds: count,
    total: trafficSchema,
    routes: routesSchema,
    /** Not answered yet; this request itself is one of them. */
    in_flight: z.strictObject({
      total: count,
      routes: z.array(z.strictObject({ route: z.string(), requests: count })),
    }),
  }),
})

export const statsContracts = {
  getDashboard: defineContract({
    id: 'getDashboard',
    method: 'get',
    path: '/stats/dashboard',
    tag: 'stats',
    summary: 'Own requests and results, and their quality over time.',
    access: 'user',
    query: steppedQuery,
    answer: { kind: 'data', status: 200, schema: dashboardSchema },
  }),
  getUsage: defineContract({
    id: 'getUsage',
    method: 'get',
    path: '/stats/usage',
    tag: 'stats',
    summary:
      'Activity, formats, models, sizes of datasets, lengths of sessions: own ones; an administrator sees those of all, or of one user.',
    access: 'user',
    query: steppedQuery.extend({
      /** For administrators. */
      user_id: z.coerce.number<string>().pipe(idSchema).optional(),
    }),
    answer: { kind: 'data', status: 200, schema: usageSchema },
    errors: ['FORBIDDEN', 'NOT_FOUND'],
  }),
  getSystem: defineContract({
    id: 'getSystem',
    method: 'get',
    path: '/stats/system',
    tag: 'stats',
    summary: 'Users, jobs, storage; how often requests succeed and what trainings take.',
    access: 'administrator',
    query: rangeQuery,
    answer: { kind: 'data', status: 200, schema: systemSchema },
  }),
  getPerformance: defineContract({
    id: 'getPerformance',
    method: 'get',
    path: '/stats/performance',
    tag: 'stats',
    summary:
      'Latency, success and bytes of each operation, over a range and in the last minute: of own requests; an administrator sees those of all.',
    access: 'user',
    query: rangeQuery,
    answer: { kind: 'data', status: 200, schema: performanceSchema },
    errors: ['UNAVAILABLE'],
  }),
} as const
