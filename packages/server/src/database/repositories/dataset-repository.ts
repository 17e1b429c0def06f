import type { ColumnType, Json } from '@tabricate/core'
import type { FileType } from '../../settings/settings-schema.ts'
import type { Database } from '../database.ts'
import { type Counted, listPage, type Page, type PageQuery, pageOrder, totalRows } from '../list-page.ts'

export type DatasetStatus = 'processing' | 'ready' | 'failed'

export type ColumnTypes = { readonly [column: string]: ColumnType | null }

/** A dataset as lists show it. */
export interface DatasetRow {
  readonly id: number
  readonly owner_id: number
  readonly job_id: number | null
  readonly name: string
  readonly description: string | null
  readonly file_name: string
  readonly file_type: FileType
  readonly size_bytes: number
  readonly sha256: string
  /** The file as it was uploaded. */
  readonly object_key: string
  /** The same table as Parquet, which training reads. */
  readonly table_key: string | null
  /** Chosen by its owner; null for what is inferred. */
  readonly column_types: ColumnTypes
  readonly status: DatasetStatus
  readonly error: string | null
  readonly row_count: number | null
  readonly column_count: number | null
  readonly created_at: Date
  readonly updated_at: Date
}

/** The large parts. */
export interface DatasetDetails {
  readonly schema: Json
  readonly profile: Json
  readonly preview: Json
}

export interface DatasetQuery extends PageQuery {
  readonly status?: DatasetStatus | undefined
}

const listed = [
  'id',
  'owner_id',
  'job_id',
  'name',
  'description',
  'file_name',
  'file_type',
  'size_bytes',
  'sha256',
  'object_key',
  'table_key',
  'column_types',
  'status',
  'error',
  'row_count',
  'column_count',
  'created_at',
  'updated_at',
] as const

export function createDatasetRepository(database: Database) {
  const datasets = () => database.sql()<DatasetRow & DatasetDetails>('datasets')
  return {
    async add(
      dataset: Omit<
        DatasetRow,
        | 'id'
        | 'table_key'
        | 'column_types'
        | 'status'
        | 'error'
        | 'row_count'
        | 'column_count'
        | 'created_at'
        | 'updated_at'
      >,
    ): Promise<DatasetRow> {
      const [row] = await datasets()
        .insert({ ...dataset, status: 'processing' })
        .returning([...listed])
      if (row === undefined) throw new Error('An insert returned no row.')
      return row
    },

    async list(ownerId: number, query: DatasetQuery): Promise<Page<DatasetRow>> {
      const { status, ...page } = query
      const owned = database
        .sql()('datasets')
        .where({ owner_id: ownerId, ...(status && { status }) })
      const sorted = owned
        .select<Counted<DatasetRow>[]>([...listed, totalRows(database.sql())])
        .orderBy(pageOrder(page, 'datasets'))
      return listPage<DatasetRow>(page, async (limit, offset) =>
        sorted
          .clone()
          .limit(limit)
          .offset(offset)
          // Each connection prepares a statement of this name once; hence all that its text depends on is in it.
          .options({ name: `datasets ${page.sort} ${status !== undefined} ${offset > 0}` }),
      )
    },

    async ofOwner(ownerId: number, id: number): Promise<DatasetRow | undefined> {
      return datasets()
        .where({ id, owner_id: ownerId })
        .first([...listed])
    },

    async byJob(jobId: number): Promise<DatasetRow | undefined> {
      return datasets()
        .where({ job_id: jobId })
        .first([...listed])
    },

    async details(id: number): Promise<DatasetDetails | undefined> {
      return datasets().where({ id }).first('schema', 'profile', 'preview')
    },

    async setReady(
      id: number,
      facts: {
        readonly tableKey: string
        readonly tableSizeBytes: number
        readonly rowCount: number
        readonly columnCount: number
      } & DatasetDetails,
      at: Date,
    ): Promise<void> {
      await database
        .sql()('datasets')
        .where({ id })
        .update({
          status: 'ready',
          error: null,
          table_key: facts.tableKey,
          table_size_bytes: facts.tableSizeBytes,
          row_count: facts.rowCount,
          column_count: facts.columnCount,
          schema: JSON.stringify(facts.schema),
          profile: JSON.stringify(facts.profile),
          preview: JSON.stringify(facts.preview),
          updated_at: at,
        })
    },

    /** To be profiled by another job, with these types. What is known of it stays until then. */
    async readAgain(id: number, jobId: number, types: ColumnTypes): Promise<DatasetRow> {
      const [row] = await database
        .sql()('datasets')
        .where({ id })
        .update({ job_id: jobId, status: 'processing', column_types: JSON.stringify(types) })
        .returning<DatasetRow[]>([...listed])
      if (row === undefined) throw new Error('An update returned no row.')
      return row
    },

    /** One that was read before stays as it was read then. */
    async setFailed(id: number, error: string, at: Date): Promise<void> {
      await datasets()
        .where({ id })
        .whereNull('table_key')
        .update({ status: 'failed', error, updated_at: at })
      await database
        .sql()('datasets')
        .where({ id })
        .whereNotNull('table_key')
        .update({ status: 'ready', error, column_types: '{}', updated_at: at })
    },

    /** With its job, unless that has not ended: then it is cleared away once it has. */
    async remove(id: number): Promise<void> {
      const [row] = await datasets().where({ id }).delete().returning('job_id')
      await database
        .sql()('jobs')
        .where({ id: row?.job_id ?? null })
        .whereNotNull('finished_at')
        .delete()
    },
  }
}

export type DatasetRepository = ReturnType<typeof createDatasetRepository>
