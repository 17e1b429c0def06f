import type { ConstraintRule, Json, ViolatingRows, Where } from '@tabricate/core'
import type { ReportLanguage } from '@tabricate/core/report'
import type { JobRow } from '../../jobs/job.ts'
import type { JobState } from '../../jobs/job-states.ts'
import type { Database } from '../database.ts'
import { type Counted, listPage, type Page, type PageQuery, pageOrder, totalRows } from '../list-page.ts'

export const outputFormats = ['csv', 'json', 'xlsx', 'parquet'] as const
export type OutputFormat = (typeof outputFormats)[number]

/** What is to be generated. */
export interface GenerationOrder {
  readonly owner_id: number
  readonly dataset_id: number
  readonly job_id: number
  readonly api_version: number
  readonly model_type: string
  /** Of the model, as it takes them. */
  readonly options: { readonly [name: string]: Json }
  readonly output_format: OutputFormat
  readonly include_metadata: boolean
  /** Of the report's page in an archive. */
  readonly report_language: ReportLanguage
  readonly sample_size: number
  readonly seed: number
  /** Share of the rows kept from the model for the report. */
  readonly holdout: number
  readonly target: string | null
  readonly conditions: Where
  readonly constraints: readonly ConstraintRule[]
  readonly violating_rows: ViolatingRows
  /** Whether texts that spreadsheets would run are made harmless in CSV. */
  readonly neutralise_formulas: boolean
}

/** What came of it. */
export interface GenerationResult {
  readonly result_key: string
  readonly result_size_bytes: number
  readonly result_sha256: string
  readonly result_rows: number
  readonly report_key: string
  readonly report_size_bytes: number
  readonly model_key: string
  readonly model_size_bytes: number
  /** Where it comes from, and the signature of that. */
  readonly manifest: string
  readonly manifest_signature: string
  readonly quality_score: number | null
  /** How long the training took; null where it went on from a checkpoint. */
  readonly training_seconds: number | null
  /** What core had estimated for it. */
  readonly estimated_seconds: number | null
}

export type GenerationRow = Omit<GenerationOrder, 'dataset_id'> & {
  readonly id: number
  /** Null when the dataset has been deleted. */
  readonly dataset_id: number | null
  readonly created_at: Date
  /** The study whose best options it takes. */
  readonly study_id: number | null
} & { readonly [Field in keyof GenerationResult]: GenerationResult[Field] | null }

const jobColumns = [
  'state',
  'attempt',
  'cancel_requested',
  'progress',
  'error_code',
  'error',
  'started_at',
  'finished_at',
  'peak_memory_bytes',
] as const

/** A generation with the state of its job. */
export type GenerationWithJob = GenerationRow & Pick<JobRow, (typeof jobColumns)[number]>

export interface GenerationQuery extends PageQuery {
  readonly state?: JobState | undefined
  readonly datasetId?: number | undefined
}

export function createGenerationRepository(database: Database) {
  const joined = () =>
    database
      .sql()('generations as g')
      .join('jobs as j', 'j.id', 'g.job_id')
      .leftJoin('studies as s', 's.generation_id', 'g.id')
      .select<GenerationWithJob[]>(['g.*', 's.id as study_id', ...jobColumns.map((name) => `j.${name}`)])

  return {
    async add(order: GenerationOrder): Promise<number> {
      const [row]: { id: number }[] = await database
        .sql()('generations')
        .insert({
          ...order,
          options: JSON.stringify(order.options),
          conditions: JSON.stringify(order.conditions),
          constraints: JSON.stringify(order.constraints),
        })
        .returning('id')
      return row?.id ?? 0
    },

    async ofOwner(ownerId: number, id: number): Promise<GenerationWithJob | undefined> {
      return joined().where({ 'g.id': id, 'g.owner_id': ownerId }).first()
    },

    async byId(id: number): Promise<GenerationWithJob | undefined> {
      return joined().where({ 'g.id': id }).first()
    },

    async setOptions(id: number, options: GenerationOrder['options']): Promise<void> {
      await database
        .sql()('generations')
        .where({ id })
        .update({ options: JSON.stringify(options) })
    },

    async byJob(jobId: number): Promise<GenerationWithJob | undefined> {
      return joined().where({ 'g.job_id': jobId }).first()
    },

    async list(ownerId: number, query: GenerationQuery): Promise<Page<GenerationWithJob>> {
      const { state, datasetId, ...page } = query
      const owned = joined().where({
        'g.owner_id': ownerId,
        ...(state && { 'j.state': state }),
        ...(datasetId !== undefined && { 'g.dataset_id': datasetId }),
      })
      const sorted = owned
        .select<Counted<GenerationWithJob>[]>([totalRows(database.sql())])
        .orderBy(pageOrder(page, 'g'))
      return listPage<GenerationWithJob>(page, async (limit, offset) =>
        sorted.clone().limit(limit).offset(offset),
      )
    },

    async setResult(id: number, result: GenerationResult): Promise<void> {
      await database.sql()('generations').where({ id }).update(result)
    },

    /** Of the latest trainings of a model: how much longer they took than had been estimated. */
    async durationRatios(modelType: string, limit: number): Promise<readonly number[]> {
      const rows: { training_seconds: number; estimated_seconds: number }[] = await database
        .sql()('generations')
        .where({ model_type: modelType })
        .where('training_seconds', '>', 0)
        .where('estimated_seconds', '>', 0)
        .orderBy('id', 'desc')
        .limit(limit)
        .select('training_seconds', 'estimated_seconds')
      return rows.map((row) => row.training_seconds / row.estimated_seconds)
    },

    /** With its job, whose deletion takes the events along, and those of the trials that chose its options. */
    async remove(id: number): Promise<void> {
      await database.transaction(async () => {
        await database.raw(
          `delete from jobs where id in (
             select t.job_id from study_trials t join studies s on s.id = t.study_id where s.generation_id = $1::int)`,
          [id],
        )
        const [row]: { job_id: number }[] = await database
          .sql()('generations')
          .where({ id })
          .delete()
          .returning('job_id')
        if (row !== undefined) await database.sql()('jobs').where({ id: row.job_id }).delete()
      })
    },

    /** Jobs that need the dataset and have not ended. */
    async isDatasetInUse(datasetId: number): Promise<boolean> {
      const study: unknown = await database
        .sql()('studies')
        .where({ dataset_id: datasetId })
        .whereIn('state', ['awaiting_approval', 'queued', 'running'])
        .first('id')
      if (study !== undefined) return true
      const row: unknown = await joined()
        .where({ 'g.dataset_id': datasetId })
        .whereIn('j.state', ['awaiting_approval', 'queued', 'running'])
        .first()
      return row !== undefined
    },
  }
}

export type GenerationRepository = ReturnType<typeof createGenerationRepository>
