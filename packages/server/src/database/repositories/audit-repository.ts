import type { Json } from '@tabricate/core'
import type { Database } from '../database.ts'
import { type Counted, listPage, type Page, type PageQuery, pageOrder, totalRows } from '../list-page.ts'

/** One act of somebody. */
export interface AuditLine {
  readonly action: string
  readonly actorId: number
  readonly subject: string
  readonly details?: { readonly [name: string]: Json }
  readonly before: Json
  readonly after: Json
  readonly requestId: string
  readonly ip: string
}

export interface AuditRow {
  readonly id: number
  readonly at: Date
  readonly action: string
  readonly actor_id: number | null
  readonly subject: string
  readonly details: { readonly [name: string]: Json }
  readonly before: Json
  readonly after: Json
  readonly request_id: string | null
  readonly ip: string | null
}

export interface AuditQuery extends PageQuery {
  readonly action?: string | undefined
  readonly actorId?: number | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** Lines are added and read; the database refuses everything else. */
export function createAuditRepository(database: Database) {
  return {
    async add(line: AuditLine): Promise<void> {
      await database
        .sql()('audit_log')
        .insert({
          action: line.action,
          actor_id: line.actorId,
          subject: line.subject,
          details: JSON.stringify(line.details ?? {}),
          before: JSON.stringify(line.before),
          after: JSON.stringify(line.after),
          request_id: line.requestId,
          ip: line.ip,
        })
    },
    async list({ action, actorId, from, to, ...page }: AuditQuery): Promise<Page<AuditRow>> {
      const lines = database
        .sql()('audit_log as l')
        .where({ ...(action && { 'l.action': action }), ...(actorId && { 'l.actor_id': actorId }) })
      if (from !== undefined) lines.where('l.at', '>=', from)
      if (to !== undefined) lines.where('l.at', '<', to)
      const sorted = lines
        .select<Counted<AuditRow>[]>(['l.*', totalRows(database.sql())])
        .orderBy(pageOrder(page, 'l'))
      return listPage<AuditRow>(page, async (limit, offset) => sorted.clone().limit(limit).offset(offset))
    },
    /** Forgets where somebody who leaves acted from. */
    async forgetAddresses(actorId: number): Promise<void> {
      await database.sql()('audit_log').where({ actor_id: actorId }).whereNotNull('ip').update({ ip: null })
    },
  }
}

export type AuditRepository = ReturnType<typeof createAuditRepository>
