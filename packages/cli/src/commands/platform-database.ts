import { join } from 'node:path'
import { type Database, databaseUrlOf, openDatabase, readSettings } from '@tabricate/server'
import { platformEnvironment } from './platform-settings.ts'

/** Where the platform's database is, by the environment: the address of a server, or the folder of the embedded one. */
export async function databaseLocation(): Promise<{
  readonly url: string | undefined
  readonly directory: string
}> {
  const settings = readSettings({}, await platformEnvironment())
  return { url: databaseUrlOf(settings), directory: join(settings.dataDir, 'database') }
}

/** Opens the platform's database for a command, and closes it afterwards. @throws TabricateError `FILE_EXISTS` while `serve` has it */
export async function withDatabase<Result>(use: (database: Database) => Promise<Result>): Promise<Result> {
  const database = await openDatabase({ ...(await databaseLocation()), poolSize: 1 })
  try {
    return await use(database)
  } finally {
    await database.close()
  }
}
