import type { Json } from '@tabricate/core'
import { z } from 'zod'
import type { Database } from '../database.ts'
import { type Counted, listPage, type Page, type PageQuery, pageOrder, totalRows } from '../list-page.ts'

export interface NotificationRow {
  readonly id: number
  readonly user_id: number
  readonly kind: string
  readonly title: string
  readonly body: string
  readonly data: { readonly [name: string]: Json }
  readonly created_at: Date
  readonly read_at: Date | null
}

export type NewNotification = Pick<NotificationRow, 'user_id' | 'kind' | 'title' | 'body' | 'data'>

/** A notification on its way to one address. */
export interface Delivery {
  readonly id: number
  readonly attempts: number
  readonly tokenId: number
  readonly platform: 'web' | 'expo' | 'webhook'
  readonly target: string
  readonly notification: NotificationRow
}

const claimedSchema = z.array(
  z.object({
    id: z.number(),
    attempts: z.number(),
    token_id: z.number(),
    platform: z.enum(['web', 'expo', 'webhook']),
    target: z.string(),
    notification_id: z.number(),
    user_id: z.number(),
    kind: z.string(),
    title: z.string(),
    body: z.string(),
    data: z.record(z.string(), z.json()),
    created_at: z.date(),
    read_at: z.date().nullable(),
  }),
)

export function createNotificationRepository(database: Database) {
  const notifications = () => database.sql()<NotificationRow>('notifications')
  return {
    /** Within the caller's transaction, together with a delivery to each address of the person. */
    async add(notification: NewNotification): Promise<number> {
      const { data, ...columns } = notification
      const [row]: { id: number }[] = await database
        .sql()('notifications')
        .insert({ ...columns, data: JSON.stringify(data) })
        .returning('id')
      const id = row?.id ?? 0
      await database.raw(
        `insert into deliveries (notification_id, push_token_id)
         select $1::int, id from push_tokens where user_id = $2::int`,
        [id, notification.user_id],
      )
      return id
    },
    async list(
      userId: number,
      query: PageQuery & { readonly unread?: boolean | undefined },
    ): Promise<Page<NotificationRow>> {
      const { unread, ...page } = query
      const owned = database.sql()('notifications as n').where({ 'n.user_id': userId })
      if (unread === true) owned.whereNull('n.read_at')
      if (unread === false) owned.whereNotNull('n.read_at')
      const sorted = owned
        .select<Counted<NotificationRow>[]>(['n.*', totalRows(database.sql())])
        .orderBy(pageOrder(page, 'n'))
      return listPage<NotificationRow>(page, async (limit, offset) =>
        sorted.clone().limit(limit).offset(offset),
      )
    },
    async countUnread(userId: number): Promise<number> {
      const row = await notifications()
        .where({ user_id: userId })
        .whereNull('read_at')
        .count({ count: '*' })
        .first()
      return Number(row?.count ?? 0)
    },
    /** @param ids null: all of them. @returns how many were not read before */
    async markRead(userId: number, ids: readonly number[] | null, at: Date): Promise<number> {
      const unread = notifications().where({ user_id: userId }).whereNull('read_at')
      if (ids !== null) unread.whereIn('id', [...ids])
      return unread.update({ read_at: at })
    },
    async remove(userId: number, id: number): Promise<boolean> {
      return (await notifications().where({ user_id: userId, id }).delete()) > 0
    },
    async after(userId: number, id: number, limit: number): Promise<readonly NotificationRow[]> {
      return notifications().where({ user_id: userId }).where('id', '>', id).orderBy('id').limit(limit)
    },
    async lastId(userId: number): Promise<number> {
      const row = await notifications().where({ user_id: userId }).max({ id: 'id' }).first()
      return Number(row?.id ?? 0)
    },
    /** Takes deliveries that are due, and keeps them from others until `leaseUntil`; lost ones are due again then. */
    async claimDeliveries(at: Date, leaseUntil: Date, limit: number): Promise<readonly Delivery[]> {
      const rows = await database.raw(
        `with due as (
           select id from deliveries where state = 'pending' and next_at <= $1::timestamptz
           order by id limit $3::int for update skip locked
         ), taken as (
           update deliveries set attempts = attempts + 1, next_at = $2::timestamptz
           where id in (select id from due) returning id, attempts, notification_id, push_token_id
         )
         select t.id, t.attempts, p.id as token_id, p.platform, p.target, n.id as notification_id,
           n.user_id, n.kind, n.title, n.body, n.data, n.created_at, n.read_at
         from taken t join push_tokens p on p.id = t.push_token_id join notifications n on n.id = t.notification_id
         order by t.id`,
        [at, leaseUntil, limit],
      )
      return claimedSchema
        .parse(rows)
        .map(({ id, attempts, token_id: tokenId, platform, target, notification_id, ...rest }) => ({
          id,
          attempts,
          tokenId,
          platform,
          target,
          notification: { ...rest, id: notification_id },
        }))
    },
    async setDelivered(ids: readonly number[]): Promise<void> {
      await database
        .sql()('deliveries')
        .whereIn('id', [...ids])
        .update({ state: 'sent', error: null })
    },
    /** @param retryAt null: given up */
    async setUndelivered(ids: readonly number[], error: string, retryAt: Date | null): Promise<void> {
      await database
        .sql()('deliveries')
        .whereIn('id', [...ids])
        .update(retryAt === null ? { state: 'failed', error } : { error, next_at: retryAt })
    },
    /** An address that is no more. Its deliveries go with it. */
    async removeToken(id: number): Promise<void> {
      await database.sql()('push_tokens').where({ id }).delete()
    },
  }
}

export type NotificationRepository = ReturnType<typeof createNotificationRepository>
