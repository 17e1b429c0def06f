import type { z } from 'zod'
import { systemSchema } from '../../contracts/stats.ts'
import type { Database } from '../database.ts'
import { distribution, ends, stateCounts } from './statistics-sql.ts'
import type { StatsRange } from './usage-statistics.ts'

const systemData = systemSchema.omit({ range: true })

const inRange = (column: string) => `${column} >= $1::timestamptz and ${column} < $2::timestamptz`
const files = (column: string) => `'files', count(${column}), 'size_bytes', coalesce(sum(${column}), 0)`

/** `$1` from, `$2` to, `$3` now. */
const systemSql = `
  with ended as (
    select j.state, j.peak_memory_bytes, g.model_type, g.training_seconds, g.quality_score
    from generations g join jobs j on j.id = g.job_id where ${inRange('j.finished_at')}
  ), sizes as (
    select 'uploads' as kind, size_bytes from datasets
    union all select 'tables', coalesce(table_size_bytes, 0) from datasets where table_key is not null
    union all select 'results', coalesce(result_size_bytes, 0) from generations where result_key is not null
    union all select 'others', coalesce(report_size_bytes, 0) from generations where report_key is not null
    union all select 'others', coalesce(model_size_bytes, 0) from generations where model_key is not null
  )
  select jsonb_build_object(
    'users', (
      select jsonb_build_object('total', count(*), 'active', count(*) filter (where is_active),
        'administrators', count(*) filter (where role = 'admin'),
        'registered', count(*) filter (where ${inRange('created_at')}))
      from users),
    'jobs', (
      select jsonb_object_agg(kind, counts) from (
        select k.kind, ${stateCounts('j.state')} as counts
        from (values ('profile'), ('generation'), ('trial')) as k(kind) left join jobs j on j.kind = k.kind
        group by k.kind) c),
    'queue', (
      select jsonb_build_object('length', count(*),
        'oldest_seconds', extract(epoch from greatest($3::timestamptz, min(created_at)) - min(created_at)))
      from jobs where state = 'queued' and not is_held),
    'storage', (
      select jsonb_object_agg(kind, stored) from (
        select k.kind, jsonb_build_object(${files('s.size_bytes')}) as stored
        from (values ('uploads'), ('tables'), ('results'), ('others')) as k(kind) left join sizes s on s.kind = k.kind
        group by k.kind) c)
      || jsonb_build_object('total_size_bytes', (select coalesce(sum(size_bytes), 0) from sizes)),
    'generations', (select jsonb_build_object(${ends}) from ended),
    'optimizations', (select jsonb_build_object(${ends}) from studies where ${inRange('finished_at')}),
    'training_seconds', (select ${distribution('training_seconds')} from ended where state = 'succeeded'),
    'quality', (select ${distribution('quality_score')} from ended where state = 'succeeded'),
    'peak_memory_bytes', (
      select ${distribution('peak_memory_bytes')} from jobs
      where state = 'succeeded' and kind <> 'profile' and ${inRange('finished_at')}),
    'models', coalesce((
      select jsonb_agg(model order by asked desc, model ->> 'model_type') from (
        select count(*) as asked, jsonb_build_object('model_type', model_type, ${ends},
          'mean_training_seconds', avg(training_seconds) filter (where state = 'succeeded'),
          'mean_quality', avg(quality_score) filter (where state = 'succeeded'),
          'max_peak_memory_bytes', max(peak_memory_bytes) filter (where state = 'succeeded')) as model
        from ended group by model_type) m), '[]'::jsonb)
  ) as data`

/** What the deployment holds and does. */
export function createSystemStatistics(database: Database) {
  return {
    async system({ from, to }: StatsRange, at: Date): Promise<z.output<typeof systemData>> {
      const [row] = await database.raw(systemSql, [from, to, at])
      return systemData.parse(row?.['data'])
    },
  }
}

export type SystemStatistics = ReturnType<typeof createSystemStatistics>
