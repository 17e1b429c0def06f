import { TabricateError } from '@tabricate/core'
import { createWorkerProcess, databaseUrlOf, readSettings } from '@tabricate/server'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { type Io, writeLine } from '../io.ts'
import { openPlatformLog } from './platform-log.ts'
import { platformEnvironment, platformModels } from './platform-settings.ts'
import { aborted } from './serve.ts'

/** `tabricate worker`: does jobs until a signal ends it. Needs a PostgreSQL server, which it shares with `tabricate serve`. */
export async function worker(io: Io): Promise<ExitCode> {
  const environment = await platformEnvironment()
  if (databaseUrlOf(readSettings({}, environment)) === undefined)
    throw new TabricateError(
      'INVALID_OPTIONS',
      'Workers share a PostgreSQL server with `tabricate serve`: give DATABASE_URL. With the embedded database `serve` does the jobs itself.',
    )
  const log = await openPlatformLog(io.stdout, readSettings({}, environment))
  const process = await createWorkerProcess({
    models: platformModels,
    environment,
    logger: log.logger,
  })
  try {
    await process.start()
    await writeLine(io.stderr, 'Waiting for jobs.')
    await aborted(io.signal)
  } finally {
    await process.stop()
    await log.close()
  }
  return exitCodes.done
}
