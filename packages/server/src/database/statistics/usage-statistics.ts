import type { z } from 'zod'
import { dashboardSchema, type statsIntervals, usageSchema } from '../../contracts/stats.ts'
import type { Database } from '../database.ts'
import { countsOf, distribution, list, stateCounts, stepText } from './statistics-sql.ts'

export interface StatsRange {
  readonly from: Date
  /** Does not count any more. */
  readonly to: Date
}

export interface SteppedRange extends StatsRange {
  readonly interval: (typeof statsIntervals)[number]
}

const dashboardData = dashboardSchema.omit({ range: true })
const usageData = usageSchema.omit({ range: true, user_id: true })

const inRange = (column: string) => `${column} >= $2::timestamptz and ${column} < $3::timestamptz`

/** `$1` owner, `$2` from, `$3` to, `$4` interval. */
const dashboardSql = `
  with asked as (
    select j.state from generations g join jobs j on j.id = g.job_id
    where g.owner_id = $1::int and ${inRange('g.created_at')}
  ), searches as (
    select id, state from studies where owner_id = $1::int and ${inRange('created_at')}
  ), results as (
    select g.result_rows, g.result_size_bytes, g.quality_score, ${stepText('j.finished_at', '$4::text')} as step
    from generations g join jobs j on j.id = g.job_id
    where g.owner_id = $1::int and j.state = 'succeeded' and ${inRange('j.finished_at')}
  )
  select jsonb_build_object(
    'datasets', (
      select jsonb_build_object('total', count(*), 'by_status', ${countsOf('status', ['processing', 'ready', 'failed'])},
        'rows', coalesce(sum(row_count), 0), 'size_bytes', coalesce(sum(size_bytes), 0))
      from datasets where owner_id = $1::int and ${inRange('created_at')}),
    'generations', (select jsonb_build_object('total', count(*), 'by_status', ${stateCounts('state')}) from asked),
    'optimizations', (
      select jsonb_build_object('total', count(*), 'by_status', ${stateCounts('state')},
        'trials', (select count(*) from study_trials where study_id in (select id from searches)))
      from searches),
    'results', (
      select jsonb_build_object('total', count(*), 'rows', coalesce(sum(result_rows), 0),
        'size_bytes', coalesce(sum(result_size_bytes), 0), 'mean_quality', avg(quality_score))
      from results),
    'quality_over_time', ${list(`
      select step as "from", count(*) as results, avg(quality_score) as mean_quality,
        min(quality_score) as min_quality, max(quality_score) as max_quality
      from results where quality_score is not null group by step order by step`)}
  ) as data`

/** `$1` owner, or null for everybody. */
const usageSql = `
  with happened as (
    select 'upload' as what, created_at as at from datasets where ${owned('owner_id')} and ${inRange('created_at')}
    union all select 'generation', created_at from generations where ${owned('owner_id')} and ${inRange('created_at')}
    union all select 'optimization', created_at from studies where ${owned('owner_id')} and ${inRange('created_at')}
    union all select 'sign_in', created_at from sessions where ${owned('user_id')} and ${inRange('created_at')}
  ), asked as (
    select output_format, model_type from generations where ${owned('owner_id')} and ${inRange('created_at')}
  ), uploads as (
    select file_type, status, row_count, column_count, size_bytes from datasets
    where ${owned('owner_id')} and ${inRange('created_at')}
  ), opened as (
    select extract(epoch from coalesce(revoked_at, last_used_at) - created_at)::double precision as seconds
    from sessions where ${owned('user_id')} and ${inRange('created_at')}
  )
  select jsonb_build_object(
    'activity', ${list(`
      select step as "from", count(*) filter (where what = 'upload') as uploads,
        count(*) filter (where what = 'generation') as generations,
        count(*) filter (where what = 'optimization') as optimizations,
        count(*) filter (where what = 'sign_in') as sign_ins
      from (select what, ${stepText('at', '$4::text')} as step from happened) h group by step order by step`)},
    'formats', jsonb_build_object(
      'output', ${list('select output_format as format, count(*) as generations from asked group by 1 order by 2 desc, 1')},
      'upload', ${list('select file_type as format, count(*) as datasets from uploads group by 1 order by 2 desc, 1')}),
    'models', ${list('select model_type, count(*) as generations from asked group by 1 order by 2 desc, 1')},
    'datasets', (
      select jsonb_build_object('total', count(*),
        'mean_rows', avg(row_count) filter (where status = 'ready'),
        'mean_columns', avg(column_count) filter (where status = 'ready'),
        'mean_size_bytes', avg(size_bytes) filter (where status = 'ready'))
      from uploads),
    'sessions', (select ${distribution('seconds')} from opened)
  ) as data`

function owned(column: string): string {
  return `($1::int is null or ${column} = $1::int)`
}

/** What people asked for and got. */
export function createUsageStatistics(database: Database) {
  return {
    async dashboard(
      ownerId: number,
      { from, to, interval }: SteppedRange,
    ): Promise<z.output<typeof dashboardData>> {
      const [row] = await database.raw(dashboardSql, [ownerId, from, to, interval])
      return dashboardData.parse(row?.['data'])
    },
    /** @param ownerId null: everybody */
    async usage(
      ownerId: number | null,
      { from, to, interval }: SteppedRange,
    ): Promise<z.output<typeof usageData>> {
      const [row] = await database.raw(usageSql, [ownerId, from, to, interval])
      return usageData.parse(row?.['data'])
    },
  }
}

export type UsageStatistics = ReturnType<typeof createUsageStatistics>
