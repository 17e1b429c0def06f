import { migrateLatest, migrateRollback, migrationStatus } from '@tabricate/server'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { type Io, writeLine } from '../io.ts'
import { withDatabase } from './platform-database.ts'

/** `tabricate migrate …`: the shape of the platform's database. `serve` and `worker` bring it to the latest themselves. */
export async function migrate(direction: 'latest' | 'rollback' | 'status', io: Io): Promise<ExitCode> {
  return withDatabase(async (database) => {
    switch (direction) {
      case 'latest':
        await list(io, 'Applied', await migrateLatest(database))
        break
      case 'rollback':
        await list(io, 'Taken back', await migrateRollback(database))
        break
      case 'status':
        for (const { name, isApplied } of await migrationStatus(database))
          await writeLine(io.stdout, `${isApplied ? 'applied' : 'pending'}  ${name}`)
        break
      default:
        direction satisfies never
    }
    return exitCodes.done
  })
}

async function list(io: Io, what: string, names: readonly string[]): Promise<void> {
  await writeLine(io.stdout, names.length === 0 ? 'Nothing to do.' : `${what}: ${names.join(', ')}`)
}
