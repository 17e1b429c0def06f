import { createServer as createHttpServer } from 'node:http'
import { createServer, readSettings } from '@tabricate/server'
import express from 'express'
import { z } from 'zod'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { type Io, writeLine } from '../io.ts'
import { readArguments } from '../read-arguments.ts'
import { openPlatformLog } from './platform-log.ts'
import { platformEnvironment, platformModels } from './platform-settings.ts'

const argumentsSchema = z.object({
  port: z.string().optional(),
  host: z.string().optional(),
  dataDir: z.string().optional(),
  worker: z.boolean(),
  quiet: z.boolean(),
})

/** Who the first administrator is. */
const firstAdministrator = 'admin@localhost.localdomain'

/** `tabricate serve`: the platform on a port, until a signal ends it. */
export async function serve(given: object, io: Io): Promise<ExitCode> {
  const { worker, quiet, ...settings } = readArguments(argumentsSchema, given)
  const start = io.clock()
  const environment = await platformEnvironment()
  const log = quiet ? null : await openPlatformLog(io.stderr, readSettings(settings, environment))
  const server = await createServer({
    models: platformModels,
    settings,
    environment,
    worker,
    ...(log !== null && { logger: log.logger }),
  }).catch(async (error: unknown) => {
    await log?.close()
    throw error
  })
  const app = express().disable('x-powered-by').use(server.router)
  const http = createHttpServer(app)
  try {
    const { host } = server.settings
    await new Promise<void>((resolve, reject) => {
      http.once('error', reject)
      http.listen(server.settings.port, host, resolve)
    })
    // Uploads may take as long as the settings allow.
    http.requestTimeout = server.settings.requestTimeoutSeconds * 1000
    await server.start()
    const address = http.address()
    const port = typeof address === 'object' && address !== null ? address.port : server.settings.port
    const first = await server.administrators.ensureFirst(firstAdministrator)
    if (first !== null) {
      await writeLine(io.stdout, `First administrator: ${first.email}`)
      await writeLine(io.stdout, `Password, shown this once: ${first.password}`)
    }
    const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
    await writeLine(io.stdout, `Ready after ${((io.clock() - start) / 1000).toFixed(1)} s: ${url}/console`)
    await aborted(io.signal)
  } finally {
    http.closeAllConnections()
    http.close()
    await server.stop()
    await log?.close()
  }
  return exitCodes.done
}

/** Resolves when the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
