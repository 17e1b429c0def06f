import { createRng } from '@tabricate/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { statsIntervals } from '../../contracts/stats.ts'
import { jobStates } from '../../jobs/job-states.ts'
import { openTestDatabase } from '../../testing/test-database.ts'
import type { Database } from '../database.ts'
import { migrateLatest } from '../migrate.ts'
import { createSystemStatistics } from './system-statistics.ts'
import { createUsageStatistics } from './usage-statistics.ts'

// What the statements answer is held against counting all rows here, one by one.

const rng = createRng(7)
function pick<Item>(items: readonly Item[]): Item {
  const item = items[rng.integer(items.length)]
  if (item === undefined) throw new Error('There is nothing to pick from.')
  return item
}
const maybe = <Item>(value: Item) => (rng.uniform() < 0.3 ? null : value)

const start = Date.parse('2026-01-01T00:00:00Z')
const days = 60
const end = new Date(start + days * 86_400_000)
const someTime = () => new Date(start + rng.integer(days * 86_400) * 1000)
const after = (at: Date, seconds: number) => new Date(at.getTime() + rng.integer(seconds) * 1000)

interface Facts {
  readonly users: readonly User[]
  readonly jobs: readonly Job[]
  readonly datasets: readonly Dataset[]
  readonly generations: readonly Generation[]
  readonly studies: readonly Study[]
  readonly trials: readonly { readonly study_id: number }[]
  readonly sessions: readonly Session[]
}
interface User {
  readonly id: number
  readonly role: string
  readonly is_active: boolean
  readonly created_at: Date
}
interface Job {
  readonly id: number
  readonly kind: string
  readonly state: string
  readonly is_held: boolean
  readonly created_at: Date
  readonly finished_at: Date | null
  readonly peak_memory_bytes: number | null
}
interface Dataset {
  readonly owner_id: number
  readonly status: string
  readonly file_type: string
  readonly row_count: number | null
  readonly column_count: number | null
  readonly size_bytes: number
  readonly table_key: string | null
  readonly table_size_bytes: number | null
  readonly created_at: Date
}
interface Generation {
  readonly owner_id: number
  readonly job_id: number
  readonly model_type: string
  readonly output_format: string
  readonly result_key: string | null
  readonly result_rows: number | null
  readonly result_size_bytes: number | null
  readonly report_key: string | null
  readonly report_size_bytes: number | null
  readonly model_key: string | null
  readonly model_size_bytes: number | null
  readonly quality_score: number | null
  readonly training_seconds: number | null
  readonly created_at: Date
}
interface Study {
  readonly id: number
  readonly owner_id: number
  readonly state: string
  readonly created_at: Date
  readonly finished_at: Date | null
}
interface Session {
  readonly user_id: number
  readonly created_at: Date
  readonly last_used_at: Date
  readonly revoked_at: Date | null
}

let database: Database
let facts: Facts
let owners: readonly number[] = []
beforeAll(async () => {
  database = await openTestDatabase()
  await migrateLatest(database)
  await fill()
  facts = await allRows()
}, 60_000)
afterAll(() => database.close())

async function insert(table: string, rows: readonly object[]): Promise<readonly number[]> {
  const inserted: { id: number }[] = await database.sql()(table).insert(rows).returning('id')
  return inserted.map(({ id }) => id)
}

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index)
}

