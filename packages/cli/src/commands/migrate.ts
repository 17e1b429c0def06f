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

const printSchema = z.object({ json: z.boolean() })

export async function latest(given: object, io: Io): Promise<ExitCode> {
  return tell({ applied: await withDatabase(migrateLatest) }, given, io)
}

export async function rollback(given: object, io: Io): Promise<ExitCode> {
  return tell({ takenBack: await withDatabase(migrateRollback) }, given, io)
}

export async function to(name: string, given: object, io: Io): Promise<ExitCode> {
  return tell(await withDatabase((database) => migrateTo(database, name === 'none' ? null : name)), given, io)
}

export async function list(given: object, io: Io): Promise<ExitCode> {
  await print(migrationNames, () => migrationNames.join('\n'), given, io)
  return exitCodes.done
}

export async function status(given: object, io: Io): Promise<ExitCode> {
  const steps = await withDatabase(migrationStatus)
  const lines = () => steps.map(({ name, isApplied }) => `${isApplied ? 'applied' : 'pending'}  ${name}`)
  await print(steps, () => lines().join('\n'), given, io)
  return exitCodes.done
}

const makeSchema = z.object({ folder: z.string() })

/** Begins the file of a migration. Its name has today's date. */
export async function make(name: string, given: object, io: Io): Promise<ExitCode> {
  const { folder } = readArguments(makeSchema, given)
  const { fileName, text } = migrationSource(name, new Date())
  const path = join(folder, fileName)
  await writeFileAtomically(path, [text])
  await print({ path }, () => `Wrote ${path}. Enter it in index.ts beside it.`, given, io)
  return exitCodes.done
}

/** Steps by name, in the order in which they were gone. */
interface Steps {
  readonly applied?: readonly string[]
  readonly takenBack?: readonly string[]
}

async function tell({ applied = [], takenBack = [] }: Steps, given: object, io: Io): Promise<ExitCode> {
  const said = [
    ...(applied.length > 0 ? [`Applied: ${applied.join(', ')}`] : []),
    ...(takenBack.length > 0 ? [`Taken back: ${takenBack.join(', ')}`] : []),
  ]
  await print(
    { applied, takenBack },
    () => (said.length === 0 ? 'Nothing to do.' : said.join('\n')),
    given,
    io,
  )
  return exitCodes.done
}

async function print(value: object, text: () => string, given: object, io: Io): Promise<void> {
  const { json } = readArguments(printSchema, given)
  await writeLine(io.stdout, json ? JSON.stringify(value, null, 2) : text())
}
