import type { z } from 'zod'
import type { usersContracts } from '../contracts/users.ts'
import type { Database } from '../database/database.ts'
import type { AuditRepository } from '../database/repositories/audit-repository.ts'
import type { ProfileChange, UserRepository, UserRow } from '../database/repositories/user-repository.ts'
import type { JobQueue } from '../jobs/job-queue.ts'
import { webhookSecret } from '../notifications/webhook-signature.ts'
import type { ObjectStore } from '../object-store/object-store.ts'
import { notFound, ServiceError } from '../service-error.ts'
import type { Accounts, Caller } from './accounts.ts'
import type { PartialUploads } from './partial-uploads.ts'

export interface ProfileDependencies {
  readonly database: Database
  readonly users: UserRepository
  readonly audit: AuditRepository
  readonly accounts: Accounts
  readonly queue: JobQueue
  readonly store: ObjectStore
  readonly partialUploads: PartialUploads
  /** Signatures of webhooks are made of it. */
  readonly secret: string
  readonly now: () => Date
}

type PushToken = z.output<(typeof usersContracts.addPushToken)['body']['schema']>

/** What people say of themselves, and their leaving. */
export interface Profiles {
  change(user: UserRow, change: ProfileChange): Promise<UserRow>
  addPushToken(
    user: UserRow,
    token: PushToken,
  ): Promise<{
    readonly id: number
    readonly platform: PushToken['platform']
    readonly signing_secret: string | null
  }>
  /**
   * Cancels the person's jobs and deletes rows and files; one line of the audit log stays, without the person.
   * @throws ServiceError `INVALID_CREDENTIALS`, `CONFLICT` for the last administrator
   */
  deleteAccount(user: UserRow, password: string | undefined, caller: Caller): Promise<void>
}

export function createProfiles(dependencies: ProfileDependencies): Profiles {
  const { database, users, audit, accounts, queue, store, partialUploads, secret, now } = dependencies
  return {
    async change(user, change) {
      const changed = await users.change(user.id, change, now())
      if (changed === undefined) throw notFound('account')
      return changed
    },

    async addPushToken(user, token) {
      const id = await users.addPushToken(user.id, token.platform, targetOf(token))
      const signing_secret = token.platform === 'webhook' ? webhookSecret(secret, user.id, token.url) : null
      return { id, platform: token.platform, signing_secret }
    },

    async deleteAccount(user, password, caller) {
      await accounts.requirePassword(user, password, caller)
      await database.transaction(async () => {
        if (user.role === 'admin') {
          const others = (await users.activeAdministrators()).filter((id) => id !== user.id)
          if (others.length === 0)
            throw new ServiceError('CONFLICT', 'The last administrator cannot leave: make another one first.')
        }
        // Their rows go with the person's; workers find their attempts stale and stop.
        await queue.cancelAllOf(user.id)
        await users.remove(user.id)
        await audit.forgetAddresses(user.id)
        await users.audit('account.deleted', null, 'user')
      })
      // A file that a worker is writing just now is left to the sweeper.
      const keys: string[] = []
      for await (const { key } of store.list(`${user.id}/`)) keys.push(key)
      await store.delete(keys)
      await partialUploads.removeAllOf(user.id)
    },
  }
}

function targetOf(token: PushToken): string {
  switch (token.platform) {
    case 'web':
      return JSON.stringify(token.subscription)
    case 'expo':
      return token.token
    case 'webhook':
      return token.url
    default:
      return token satisfies never
  }
}
