import {
  notificationContracts,
  type notificationKinds,
  notificationSchema,
} from '../contracts/notifications.ts'
import type { NotificationRow } from '../database/repositories/notification-repository.ts'
import { defineRoute, type Route, type ServerEvent } from '../http/route.ts'
import { ServiceError } from '../service-error.ts'
import type { Notifications } from '../services/notifications.ts'
import { lastEventId } from './last-event-id.ts'

/** @param pushKey the VAPID public key; null where nothing is pushed */
export function notificationRoutes(notifications: Notifications, pushKey: string | null): readonly Route[] {
  return [
    defineRoute(notificationContracts.listNotifications, async ({ identity, query }) => {
      const { limit, offset, sort, unread: flag } = query
      const { items, total, unread } = await notifications.list(identity.user, {
        limit,
        offset,
        sort,
        ...(flag !== undefined && { unread: flag === 'true' }),
      })
      return { data: { items: items.map(present), total, limit, offset, unread } }
    }),
    defineRoute(notificationContracts.readNotifications, async ({ identity, body }) => ({
      data: { read: await notifications.markRead(identity.user, 'ids' in body ? body.ids : null) },
    })),
    defineRoute(notificationContracts.followNotifications, async ({ identity, header, signal }) => ({
      events: events(notifications.follow(identity.user, lastEventId(header('last-event-id')), signal)),
    })),
    defineRoute(notificationContracts.getPushKey, async () => {
      if (pushKey === null) throw new ServiceError('UNAVAILABLE', 'Notifications are not pushed here.')
      return { data: { public_key: pushKey } }
    }),
    defineRoute(notificationContracts.deleteNotification, async ({ identity, params }) => {
      await notifications.remove(identity.user, params.id)
      return { data: { id: params.id } }
    }),
  ]
}

async function* events(rows: AsyncIterable<NotificationRow>): AsyncGenerator<ServerEvent> {
  for await (const row of rows) yield { id: row.id, type: 'notification', data: present(row) }
}

export function present(row: NotificationRow) {
  return {
    id: row.id,
    kind: readKind(row.kind),
    title: row.title,
    body: row.body,
    data: { ...row.data },
    created_at: row.created_at.toISOString(),
    read_at: row.read_at?.toISOString() ?? null,
  }
}

function readKind(kind: string): (typeof notificationKinds)[number] {
  return notificationSchema.shape.kind.parse(kind)
}