async function fill(): Promise<void> {
  owners = await insert(
    'users',
    range(4).map((index) => ({
      external_subject: `person ${index}`,
      role: index === 0 ? 'admin' : 'user',
      is_active: index !== 3,
      created_at: someTime(),
    })),
  )
  const owner = () => owners[rng.integer(owners.length)] ?? 0
  await insert(
    'datasets',
    range(120).map((index) => {
      const status = pick(['ready', 'ready', 'processing', 'failed'])
      const isReady = status === 'ready'
      return {
        owner_id: owner(),
        name: 'a table',
        file_name: 'a.csv',
        file_type: pick(['csv', 'json', 'parquet']),
        size_bytes: rng.integer(10_000),
        sha256: '',
        object_key: `upload ${index}`,
        status,
        created_at: someTime(),
        ...(isReady && {
          row_count: rng.integer(1000),
          column_count: rng.integer(20),
          table_key: `table ${index}`,
          table_size_bytes: maybe(rng.integer(5000)),
        }),
      }
    }),
  )
  for (const index of range(300)) await addGeneration(owner(), index)
  const studyIds = await insert(
    'studies',
    range(60).map(() => {
      const created = someTime()
      const state = pick(['succeeded', 'failed', 'cancelled', 'running', 'queued', 'rejected'])
      return {
        owner_id: owner(),
        model_type: 'tree',
        method: 'random',
        method_options: '{}',
        metric: 'quality_score',
        space: '{}',
        fixed_options: '{}',
        pruning: false,
        seed: 0,
        holdout: 0,
        holdout_seed: 0,
        n_trials: 3,
        parallelism: 1,
        timeout_hours: 1,
        state,
        created_at: created,
        finished_at: state === 'running' || state === 'queued' ? null : after(created, 90_000),
      }
    }),
  )
  const trials = studyIds.flatMap((id) =>
    range(rng.integer(4)).map((number) => ({
      study_id: id,
      number,
      state: 'complete',
      parameters: '{}',
      attributes: '{}',
      started_at: end,
    })),
  )
  await database.sql()('study_trials').insert(trials)
  await insert(
    'sessions',
    range(80).map(() => {
      const created = someTime()
      const used = after(created, 20_000)
      return {
        user_id: owner(),
        created_at: created,
        last_used_at: used,
        expires_at: end,
        revoked_at: maybe(after(used, 1000)),
      }
    }),
  )
}

async function addGeneration(owner: number, index: number): Promise<void> {
  const created = someTime()
  const state = pick([...jobStates, 'succeeded', 'succeeded', 'succeeded', 'queued'])
  const isEnded = ['succeeded', 'failed', 'cancelled', 'rejected'].includes(state)
  const [jobId = 0] = await insert('jobs', [
    {
      kind: 'generation',
      owner_id: owner,
      state,
      max_attempts: 3,
      is_held: state === 'queued' && rng.uniform() < 0.5,
      created_at: created,
      finished_at: isEnded ? after(created, 90_000) : null,
      peak_memory_bytes: isEnded ? maybe(rng.integer(1e9)) : null,
    },
  ])
  await insert('generations', [
    {
      owner_id: owner,
      job_id: jobId,
      api_version: 1,
      model_type: pick(['tree', 'net']),
      options: '{}',
      output_format: pick(['csv', 'csv', 'json', 'parquet']),
      include_metadata: false,
      sample_size: 100,
      seed: 1,
      holdout: 0,
      created_at: created,
      ...(state === 'succeeded' && {
        result_key: `result ${index}`,
        result_size_bytes: rng.integer(10_000),
        result_rows: rng.integer(1000),
        report_key: `report ${index}`,
        report_size_bytes: rng.integer(100),
        model_key: `model ${index}`,
        model_size_bytes: maybe(rng.integer(1000)),
        quality_score: maybe(rng.uniform()),
        training_seconds: maybe(rng.uniform() * 100),
      }),
    },
  ])
}

async function allRows(): Promise<Facts> {
  const rows = async <Row extends object>(table: string): Promise<readonly Row[]> =>
    database.sql()(table).select('*')
  return {
    users: await rows<User>('users'),
    jobs: await rows<Job>('jobs'),
    datasets: await rows<Dataset>('datasets'),
    generations: await rows<Generation>('generations'),
    studies: await rows<Study>('studies'),
    trials: await rows<{ study_id: number }>('study_trials'),
    sessions: await rows<Session>('sessions'),
  }
}

// Counting by hand.

const between = (from: Date, to: Date) => (at: Date | null) => at !== null && at >= from && at < to
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const known = <Value>(values: readonly (Value | null)[]): readonly Value[] =>
  values.flatMap((value) => (value === null ? [] : [value]))
const mean = (values: readonly number[]) => (values.length === 0 ? null : sum(values) / values.length)
/** Up to rounding: sums here and there add in another order. */
const near = (value: number | null): unknown => (value === null ? null : expect.closeTo(value, 6))

