import { createRng } from '@tabricate/core'
import type { Database } from '../src/database/database.ts'
import { jobStates } from '../src/jobs/job-states.ts'
import { studyRow } from './study-row.ts'

const rng = createRng(7)
function pick<Item>(items: readonly Item[]): Item {
  const item = items[rng.integer(items.length)]
  if (item === undefined) throw new Error('There is nothing to pick from.')
  return item
}
const maybe = <Item>(value: Item) => (rng.uniform() < 0.3 ? null : value)

/** When the first fact is of, and when the last one may be. */
export const start = Date.parse('2026-01-01T00:00:00Z')
const days = 60
export const end = new Date(start + days * 86_400_000)
const someTime = () => new Date(start + rng.integer(days * 86_400) * 1000)
const after = (at: Date, seconds: number) => new Date(at.getTime() + rng.integer(seconds) * 1000)

/** Rows as they stand in the tables, without what statistics do not ask for. */
export interface Facts {
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

/** The rows' numbers. */
export async function insert(
  database: Database,
  table: string,
  rows: readonly object[],
): Promise<readonly number[]> {
  const inserted: { id: number }[] = await database.sql()(table).insert(rows).returning('id')
  return inserted.map(({ id }) => id)
}

export function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index)
}

/** Adds a little of everything, at random times. @returns the numbers of its users */
export async function fillFacts(database: Database): Promise<readonly number[]> {
  const owners = await insert(
    database,
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
    database,
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
  for (const index of range(300)) await addGeneration(database, owner(), index)
  const studyIds = await insert(
    database,
    'studies',
    range(60).map(() => {
      const created = someTime()
      const state = pick(['succeeded', 'failed', 'cancelled', 'running', 'queued', 'rejected'])
      return {
        owner_id: owner(),
        ...studyRow,
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
    database,
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
  return owners
}

async function addGeneration(database: Database, owner: number, index: number): Promise<void> {
  const created = someTime()
  const state = pick([...jobStates, 'succeeded', 'succeeded', 'succeeded', 'queued'])
  const isEnded = ['succeeded', 'failed', 'cancelled', 'rejected'].includes(state)
  const [jobId = 0] = await insert(database, 'jobs', [
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
  await insert(database, 'generations', [
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

export async function readFacts(database: Database): Promise<Facts> {
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
