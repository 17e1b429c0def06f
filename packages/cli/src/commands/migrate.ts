import { join } from 'node:path'
import { writeFileAtomically } from '@tabricate/core/node'
import {
  migrateLatest,
  migrateRollback,
  migrateTo,
  migrationNames,
  migrationSource,
  migrationStatus,
} from '@tabricate/server'
import { z } from 'zod'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { type Io, writeLine } from '../io.ts'
import { readArguments } from '../read-arguments.ts'
import { withDatabase } from './platform-database.ts'

/** `tabricate migrate …`: the shape of the platform's database. `serve` and `worker` bring it to the latest themselves. */

export async function latest(io: Io): Promise<ExitCode> {
  return told(io, 'Applied', await withDatabase(migrateLatest))
}

export async function rollback(io: Io): Promise<ExitCode> {
  return told(io, 'Taken back', await withDatabase(migrateRollback))
}

export async function to(name: string, io: Io): Promise<ExitCode> {
  const { applied, takenBack } = await withDatabase((database) =>
    migrateTo(database, name === 'none' ? null : name),
  )
  return takenBack.length > 0 ? told(io, 'Taken back', takenBack) : told(io, 'Applied', applied)
}

export async function list(io: Io): Promise<ExitCode> {
  for (const name of migrationNames) await writeLine(io.stdout, name)
  return exitCodes.done
}

export async function status(io: Io): Promise<ExitCode> {
  for (const { name, isApplied } of await withDatabase(migrationStatus))
    await writeLine(io.stdout, `${isApplied ? 'applied' : 'pending'}  ${name}`)
  return exitCodes.done
}

const makeSchema = z.object({ folder: z.string() })

/** Begins the file of a migration. Its name has today's date. */
export async function make(name: string, given: object, io: Io): Promise<ExitCode> {
  const { folder } = readArguments(makeSchema, given)
  const { fileName, text } = migrationSource(name, new Date())
  const path = join(folder, fileName)
  await writeFileAtomically(path, [text])
  await writeLine(io.stdout, `Wrote ${path}. Enter it in index.ts beside it.`)
  return exitCodes.done
}

async function told(io: Io, what: string, names: readonly string[]): Promise<ExitCode> {
  await writeLine(io.stdout, names.length === 0 ? 'Nothing to do.' : `${what}: ${names.join(', ')}`)
  return exitCodes.done
}
