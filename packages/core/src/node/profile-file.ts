import { basename } from 'node:path'
import { type ProfileSourceOptions, profileSource } from '../format/profile-source.ts'
import type { Profile } from '../profile/profile.ts'
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
