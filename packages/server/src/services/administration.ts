import type { Json } from '@tabricate/core'
import type { Database } from '../database/database.ts'
import type { Page } from '../database/list-page.ts'
import type { AuditQuery, AuditRepository, AuditRow } from '../database/repositories/audit-repository.ts'
import type { JobRepository } from '../database/repositories/job-repository.ts'
import type { NotificationRepository } from '../database/repositories/notification-repository.ts'
import type {
  RequestKind,
  RequestQuery,
  RequestRepository,
  RequestRow,
} from '../database/repositories/request-repository.ts'
import type { SessionRepository } from '../database/repositories/session-repository.ts'
import type { UserQuery, UserRepository, UserRow } from '../database/repositories/user-repository.ts'
import type { JobQueue } from '../jobs/job-queue.ts'
import { notFound, ServiceError } from '../service-error.ts'

export interface AdministrationDependencies {
  readonly database: Database
  readonly users: UserRepository
  readonly sessions: SessionRepository
  readonly requests: RequestRepository
  readonly audit: AuditRepository
  readonly notifications: NotificationRepository
  readonly jobs: JobRepository
  readonly queue: JobQueue
  readonly studies: StudyApproval
  readonly now: () => Date
}

/** Studies that wait for an administrator. */
export interface StudyApproval {
  /** False when it does not wait. */
  approve(id: number): Promise<boolean>
  reject(id: number, reason: string): Promise<boolean>
  /** The study of a generation, which is decided on with it. */
  settleOf(generationId: number, decision: 'approved' | 'rejected'): Promise<void>
}

/** Who acts, for the audit log. */
export interface Actor {
  readonly user: UserRow
  readonly requestId: string
  readonly ip: string
}

/** What administrators do. Every change is one line of the audit log, written in its transaction. */
export interface Administration {
  users(query: UserQuery): Promise<Page<UserRow>>
  requests(query: RequestQuery): Promise<Page<RequestRow>>
  logs(query: AuditQuery): Promise<Page<AuditRow>>
  /** @throws ServiceError `NOT_FOUND`, `CONFLICT` when the request does not wait */
  approve(actor: Actor, kind: RequestKind, id: number): Promise<RequestRow>
  reject(actor: Actor, kind: RequestKind, id: number, reason: string): Promise<RequestRow>
  /** Disables an active account, whose sessions end at once, or enables a disabled one. @throws ServiceError `CONFLICT` for the last administrator */
  toggle(actor: Actor, userId: number): Promise<UserRow>
}

export function createAdministration(dependencies: AdministrationDependencies): Administration {
  const { database, users, sessions, requests, audit, notifications, jobs, queue, studies, now } =
    dependencies

  const write = (
    { user, requestId, ip }: Actor,
    act: {
      readonly action: string
      readonly subject: string
      readonly details?: { readonly [name: string]: Json }
    },
    before: Json,
    after: Json,
  ) => audit.add({ ...act, actorId: user.id, requestId, ip, before, after })

  async function request(kind: RequestKind, id: number): Promise<RequestRow> {
    const row = await requests.byId(kind, id)
    if (row === undefined) throw notFound('request')
    return row
  }

  /** Decides on a request that waits; it may have been decided on, or cancelled, meanwhile. */
  async function decide(
    actor: Actor,
    kind: RequestKind,
    id: number,
    decision: 'approved' | 'rejected',
    details: { readonly [name: string]: Json },
    move: (row: RequestRow) => Promise<boolean>,
  ): Promise<RequestRow> {
    return database.transaction(async () => {
      const row = await request(kind, id)
      if (row.state !== 'awaiting_approval' || !(await move(row)))
        throw new ServiceError(
          'CONFLICT',
          `The request does not wait for an administrator: it is ${row.state}.`,
        )
      const after = await request(kind, id)
      const act = { action: `request.${decision}`, subject: `${kind}:${id}`, details }
      await write(actor, act, { status: row.state }, { status: after.state })
      return after
    })
  }

  /** Of a generation. */
  async function jobOf(id: number): Promise<number> {
    const jobId = await requests.jobOf(id)
    if (jobId === undefined) throw notFound('request')
    return jobId
  }

  return {
    users: (query) => users.list(query),
    requests: (query) => requests.list(query),
    logs: (query) => audit.list(query),

    approve: (actor, kind, id) =>
      decide(actor, kind, id, 'approved', {}, async (row) => {
        const isApproved =
          kind === 'generation' ? await queue.approve(await jobOf(id)) : await studies.approve(id)
        if (isApproved && kind === 'generation') await studies.settleOf(id, 'approved')
        if (isApproved)
          await notifications.add({
            user_id: row.owner_id,
            kind: `${kind}.approved`,
            title: 'Request approved',
            body: `${kind === 'generation' ? 'Generation' : 'Optimization'} ${id} (${row.model_type}) is waiting for its turn.`,
            data: { [`${kind}_id`]: id },
          })
        return isApproved
      }),

    reject: (actor, kind, id, reason) =>
      decide(actor, kind, id, 'rejected', { reason }, async (row) => {
        if (kind === 'generation') {
          const isRejected = await jobs.reject(await jobOf(id), reason, now())
          if (isRejected) await studies.settleOf(id, 'rejected')
          return isRejected
        }
        const isRejected = await studies.reject(id, reason)
        if (isRejected)
          await notifications.add({
            user_id: row.owner_id,
            kind: 'optimization.rejected',
            title: 'Request rejected',
            body: `Optimization ${id} (${row.model_type}): ${reason}`.slice(0, 1000),
            data: { optimization_id: id },
          })
        return isRejected
      }),

    async toggle(actor, userId) {
      return database.transaction(async () => {
        // Locked first: two administrators who disable each other at once must not both succeed.
        const administrators = await users.activeAdministrators()
        const user = await users.byId(userId)
        if (user === undefined) throw notFound('user')
        if (user.is_active && user.role === 'admin' && administrators.every((id) => id === userId))
          throw new ServiceError('CONFLICT', 'The last administrator cannot be disabled.')
        const isActive = !user.is_active
        const changed = await users.setActive(userId, isActive, now())
        if (changed === undefined) throw notFound('user')
        if (!isActive) await sessions.revokeAll(userId, now())
        else
          await notifications.add({
            user_id: userId,
            kind: 'account.enabled',
            title: 'Account enabled',
            body: 'An administrator has enabled your account again.',
            data: {},
          })
        const act = { action: isActive ? 'user.enabled' : 'user.disabled', subject: `user:${userId}` }
        await write(actor, act, { is_active: user.is_active }, { is_active: isActive })
        return changed
      })
    },
  }
}
