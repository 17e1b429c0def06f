import { join } from 'node:path'
import { type Database, databaseUrlOf, openDatabase, readSettings } from '@tabricate/server'
import { platformEnvironment } from './platform-settings.ts'

/** Opens the platform's database for a command, and closes it afterwards. @throws TabricateError `FILE_EXISTS` while `serve` has it */
export async function withDatabase<Result>(use: (database: Database) => Promise<Result>): Promise<Result> {
  const settings = readSettings({}, await platformEnvironment())
  const database = await openDatabase({
    url: databaseUrlOf(settings),
    directory: join(settings.dataDir, 'database'),
    poolSize: 1,
  })
  try {
    return await use(database)
  } finally {
    await database.close()
  }
}
