import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  between,
  countStates,
  distributionOf,
  endsOf,
  groups,
  known,
  mean,
  near,
  ranking,
  stepOf,
  sum,
} from '../../../test/count-by-hand.ts'
import {
  end,
  type Facts,
  fillFacts,
  insert,
  range,
  readFacts,
  start,
} from '../../../test/statistics-facts.ts'
import { statsIntervals } from '../../contracts/stats.ts'
import { openTestDatabase } from '../../testing/test-database.ts'
import type { Database } from '../database.ts'
import { migrateLatest } from '../migrate.ts'
import { createSystemStatistics } from './system-statistics.ts'
import { createUsageStatistics } from './usage-statistics.ts'

// What the statements answer is held against counting all rows here, one by one.

let database: Database
let facts: Facts
let owners: readonly number[] = []
beforeAll(async () => {
  database = await openTestDatabase()
  await migrateLatest(database)
  owners = await fillFacts(database)
  facts = await readFacts(database)
}, 60_000)
afterAll(() => database.close())

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
    const [owner = 0] = await insert(database, 'users', [{ external_subject: 'writer', role: 'user' }])
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
  const [jobId = 0] = await insert(database, 'jobs', [
    {
      kind: 'generation',
      owner_id: owner,
      state: 'succeeded',
      max_attempts: 1,
      created_at: at,
      finished_at: at,
    },
  ])
  await insert(database, 'generations', [
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
