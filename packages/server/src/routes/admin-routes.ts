import { adminContracts } from '../contracts/admin.ts'
import type { AuditRow } from '../database/repositories/audit-repository.ts'
import type { RequestRow } from '../database/repositories/request-repository.ts'
import { defineRoute, type Identity, type RequestContext, type Route } from '../http/route.ts'
import type { Actor, Administration } from '../services/administration.ts'
import { presentUser } from './auth-routes.ts'

export function adminRoutes(administration: Administration): readonly Route[] {
  return [
    defineRoute(adminContracts.listUsers, async ({ query }) => {
      const { limit, offset, sort, role, is_active: flag, search } = query
      const isActive = flag === undefined ? undefined : flag === 'true'
      const { items, total } = await administration.users({ limit, offset, sort, role, isActive, search })
      return { data: { items: items.map(presentUser), total, limit, offset } }
    }),
    defineRoute(adminContracts.listRequests, async ({ query }) => {
      const { limit, offset, sort, kind, status: state, user_id: ownerId } = query
      const { items, total } = await administration.requests({ kind, limit, offset, sort, state, ownerId })
      return { data: { items: items.map(presentRequest), total, limit, offset } }
    }),
    defineRoute(adminContracts.listLogs, async ({ query }) => {
      const { actor_id: actorId, ...rest } = query
      const { items, total } = await administration.logs({ ...rest, actorId })
      const { limit, offset } = query
      return { data: { items: items.map(presentLine), total, limit, offset } }
    }),
    defineRoute(adminContracts.approveRequest, async (call) => ({
      data: presentRequest(await administration.approve(actorOf(call), call.query.kind, call.params.id)),
    })),
    defineRoute(adminContracts.rejectRequest, async (call) => ({
      data: presentRequest(
        await administration.reject(actorOf(call), call.query.kind, call.params.id, call.body.reason),
      ),
    })),
    defineRoute(adminContracts.toggleUser, async (call) => ({
      data: presentUser(await administration.toggle(actorOf(call), call.params.id)),
    })),
  ]
}

function actorOf({ identity, requestId, caller }: RequestContext & { readonly identity: Identity }): Actor {
  return { user: identity.user, requestId, ip: caller.ip }
}

function presentRequest(row: RequestRow) {
  return {
    kind: row.kind,
    id: row.id,
    owner: { id: row.owner_id, email: row.owner_email },
    dataset_id: row.dataset_id,
    model_type: row.model_type,
    status: row.state,
    error: row.error,
    created_at: row.created_at.toISOString(),
    finished_at: row.finished_at?.toISOString() ?? null,
  }
}

function presentLine(row: AuditRow) {
  return {
    id: row.id,
    at: row.at.toISOString(),
    action: row.action,
    actor_id: row.actor_id,
    subject: row.subject,
    details: { ...row.details },
    before: row.before,
    after: row.after,
    request_id: row.request_id,
    ip: row.ip,
  }
}
