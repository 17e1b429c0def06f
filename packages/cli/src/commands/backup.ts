import { TabricateError } from '@tabricate/core'
import { writeFileAtomically } from '@tabricate/core/node'
import { z } from 'zod'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { type Io, writeLine } from '../io.ts'
import { readArguments } from '../read-arguments.ts'
import { withDatabase } from './platform-database.ts'

const argumentsSchema = z.object({ output: z.string(), force: z.boolean() })

/** `tabricate backup`: the embedded database as a gzipped tar file. Not while `serve` has it. */
export async function backup(given: object, io: Io): Promise<ExitCode> {
  const { output, force } = readArguments(argumentsSchema, given)
  return withDatabase(async (database) => {
    const dump = await database.dump()
    if (dump === null)
      throw new TabricateError('INVALID_OPTIONS', 'The database is PostgreSQL: use its own pg_dump.')
    await writeFileAtomically(output, [dump], { force })
    await writeLine(
      io.stdout,
      `Wrote ${dump.length} bytes to ${output}. Files are in DATA_DIR/files: copy them too.`,
    )
    return exitCodes.done
  })
}