function countStates(rows: readonly { readonly state: string }[]) {
  return Object.fromEntries(
    jobStates.map((state) => [state, rows.filter((row) => row.state === state).length]),
  )
}

function quantile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  const place = share * (sorted.length - 1)
  const low = sorted[Math.floor(place)]
  const high = sorted[Math.ceil(place)]
  return low === undefined || high === undefined ? null : low + (high - low) * (place - Math.floor(place))
}

function distributionOf(values: readonly number[]) {
  return {
    count: values.length,
    mean: near(mean(values)),
    median: near(quantile(values, 0.5)),
    p95: near(quantile(values, 0.95)),
    min: near(values.length === 0 ? null : Math.min(...values)),
    max: near(values.length === 0 ? null : Math.max(...values)),
  }
}

function endsOf(rows: readonly { readonly state: string }[]) {
  const { succeeded = 0, failed = 0, cancelled = 0 } = countStates(rows)
  return {
    succeeded,
    failed,
    cancelled,
    success_rate: near(succeeded + failed === 0 ? null : succeeded / (succeeded + failed)),
  }
}

function stepOf(at: Date, interval: (typeof statsIntervals)[number]): string {
  const step = new Date(at)
  step.setUTCMinutes(0, 0, 0)
  if (interval !== 'hour') step.setUTCHours(0)
  // Monday is the first day of a week.
  if (interval === 'week') step.setUTCDate(step.getUTCDate() - ((step.getUTCDay() + 6) % 7))
  if (interval === 'month') step.setUTCDate(1)
  return `${step.toISOString().slice(0, 19)}Z`
}

function groups<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): readonly (readonly [string, readonly Row[]])[] {
  const found = new Map<string, Row[]>()
  for (const row of rows) found.set(keyOf(row), [...(found.get(keyOf(row)) ?? []), row])
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1))
}

/** Most frequent first, as lists of statistics. */
function ranking<Row>(rows: readonly Row[], keyOf: (row: Row) => string, label: string, unit: string) {
  return groups(rows, keyOf)
    .map(([name, members]) => ({ [label]: name, [unit]: members.length }))
    .sort((a, b) => Number(b[unit]) - Number(a[unit]))
}

const withJobs = () => {
  const jobs = new Map(facts.jobs.map((job) => [job.id, job]))
  return facts.generations.map((generation) => {
    const job = jobs.get(generation.job_id)
    return {
      ...generation,
      state: job?.state ?? '',
      finished_at: job?.finished_at ?? null,
      peak_memory_bytes: job?.peak_memory_bytes ?? null,
    }
  })
}

const ranges = [
  { from: new Date(start), to: new Date(end.getTime() + 2 * 86_400_000) },
  { from: new Date('2026-01-20T05:17:03Z'), to: new Date('2026-02-03T00:00:00Z') },
  { from: new Date('2027-01-01T00:00:00Z'), to: new Date('2027-02-01T00:00:00Z') },
]
const cases = ranges.flatMap((span) => statsIntervals.map((interval) => ({ ...span, interval })))

describe('the dashboard', () => {
  it.each(cases)('of $from to $to by $interval is what counting gives', async ({ from, to, interval }) => {
    const isIn = between(from, to)
    for (const owner of owners) {
      const datasets = facts.datasets.filter((row) => row.owner_id === owner && isIn(row.created_at))
      const asked = withJobs().filter((row) => row.owner_id === owner && isIn(row.created_at))
      const searches = facts.studies.filter((row) => row.owner_id === owner && isIn(row.created_at))
      const results = withJobs().filter(
        (row) => row.owner_id === owner && row.state === 'succeeded' && isIn(row.finished_at),
      )
      const judged = results.flatMap((row) =>
        row.quality_score === null || row.finished_at === null
          ? []
          : [{ quality: row.quality_score, step: stepOf(row.finished_at, interval) }],
      )
      expect(await createUsageStatistics(database).dashboard(owner, { from, to, interval })).toEqual({
        datasets: {
          total: datasets.length,
          by_status: Object.fromEntries(
            ['processing', 'ready', 'failed'].map((status) => [
              status,
              datasets.filter((row) => row.status === status).length,
            ]),
          ),
          rows: sum(known(datasets.map((row) => row.row_count))),
          size_bytes: sum(datasets.map((row) => row.size_bytes)),
        },
        generations: { total: asked.length, by_status: countStates(asked) },
        optimizations: {
          total: searches.length,
          by_status: countStates(searches),
          trials: facts.trials.filter(({ study_id: id }) => searches.some((study) => study.id === id)).length,
        },
        results: {
          total: results.length,
          rows: sum(known(results.map((row) => row.result_rows))),
          size_bytes: sum(known(results.map((row) => row.result_size_bytes))),
          mean_quality: near(mean(known(results.map((row) => row.quality_score)))),
        },
        quality_over_time: groups(judged, ({ step }) => step).map(([step, members]) => {
          const scores = members.map(({ quality }) => quality)
          return {
            from: step,
            results: members.length,
            mean_quality: near(mean(scores)),
            min_quality: near(Math.min(...scores)),
            max_quality: near(Math.max(...scores)),
          }
        }),
      })
    }
  })
})

