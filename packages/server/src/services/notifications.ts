import { setTimeout as delay } from 'node:timers/promises'
import type { Page, PageQuery } from '../database/list-page.ts'
import type {
  NotificationRepository,
  NotificationRow,
} from '../database/repositories/notification-repository.ts'
import type { UserRow } from '../database/repositories/user-repository.ts'
import { notFound } from '../service-error.ts'

/** What people have been told. */
export interface Notifications {
  list(
    user: UserRow,
    query: PageQuery & { readonly unread?: boolean | undefined },
  ): Promise<Page<NotificationRow> & { readonly unread: number }>
  /** @param ids null: all. @returns how many had not been read */
  markRead(user: UserRow, ids: readonly number[] | null): Promise<number>
  /** @throws ServiceError `NOT_FOUND` */
  remove(user: UserRow, id: number): Promise<void>
  /** New ones as they come. @param afterId null: those that come from now on */
  follow(user: UserRow, afterId: number | null, signal: AbortSignal): AsyncGenerator<NotificationRow>
}

/** So often the database is asked for news. */
const pollMs = 1000

const batchSize = 100

export function createNotifications(repository: NotificationRepository, now: () => Date): Notifications {
  return {
    async list(user, query) {
      return { ...(await repository.list(user.id, query)), unread: await repository.countUnread(user.id) }
    },
    markRead: (user, ids) => repository.markRead(user.id, ids, now()),
    async remove(user, id) {
      if (!(await repository.remove(user.id, id))) throw notFound('notification')
    },
    async *follow(user, afterId, signal) {
      let lastId = afterId ?? (await repository.lastId(user.id))
      while (!signal.aborted) {
        const rows = await repository.after(user.id, lastId, batchSize)
        for (const row of rows) {
          lastId = row.id
          yield row
        }
        if (rows.length < batchSize) await delay(pollMs, undefined, { signal }).catch(() => undefined)
      }
    },
  }
}
