import { basename } from 'node:path'
import { type ProfileSourceOptions, profileSource, useTables } from '../format/profile-source.ts'
import type { Profile } from '../profile/profile.ts'
import type { Schema } from '../table/schema.ts'
import type { Table } from '../table/table.ts'
import { withRandomAccess } from './open-random-access.ts'
import { requireFile } from './read-table.ts'

/**
 * What a file of any length holds, in memory that does not grow with its rows (see {@link profileSource}).
 * @throws TabricateError as `readTable`
 */
export async function profileFile(
  path: string,
  options: Omit<ProfileSourceOptions, 'name'> = {},
): Promise<Profile> {
  await requireFile(path)
  return withRandomAccess(path, (file) => profileSource(file, { ...options, name: basename(path) }))
}

/**
 * Hands a file of any length, whose types are not known, to `use`, table after table with one schema, in constant memory: to profile and
 * convert it in one go (`use` may be called again from the beginning).
 * @throws TabricateError as `readTable`
 */
export async function useFileTables<Result>(
  path: string,
  options: Omit<ProfileSourceOptions, 'name'>,
  use: (schema: Schema, tables: AsyncIterable<Table>) => Promise<Result>,
): Promise<Result> {
  await requireFile(path)
  return withRandomAccess(path, (file) => useTables(file, { ...options, name: basename(path) }, use))
}
