import { TabricateError } from '@tabricate/core'
import { checkWritable, writeFileAtomically } from '@tabricate/core/node'
import { backUpEmbedded } from '@tabricate/server'
import { z } from 'zod'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { type Io, writeLine } from '../io.ts'
import { readArguments } from '../read-arguments.ts'
import { databaseLocation } from './platform-database.ts'

const argumentsSchema = z.object({ output: z.string(), force: z.boolean(), json: z.boolean() })

/** `tabricate backup`: the embedded database as a gzipped tar file. While `serve` has it, `serve` gives it. */
export async function backup(given: object, io: Io): Promise<ExitCode> {
  const { output, force, json } = readArguments(argumentsSchema, given)
  const { url, directory } = await databaseLocation()
  if (url !== undefined)
    throw new TabricateError('INVALID_OPTIONS', 'The database is PostgreSQL: use its own pg_dump.')
  await checkWritable(output, { force })
  const dump = await backUpEmbedded(directory)
  await writeFileAtomically(output, [dump], { force })
  await writeLine(
    io.stdout,
    json
      ? JSON.stringify({ output, bytes: dump.length }, null, 2)
      : `Wrote ${dump.length} bytes to ${output}. Uploads and results are not in it: copy DATA_DIR/files too.`,
  )
  return exitCodes.done
}
