import { createAdministrator } from '@tabricate/server'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { type Io, writeLine } from '../io.ts'
import { withDatabase } from './platform-database.ts'

/** `tabricate admin create`: one more administrator, with a password that is shown once. */
export async function createAdmin(email: string, io: Io): Promise<ExitCode> {
  const { password } = await withDatabase((database) => createAdministrator(database, email))
  await writeLine(io.stdout, `Administrator: ${email}`)
  await writeLine(io.stdout, `Password, shown this once: ${password}`)
  return exitCodes.done
}
