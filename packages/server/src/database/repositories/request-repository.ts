import type { JobState } from '../../jobs/job-states.ts'
import type { Database } from '../database.ts'
import { type Counted, listPage, type Page, type PageQuery, pageOrder, totalRows } from '../list-page.ts'

export type RequestKind = 'generation' | 'optimization'

/** Somebody's order, as administrators see it. */
export interface RequestRow {
  readonly kind: RequestKind
  readonly id: number
  readonly owner_id: number
  readonly owner_email: string | null
  readonly dataset_id: number | null
  readonly model_type: string
  readonly state: JobState
  readonly error: string | null
  readonly created_at: Date
  readonly finished_at: Date | null
}

export interface RequestQuery extends PageQuery {
  readonly kind: RequestKind
  readonly state?: JobState | undefined
  readonly ownerId?: number | undefined
}

/** Generations, or studies of their own, of everybody. */
export function createRequestRepository(database: Database) {
  function ofKind(kind: RequestKind) {
    const sql = database.sql()
    const columns = ['r.id', 'r.owner_id', 'u.email as owner_email', 'r.dataset_id', 'r.model_type']
    switch (kind) {
      case 'generation':
        return {
          state: 'j.state',
          rows: sql('generations as r')
            .join('jobs as j', 'j.id', 'r.job_id')
            .join('users as u', 'u.id', 'r.owner_id')
            .select<RequestRow[]>([
              sql.raw("'generation' as kind"),
              ...columns,
              'j.state',
              'j.error',
              'r.created_at',
              'j.finished_at',
            ]),
        }
      case 'optimization':
        return {
          state: 'r.state',
          // A study that belongs to a generation is approved with it.
          rows: sql('studies as r')
            .join('users as u', 'u.id', 'r.owner_id')
            .whereNull('r.generation_id')
            .select<RequestRow[]>([
              sql.raw("'optimization' as kind"),
              ...columns,
              'r.state',
              'r.error',
              'r.created_at',
              'r.finished_at',
            ]),
        }
      default:
        return kind satisfies never
    }
  }
  return {
    async byId(kind: RequestKind, id: number): Promise<RequestRow | undefined> {
      const [row] = await ofKind(kind).rows.where({ 'r.id': id })
      return row
    },
    async list({ kind, state, ownerId, ...page }: RequestQuery): Promise<Page<RequestRow>> {
      const found = ofKind(kind)
      const sorted = found.rows
        .where({ ...(state && { [found.state]: state }), ...(ownerId && { 'r.owner_id': ownerId }) })
        .select<Counted<RequestRow>[]>([totalRows(database.sql())])
        .orderBy(pageOrder(page, 'r'))
      return listPage<RequestRow>(page, async (limit, offset) => sorted.clone().limit(limit).offset(offset))
    },
    /** The job of a generation. */
    async jobOf(id: number): Promise<number | undefined> {
      const row: { job_id: number } | undefined = await database
        .sql()('generations')
        .where({ id })
        .first('job_id')
      return row?.job_id
    },
  }
}

export type RequestRepository = ReturnType<typeof createRequestRepository>
