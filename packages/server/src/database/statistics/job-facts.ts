import { z } from 'zod'
import type { Database } from '../database.ts'

const ended = z.object({ kind: z.string(), model: z.string(), state: z.string(), jobs: z.number() })
const open = z.object({ kind: z.string(), state: z.string(), jobs: z.number() })
const queued = z.object({ kind: z.string(), jobs: z.number(), oldest_seconds: z.number() })
const stored = z.object({ kind: z.string(), files: z.number(), bytes: z.number() })
const sums = z.looseObject({ label: z.string(), total: z.number(), count: z.number() })

/** Columns of facts that are told as histograms, and what their values are grouped by. */
export type Measure = 'run_seconds' | 'training_seconds' | 'quality_score' | 'peak_memory_bytes'

/** The values of a measure: how many are at most each bound. */
export interface Histogram {
  readonly label: string
  readonly total: number
  readonly count: number
  /** In the order of the bounds. */
  readonly upTo: readonly number[]
}

/** What became of jobs, and what waits: for metrics. */
export function createJobFacts(database: Database) {
  return {
    /** Called in the transaction that ends a job, after its results are written. */
    async record(jobId: number): Promise<void> {
      await database.raw(
        `insert into job_facts (finished_at, kind, model_type, state, run_seconds, training_seconds, quality_score, peak_memory_bytes)
         select coalesce(j.finished_at, now()), j.kind, coalesce(g.model_type, s.model_type), j.state,
           extract(epoch from j.finished_at - j.started_at), g.training_seconds, g.quality_score, j.peak_memory_bytes
         from jobs j left join generations g on g.job_id = j.id
           left join study_trials t on t.job_id = j.id left join studies s on s.id = t.study_id
         where j.id = $1::int`,
        [jobId],
      )
    },

    async ended() {
      const rows = await database.raw(
        `select kind, coalesce(model_type, '') as model, state, count(*) as jobs from job_facts group by 1, 2, 3 order by 1, 2, 3`,
      )
      return z.array(ended).parse(rows)
    },

    /** Jobs that have not ended. */
    async open() {
      const rows = await database.raw(
        `select kind, state, count(*) as jobs from jobs where state in ('awaiting_approval', 'queued', 'running')
         group by 1, 2 order by 1, 2`,
      )
      return z.array(open).parse(rows)
    },

    /** Jobs that wait for a worker. */
    async queued(at: Date) {
      const rows = await database.raw(
        `select kind, count(*) as jobs,
           extract(epoch from greatest($1::timestamptz, min(created_at)) - min(created_at))::double precision as oldest_seconds
         from jobs where state = 'queued' and not is_held group by 1 order by 1`,
        [at],
      )
      return z.array(queued).parse(rows)
    },

    async stored() {
      const rows = await database.raw(
        `select kind, count(*) as files, coalesce(sum(size), 0)::double precision as bytes from (
           select 'uploads' as kind, size_bytes as size from datasets
           union all select 'tables', table_size_bytes from datasets where table_key is not null
           union all select 'results', result_size_bytes from generations where result_key is not null
           union all select 'reports', report_size_bytes from generations where report_key is not null
           union all select 'models', model_size_bytes from generations where model_key is not null
         ) f group by 1 order by 1`,
      )
      return z.array(stored).parse(rows)
    },

    /** @param groupBy what tells the histograms apart. Values of jobs that did not succeed do not count. */
    async histograms(
      measure: Measure,
      groupBy: 'kind' | 'model_type',
      bounds: readonly number[],
    ): Promise<readonly Histogram[]> {
      const counts = bounds.map(
        (bound, index) => `count(*) filter (where ${measure} <= ${bound}) as up_to_${index}`,
      )
      const rows = await database.raw(
        `select ${groupBy} as label, sum(${measure})::double precision as total, count(*) as count, ${counts.join(', ')}
         from job_facts where ${measure} is not null and ${groupBy} is not null and state = 'succeeded' group by 1 order by 1`,
      )
      return z
        .array(sums)
        .parse(rows)
        .map(({ label, total, count, ...rest }) => ({
          label,
          total,
          count,
          upTo: bounds.map((_, index) => Number(rest[`up_to_${index}`])),
        }))
    },
  }
}

export type JobFacts = ReturnType<typeof createJobFacts>
