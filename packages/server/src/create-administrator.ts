import { createPasswordHasher } from './auth/password.ts'
import type { Database } from './database/database.ts'
import { migrateLatest } from './database/migrate.ts'
import { createUserRepository } from './database/repositories/user-repository.ts'
import { type Credentials, createAdministrators } from './services/administrators.ts'

/** The cost of an administrator's hash, made by hand: that of the settings' default. */
const bcryptCost = 12

/** Makes an administrator in a database that no server need have open. @throws ServiceError `CONFLICT` when the address has an account */
export async function createAdministrator(database: Database, email: string): Promise<Credentials> {
  await migrateLatest(database)
  const passwords = await createPasswordHasher(bcryptCost)
  return createAdministrators({ database, users: createUserRepository(database), passwords }).create(email)
}
