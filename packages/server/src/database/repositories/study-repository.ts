import type { Json } from '@tabricate/core'
import type { Space } from '@tabricate/optimizer'
import type {
  acquisitionFunctions,
  optimizationMethods,
  optimizationMetrics,
  trialStates,
} from '../../contracts/optimization.ts'
import { type JobState, statesBefore } from '../../jobs/job-states.ts'
import type { Database } from '../database.ts'
import { type Counted, listPage, type Page, type PageQuery, pageOrder, totalRows } from '../list-page.ts'

export type StudyMethod = (typeof optimizationMethods)[number]
export type StudyMetric = (typeof optimizationMetrics)[number]
export type StudyTrialState = (typeof trialStates)[number]

export interface MethodOptions {
  readonly acquisition: (typeof acquisitionFunctions)[number] | null
  readonly gridLevels: number
}

/** What is to be searched. */
export interface StudyOrder {
  readonly owner_id: number
  readonly dataset_id: number
  readonly model_type: string
  readonly method: StudyMethod
  readonly method_options: MethodOptions
  readonly metric: StudyMetric
  readonly target: string | null
  /** Parameters in the names of the contract. */
  readonly space: Space
  /** Of the model, as it takes them. */
  readonly fixed_options: { readonly [name: string]: Json }
  readonly pruning: boolean
  readonly seed: number
  /** Share of the rows that no trial sees: those of the generation's own report. */
  readonly holdout: number
  /** Of their choice. */
  readonly holdout_seed: number
  readonly n_trials: number
  readonly parallelism: number
  readonly timeout_hours: number
}

export type StudyRow = Omit<StudyOrder, 'dataset_id' | 'timeout_hours'> & {
  readonly id: number
  readonly dataset_id: number | null
  readonly generation_id: number | null
  readonly state: JobState
  readonly error: string | null
  readonly version: number
  readonly best_number: number | null
  readonly best_value: number | null
  readonly deadline: Date | null
  readonly timeout_hours: number
  readonly created_at: Date
  readonly started_at: Date | null
  readonly finished_at: Date | null
}

export interface TrialReport {
  readonly step: number
  readonly value: number
}

export interface TrialRow {
  readonly study_id: number
  readonly number: number
  readonly job_id: number | null
  readonly state: StudyTrialState
  readonly parameters: { readonly [name: string]: Json }
  readonly attributes: { readonly [name: string]: Json }
  readonly reports: readonly TrialReport[]
  readonly value: number | null
  readonly error: string | null
  readonly started_at: Date
  readonly completed_at: Date | null
}

/** How a trial ended. */
export interface TrialEnd {
  readonly state: Exclude<StudyTrialState, 'running'>
  readonly value: number | null
  readonly error: string | null
}