describe('usage', () => {
  it.each(cases)('from $from to $to by $interval is what counting gives', async ({ from, to, interval }) => {
    const isIn = between(from, to)
    for (const owner of [null, ...owners]) {
      const isOf = (id: number) => owner === null || id === owner
      const datasets = facts.datasets.filter((row) => isOf(row.owner_id) && isIn(row.created_at))
      const asked = facts.generations.filter((row) => isOf(row.owner_id) && isIn(row.created_at))
      const searches = facts.studies.filter((row) => isOf(row.owner_id) && isIn(row.created_at))
      const sessions = facts.sessions.filter((row) => isOf(row.user_id) && isIn(row.created_at))
      const happened = [
        ...datasets.map((row) => ({ what: 'uploads', at: row.created_at })),
        ...asked.map((row) => ({ what: 'generations', at: row.created_at })),
        ...searches.map((row) => ({ what: 'optimizations', at: row.created_at })),
        ...sessions.map((row) => ({ what: 'sign_ins', at: row.created_at })),
      ]
      const ready = datasets.filter((row) => row.status === 'ready')
      expect(await createUsageStatistics(database).usage(owner, { from, to, interval })).toEqual({
        activity: groups(happened, ({ at }) => stepOf(at, interval)).map(([step, members]) => ({
          from: step,
          ...Object.fromEntries(
            ['uploads', 'generations', 'optimizations', 'sign_ins'].map((name) => [
              name,
              members.filter(({ what }) => what === name).length,
            ]),
          ),
        })),
        formats: {
          output: ranking(asked, (row) => row.output_format, 'format', 'generations'),
          upload: ranking(datasets, (row) => row.file_type, 'format', 'datasets'),
        },
        models: ranking(asked, (row) => row.model_type, 'model_type', 'generations'),
        datasets: {
          total: datasets.length,
          mean_rows: near(mean(known(ready.map((row) => row.row_count)))),
          mean_columns: near(mean(known(ready.map((row) => row.column_count)))),
          mean_size_bytes: near(mean(ready.map((row) => row.size_bytes))),
        },
        sessions: distributionOf(
          sessions.map(
            (row) => ((row.revoked_at ?? row.last_used_at).getTime() - row.created_at.getTime()) / 1000,
          ),
        ),
      })
    }
  })
})

