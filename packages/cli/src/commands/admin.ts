import { createAdministrator } from '@tabricate/server'
import { z } from 'zod'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { type Io, writeLine } from '../io.ts'
import { readArguments } from '../read-arguments.ts'
import { withDatabase } from './platform-database.ts'

const argumentsSchema = z.object({ json: z.boolean() })

/** `tabricate admin create`: one more administrator, with a password that is shown once. */
export async function createAdmin(email: string, given: object, io: Io): Promise<ExitCode> {
  const { json } = readArguments(argumentsSchema, given)
  const { password } = await withDatabase((database) => createAdministrator(database, email))
  await writeLine(
    io.stdout,
    json
      ? JSON.stringify({ email, password }, null, 2)
      : `Administrator: ${email}\nPassword, shown this once: ${password}`,
  )
  return exitCodes.done
}