export function createStudyRepository(database: Database) {
  const studies = () => database.sql()<StudyRow>('studies')
  const trials = () => database.sql()<TrialRow>('study_trials')

  /** Moves a study if its state allows it. */
  async function move(
    id: number,
    state: JobState,
    change: { readonly [column: string]: unknown },
    version: number | null = null,
  ): Promise<boolean> {
    const query = database.sql()('studies').where({ id }).whereIn('state', statesBefore(state))
    if (version !== null) query.where({ version })
    return (await query.update({ ...change, state })) > 0
  }

  return {
    move,
    async add(order: StudyOrder, state: JobState, generationId: number | null): Promise<number> {
      const [row]: { id: number }[] = await database
        .sql()('studies')
        .insert({
          ...order,
          space: JSON.stringify(order.space),
          fixed_options: JSON.stringify(order.fixed_options),
          method_options: JSON.stringify(order.method_options),
          state,
          generation_id: generationId,
        })
        .returning('id')
      return row?.id ?? 0
    },
    async byId(id: number): Promise<StudyRow | undefined> {
      return studies().where({ id }).first()
    },
    async ofOwner(ownerId: number, id: number): Promise<StudyRow | undefined> {
      return studies().where({ id, owner_id: ownerId }).first()
    },
    async ofGeneration(generationId: number): Promise<StudyRow | undefined> {
      return studies().where({ generation_id: generationId }).first()
    },
    async list(
      ownerId: number,
      query: PageQuery & { readonly state?: JobState | undefined },
    ): Promise<Page<StudyRow>> {
      const { state, ...page } = query
      const sorted = database
        .sql()('studies as s')
        .where({ 's.owner_id': ownerId, ...(state && { 's.state': state }) })
        .select<Counted<StudyRow>[]>(['s.*', totalRows(database.sql())])
        .orderBy(pageOrder(page, 's'))
      return listPage<StudyRow>(page, async (limit, offset) => sorted.clone().limit(limit).offset(offset))
    },
    /** Those that may have a trial to begin, or are to be ended. */
    async open(): Promise<readonly number[]> {
      const rows = await studies().whereIn('state', ['queued', 'running']).orderBy('id').select('id')
      return rows.map(({ id }) => id)
    },
    /** Takes the right to change a study of that version; false when somebody was faster. */
    async raiseVersion(id: number, version: number): Promise<boolean> {
      return (
        (await studies()
          .where({ id, version, state: 'running' })
          .update({ version: version + 1 })) > 0
      )
    },
    async trials(studyId: number): Promise<readonly TrialRow[]> {
      return trials().where({ study_id: studyId }).orderBy('number')
    },
    /** Of several studies at once, each study's in order. */
    async trialsOfMany(studyIds: readonly number[]): Promise<readonly TrialRow[]> {
      return trials()
        .whereIn('study_id', [...studyIds])
        .orderBy('number')
    },
    async trialOfJob(jobId: number): Promise<TrialRow | undefined> {
      return trials().where({ job_id: jobId }).first()
    },
    /** The latest progress of the jobs of trials that run. */
    async progressOf(studyId: number): Promise<ReadonlyMap<number, Json>> {
      const rows: { number: number; progress: Json }[] = await database
        .sql()('study_trials as t')
        .join('jobs as j', 'j.id', 't.job_id')
        .where({ 't.study_id': studyId, 't.state': 'running' })
        .select('t.number', 'j.progress')
      return new Map(rows.map(({ number, progress }) => [number, progress]))
    },
    async addTrial(
      trial: Pick<TrialRow, 'study_id' | 'number' | 'job_id' | 'parameters' | 'attributes' | 'started_at'>,
    ): Promise<void> {
      await database
        .sql()('study_trials')
        .insert({
          ...trial,
          state: 'running',
          parameters: JSON.stringify(trial.parameters),
          attributes: JSON.stringify(trial.attributes),
        })
    },
    /** What a trial has reported so far, all of it; changes nothing when the attempt is stale. */
    async setReports(
      claim: { readonly id: number; readonly attempt: number },
      reports: readonly TrialReport[],
    ): Promise<void> {
      await database.raw(
        `update study_trials set reports = $1::jsonb where job_id = $2::int and state = 'running'
         and exists (select 1 from jobs where id = $2::int and attempt = $3::int and state = 'running')`,
        [JSON.stringify(reports), claim.id, claim.attempt],
      )
    },
    /** A trial whose job was cancelled before it began. */
    async endUnstarted(jobId: number, at: Date): Promise<void> {
      await database.raw(
        `update study_trials set state = 'cancelled', completed_at = $2::timestamptz
         where job_id = $1::int and state = 'running'
           and exists (select 1 from jobs where id = $1::int and state = 'cancelled')`,
        [jobId, at],
      )
    },
    /** Ends a trial once; false when it had ended. */
    async endTrial(jobId: number, { state, value, error }: TrialEnd, at: Date): Promise<number | null> {
      const [row] = await trials()
        .where({ job_id: jobId, state: 'running' })
        .update({ state, value, error, completed_at: at })
        .returning('study_id')
      if (row === undefined) return null
      await studies().where({ id: row.study_id }).increment('version', 1)
      return row.study_id
    },
  }
}

export type StudyRepository = ReturnType<typeof createStudyRepository>
