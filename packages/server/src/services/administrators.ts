import { randomBytes } from 'node:crypto'
import type { PasswordHasher } from '../auth/password.ts'
import type { Database } from '../database/database.ts'
import type { UserRepository } from '../database/repositories/user-repository.ts'
import { ServiceError } from '../service-error.ts'
import { normalEmail } from './accounts.ts'

export interface Credentials {
  readonly email: string
  /** Shown once: only its hash is kept. */
  readonly password: string
}

/** Accounts that run the platform. */
export interface Administrators {
  /** Makes the first one, with a made password; null when there is one. */
  ensureFirst(email: string): Promise<Credentials | null>
  /** @throws ServiceError `CONFLICT` when the address has an account */
  create(email: string, password?: string): Promise<Credentials>
}

export function createAdministrators({
  database,
  users,
  passwords,
}: {
  readonly database: Database
  readonly users: UserRepository
  readonly passwords: PasswordHasher
}): Administrators {
  async function create(email: string, given?: string): Promise<Credentials> {
    const password = given ?? randomBytes(15).toString('base64url')
    const passwordHash = await passwords.hash(password)
    const user = await users.add({ email: normalEmail(email), passwordHash, role: 'admin', fullName: null })
    if (user === null) throw new ServiceError('CONFLICT', `There is an account "${email}" already.`)
    return { email: normalEmail(email), password }
  }
  return {
    create,
    async ensureFirst(email) {
      return database.transaction(async () =>
        (await users.activeAdministrators()).length > 0 ? null : create(email),
      )
    },
  }
}
