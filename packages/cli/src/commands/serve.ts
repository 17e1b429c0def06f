import { createServer as createHttpServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { TabricateError } from '@tabricate/core'
import { createServer, databaseUrlOf, openTelemetryTracer, readSettings } from '@tabricate/server'
import express from 'express'
import { z } from 'zod'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { type Io, writeLine } from '../io.ts'
import { readArguments, wholeNumber } from '../read-arguments.ts'
import { type LeaderLink, linkToLeader } from '../serve/leader-link.ts'
import { serveProcesses } from '../serve/serve-processes.ts'
import { openPlatformLog } from './platform-log.ts'
import { platformEnvironment, platformModels } from './platform-settings.ts'

/**
 * A connection that rests is kept for longer than clients and proxies keep theirs (60 s, mostly): else one is closed at the moment in which
 * the next request is sent on it, which is then lost. Node's own default is 5 s.
 */
const keepAliveMs = 75_000

const argumentsSchema = z.object({
  port: z.string().optional(),
  host: z.string().optional(),
  dataDir: z.string().optional(),
  processes: wholeNumber(1).default(1),
  worker: z.boolean(),
  quiet: z.boolean(),
})

/** Who the first administrator is. */
const firstAdministrator = 'admin@localhost.localdomain'

/** `tabricate serve`: the platform on a port, until a signal ends it. */
export async function serve(given: object, io: Io): Promise<ExitCode> {
  const { processes, worker, quiet, ...settings } = readArguments(argumentsSchema, given)
  const environment = await platformEnvironment()
  const checked = readSettings(settings, environment)
  const link = linkToLeader(process)
  if (processes > 1 && link === null) {
    if (databaseUrlOf(checked) === undefined)
      throw new TabricateError(
        'INVALID_OPTIONS',
        'Several processes share a PostgreSQL server: give DATABASE_URL, or leave --processes out. The embedded database belongs to one process.',
      )
    const script = fileURLToPath(import.meta.url)
    const code = await serveProcesses(
      { count: processes, script: process.argv[1] ?? script, argv: process.argv.slice(2) },
      io,
    )
    return exitCodeFor(code)
  }
  // Jobs are done by one of several.
  const does = { jobs: worker && (link === null || link.number === 1), quiet }
  return serveOne(settings, environment, does, link, io)
}

async function serveOne(
  settings: {
    readonly port?: string | undefined
    readonly host?: string | undefined
    readonly dataDir?: string | undefined
  },
  environment: Awaited<ReturnType<typeof platformEnvironment>>,
  { jobs, quiet }: { readonly jobs: boolean; readonly quiet: boolean },
  link: LeaderLink | null,
  io: Io,
): Promise<ExitCode> {
  const start = io.clock()
  // The log has standard output for itself; what is said to people then goes beside it.
  const say = (text: string) => writeLine(quiet ? io.stdout : io.stderr, text)
  const log = quiet ? null : await openPlatformLog(io.stdout, readSettings(settings, environment))
  const tracer = await openTelemetryTracer()
  const server = await createServer({
    models: platformModels,
    settings,
    environment,
    worker: jobs,
    ...(log !== null && { logger: log.logger }),
    ...(tracer !== null && { tracer }),
    ...(link !== null && { metricsOfOthers: link.metricsOfOthers }),
  }).catch(async (error: unknown) => {
    await log?.close()
    throw error
  })
  const app = express().disable('x-powered-by').use(server.router)
  const http = createHttpServer(app)
  const stopped = new AbortController()
  link?.listen({ ownMetrics: server.metrics, stop: () => stopped.abort() })
  try {
    const { host } = server.settings
    await new Promise<void>((resolve, reject) => {
      http.once('error', reject)
      http.listen(server.settings.port, host, resolve)
    })
    // Uploads may take as long as the settings allow.
    http.requestTimeout = server.settings.requestTimeoutSeconds * 1000
    http.keepAliveTimeout = keepAliveMs
    await server.start()
    const address = http.address()
    const port = typeof address === 'object' && address !== null ? address.port : server.settings.port
    const isFirst = link === null || link.number === 1
    const first = isFirst ? await server.administrators.ensureFirst(firstAdministrator) : null
    if (first !== null) {
      await say(`First administrator: ${first.email}`)
      await say(`Password, shown this once: ${first.password}`)
    }
    const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
    if (isFirst) await say(`Ready after ${((io.clock() - start) / 1000).toFixed(1)} s: ${url}/console`)
    link?.tellReady(url)
    await aborted(AbortSignal.any([io.signal, stopped.signal]))
  } finally {
    http.closeAllConnections()
    http.close()
    await server.stop()
    await log?.close()
  }
  return exitCodes.done
}

function exitCodeFor(code: number): ExitCode {
  return Object.values(exitCodes).find((known) => known === code) ?? exitCodes.defect
}

/** Resolves when the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
