import { jobStates } from '../../jobs/job-states.ts'

// Pieces of the statements that statistics are computed by. Each answer is one statement, hence one moment of the database, however much is
// written meanwhile.

/** A point in time as text, ISO 8601 in UTC. */
export const isoText = (column: string) =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** The beginning of a step of time, as text. @param interval an expression: hour, day, week or month */
export const stepText = (column: string, interval: string) =>
  `to_char(date_trunc(${interval}, ${column} at time zone 'UTC'), 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

/** An object of the number of rows in each state. */
export function stateCounts(column: string): string {
  return countsOf(column, jobStates)
}

/** An object of the number of rows with each value. */
export function countsOf(column: string, values: readonly string[]): string {
  const pairs = values.map((value) => `'${value}', count(*) filter (where ${column} = '${value}')`)
  return `jsonb_build_object(${pairs.join(', ')})`
}

/** An object of what is known of a column's values; those that are null do not count. */
export function distribution(column: string): string {
  return `jsonb_build_object('count', count(${column}), 'mean', avg(${column}),
    'median', percentile_cont(0.5) within group (order by ${column}),
    'p95', percentile_cont(0.95) within group (order by ${column}),
    'min', min(${column}), 'max', max(${column}))`
}

/** Pairs of an object of how requests ended. */
export const ends = `'succeeded', count(*) filter (where state = 'succeeded'),
  'failed', count(*) filter (where state = 'failed'),
  'cancelled', count(*) filter (where state = 'cancelled'),
  'success_rate', count(*) filter (where state = 'succeeded')::double precision
    / nullif(count(*) filter (where state in ('succeeded', 'failed')), 0)`

/** The rows of a query as a list of objects. */
export const list = (query: string) =>
  `coalesce((select jsonb_agg(to_jsonb(r)) from (${query}) r), '[]'::jsonb)`