describe('the system', () => {
  it.each(ranges)('from $from to $to is what counting gives', async ({ from, to }) => {
    const isIn = between(from, to)
    const at = new Date('2026-03-10T00:00:00Z')
    const waiting = facts.jobs.filter((job) => job.state === 'queued' && !job.is_held)
    const ended = withJobs().filter((row) => isIn(row.finished_at))
    const succeeded = ended.filter((row) => row.state === 'succeeded')
    const stored = (files: readonly { readonly key: string | null; readonly size: number | null }[]) => {
      const kept = files.filter(({ key }) => key !== null)
      return { files: kept.length, size_bytes: sum(kept.map(({ size }) => size ?? 0)) }
    }
    const storage = {
      uploads: stored(facts.datasets.map((row) => ({ key: '', size: row.size_bytes }))),
      tables: stored(facts.datasets.map((row) => ({ key: row.table_key, size: row.table_size_bytes }))),
      results: stored(facts.generations.map((row) => ({ key: row.result_key, size: row.result_size_bytes }))),
      others: stored([
        ...facts.generations.map((row) => ({ key: row.report_key, size: row.report_size_bytes })),
        ...facts.generations.map((row) => ({ key: row.model_key, size: row.model_size_bytes })),
      ]),
    }
    expect(await createSystemStatistics(database).system({ from, to }, at)).toEqual({
      users: {
        total: 4,
        active: 3,
        administrators: 1,
        registered: facts.users.filter((user) => isIn(user.created_at)).length,
      },
      jobs: Object.fromEntries(
        ['profile', 'generation', 'trial'].map((kind) => [
          kind,
          countStates(facts.jobs.filter((job) => job.kind === kind)),
        ]),
      ),
      queue: {
        length: waiting.length,
        oldest_seconds: near(
          Math.max(...waiting.map((job) => (at.getTime() - job.created_at.getTime()) / 1000)),
        ),
      },
      storage: {
        ...storage,
        total_size_bytes: sum(Object.values(storage).map(({ size_bytes: size }) => size)),
      },
      generations: endsOf(ended),
      optimizations: endsOf(facts.studies.filter((study) => isIn(study.finished_at))),
      training_seconds: distributionOf(known(succeeded.map((row) => row.training_seconds))),
      quality: distributionOf(known(succeeded.map((row) => row.quality_score))),
      peak_memory_bytes: distributionOf(known(succeeded.map((row) => row.peak_memory_bytes))),
      models: groups(ended, (row) => row.model_type)
        .toSorted(([, a], [, b]) => b.length - a.length)
        .map(([name, members]) => {
          const good = members.filter((row) => row.state === 'succeeded')
          const peaks = known(good.map((row) => row.peak_memory_bytes))
          return {
            model_type: name,
            ...endsOf(members),
            mean_training_seconds: near(mean(known(good.map((row) => row.training_seconds)))),
            mean_quality: near(mean(known(good.map((row) => row.quality_score)))),
            max_peak_memory_bytes: peaks.length === 0 ? null : Math.max(...peaks),
          }
        }),
    })
  })
})

describe('while much is being written', () => {
  it('every answer is of one moment, and the last one has all', async () => {
    const [owner = 0] = await insert('users', [{ external_subject: 'writer', role: 'user' }])
    const span = {
      from: new Date(start),
      to: new Date(end.getTime() + 2 * 86_400_000),
      interval: 'month' as const,
    }
    const statistics = createUsageStatistics(database)
    const writers = range(4)
    const each = 10
    let isWriting = true
    // Each transaction adds two results of seven rows, so that no true moment has an odd number of them.
    const writing = Promise.all(
      writers.map(async (writer) => {
        for (const round of range(each)) {
          await database.transaction(async () => {
            for (const half of [0, 1]) await addResult(owner, `written ${writer} ${round} ${half}`)
          })
        }
      }),
    ).finally(() => {
      isWriting = false
    })
    const seen: number[] = []
    while (isWriting) {
      const { generations, results } = await statistics.dashboard(owner, span)
      expect(generations.total % 2).toBe(0)
      expect(generations.by_status.succeeded).toBe(generations.total)
      expect(results).toMatchObject({ total: generations.total, rows: 7 * generations.total })
      seen.push(generations.total)
    }
    await writing
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
    const last = await statistics.dashboard(owner, span)
    expect(last.results).toMatchObject({ total: 2 * writers.length * each, rows: 14 * writers.length * each })
  })
})

async function addResult(owner: number, name: string): Promise<void> {
  const at = new Date(start)
  const [jobId = 0] = await insert('jobs', [
    {
      kind: 'generation',
      owner_id: owner,
      state: 'succeeded',
      max_attempts: 1,
      created_at: at,
      finished_at: at,
    },
  ])
  await insert('generations', [
    {
      owner_id: owner,
      job_id: jobId,
      api_version: 1,
      model_type: 'tree',
      options: '{}',
      output_format: 'csv',
      include_metadata: false,
      sample_size: 7,
      seed: 1,
      holdout: 0,
      created_at: at,
      result_key: name,
      result_rows: 7,
      result_size_bytes: 70,
    },
  ])
}
