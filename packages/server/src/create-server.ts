import type { IncomingMessage } from 'node:http'
import type { Router } from 'express'
import { authContracts } from './contracts/auth.ts'
import type { Contract } from './contracts/contract.ts'
import { documentContracts } from './contracts/documents.ts'
import type { Role } from './database/repositories/user-repository.ts'
import { createExpressRouter, type Middlewares } from './http/express-router.ts'
import { type OpenApiDocument, openApiDocument } from './http/openapi.ts'
import { createRequestLimit } from './http/request-limit.ts'
import { createResumableUploads } from './http/resumable-uploads.ts'
import type { Identity, Route } from './http/route.ts'
import { describeError } from './logger.ts'
import type { ProcessMetrics } from './monitoring/metrics.ts'
import { openPlatform, type Platform, type PlatformOptions } from './platform.ts'
import { adminRoutes } from './routes/admin-routes.ts'
import { authRoutes } from './routes/auth-routes.ts'
import { documentRoutes } from './routes/document-routes.ts'
import { fileRoutes } from './routes/file-routes.ts'
import { generationRoutes } from './routes/generation-routes.ts'
import { generationV2Routes } from './routes/generation-v2-routes.ts'
import { healthRoutes, type LifeState } from './routes/health-routes.ts'
import { metricsRoutes } from './routes/metrics-routes.ts'
import { notificationRoutes } from './routes/notification-routes.ts'
import { optimizationRoutes } from './routes/optimization-routes.ts'
import { statsRoutes } from './routes/stats-routes.ts'
import { uploadRoutes } from './routes/upload-routes.ts'
import { usersRoutes } from './routes/users-routes.ts'
import type { Administrators } from './services/administrators.ts'
import type { Settings } from './settings/settings-schema.ts'

/** Somebody whom the host has signed in. Any text identifies a person; an account is made when it is first seen. */
export interface HostIdentity {
  readonly userId: string | number
  readonly role: Role
}

export interface ServerOptions extends PlatformOptions {
  /** The host's own sign-in, in place of the platform's, whose operations are then left out; of `/auth` there is `me` alone. */
  readonly authenticate?: (request: IncomingMessage) => Promise<HostIdentity | null> | HostIdentity | null
  /** Do jobs in this process too. Default true; false where `tabricate worker` does them. */
  readonly worker?: boolean
  /** Switch off what the host does itself. Default: all on. */
  readonly middlewares?: Partial<Middlewares>
  /** Check every answer against its contract, at some cost: for tests. Default false. */
  readonly checkAnswers?: boolean
}

/** The platform, to be mounted in an Express 5 app: `app.use('/synth', server.router)`. */
export interface Server {
  readonly router: Router
  readonly openapi: OpenApiDocument
  readonly settings: Settings
  readonly administrators: Administrators
  /** What this process has counted, for the `metricsOfOthers` of others; nothing where metrics are off. */
  readonly metrics: () => Promise<ProcessMetrics>
  /** Begins to do jobs. The router answers before, except `/health/ready`. */
  start(): Promise<void>
  /** Gives running jobs back, ends their processes and those of streams, closes the database; once, however often it is called. */
  stop(): Promise<void>
}

/**
 * Opens the platform. Several may live in one process; nothing is global, and no handler of the process is installed.
 * @throws TabricateError `INVALID_OPTIONS` with every problem of the settings, `MODEL_UNKNOWN`, `RUNTIME_UNAVAILABLE`, `FILE_EXISTS`
 */
export async function createServer(options: ServerOptions): Promise<Server> {
  const platform = await openPlatform(options)
  const { settings, now } = platform
  let state: LifeState = 'starting'
  let stopped: Promise<void> | undefined
  const routes = allRoutes(platform, () => state).filter(
    ({ contract }) => options.authenticate === undefined || !signInContracts.includes(contract),
  )
  const document = openApiDocument(
    [...routes.map(({ contract }) => contract), ...Object.values(documentContracts)],
    { title: settings.appName, version: settings.appVersion },
  )
  const maxFileBytes = settings.maxFileSizeMb * 2 ** 20
  const uploads = createResumableUploads(
    platform.datasets,
    platform.partialUploads,
    maxFileBytes,
    settings.corsOrigins,
    (error) =>
      platform.logger({
        level: 'ERROR',
        module: 'uploads',
        message: 'An upload failed',
        metadata: describeError(error),
      }),
  )
  platform.sweeper.also(uploads.removeExpired)
  const limit = createRequestLimit(now, settings.rateLimits)
  const router = createExpressRouter({
    routes: [
      ...routes,
      ...documentRoutes(document, settings.appName, options.authenticate === undefined ? 'platform' : 'host'),
    ],
    authenticate: authenticator(platform, options.authenticate),
    limit: (_contract, { caller }, identity) =>
      limit(identity === null ? caller.ip : `user ${identity.user.id}`),
    resumable: { path: '/upload/resumable', handle: uploads.handle },
    observers: platform.observers,
    logger: platform.logger,
    now,
    middlewares: {
      securityHeaders: true,
      cors: true,
      allowedHosts: true,
      requestLog: true,
      timeLimit: true,
      performance: true,
      ...options.middlewares,
    },
    corsOrigins: settings.corsOrigins,
    allowedHosts: settings.allowedHosts,
    maxBodyBytes: settings.maxRequestSizeMb * 2 ** 20,
    maxFileBytes,
    requestTimeoutMs: settings.requestTimeoutSeconds * 1000,
    checkAnswers: options.checkAnswers ?? false,
  })
  return {
    router,
    openapi: document,
    settings,
    administrators: platform.administrators,
    metrics: async () => (await platform.metrics?.own()) ?? [],
    async start() {
      await platform.scratch.removeDead()
      if (options.worker ?? true) await platform.worker.start()
      startBackground(platform)
      platform.recorder?.start()
      state = 'ok'
    },
    stop() {
      state = 'stopping'
      stopped ??= closePlatform(platform)
      return stopped
    },
  }
}

/** What goes on beside requests and jobs. */
export function startBackground(platform: Platform): void {
  platform.sweeper.start()
  platform.studySweeper.start()
  if (platform.settings.enablePushNotifications) platform.deliverer.start()
}

/** Ends what a platform does, in the order in which its parts need each other. */
export async function closePlatform(platform: Platform): Promise<void> {
  await platform.rowStreams.stop()
  await platform.worker.stop()
  await platform.studySweeper.stop()
  await platform.deliverer.stop()
  await platform.studyAdvance.settled()
  await platform.sweeper.stop()
  await platform.recorder?.stop()
  await platform.wakeUp.stop()
  await platform.database.close()
}

function allRoutes(platform: Platform, state: () => LifeState): readonly Route[] {
  const { accounts, profiles, datasets, generations, catalog, jobs, store, signer, settings, now } = platform
  return [
    ...authRoutes(accounts),
    ...usersRoutes(profiles),
    ...uploadRoutes(datasets),
    ...generationRoutes({ generations, catalog, jobs, store, now }),
    ...generationV2Routes({
      generations,
      datasets,
      catalog,
      recommendations: platform.recommendations,
      settings,
      manifestKeyPem: platform.manifestSigner.publicKeyPem,
    }),
    ...optimizationRoutes(platform.optimizations, catalog),
    ...statsRoutes(platform.statistics),
    ...notificationRoutes(platform.notifications, platform.pushKey),
    ...adminRoutes(platform.administration),
    ...fileRoutes(store, signer),
    ...metricsRoutes(platform.metrics, settings.metricsToken),
    ...healthRoutes(platform.database, settings.appVersion, state),
  ]
}

/** What a host that signs people in itself does in the platform's place. */
const signInContracts: readonly Contract[] = [
  authContracts.register,
  authContracts.login,
  authContracts.refresh,
  authContracts.logout,
  authContracts.sessions,
]

type Authenticate = (request: IncomingMessage) => Promise<Identity | null>

function authenticator(platform: Platform, host: ServerOptions['authenticate']): Authenticate {
  if (host === undefined) {
    return async (request) => {
      const token = /^Bearer ([\w.~+/=-]{1,4000})$/i.exec(request.headers.authorization ?? '')?.[1]
      return token === undefined ? null : platform.accounts.authenticate(token)
    }
  }
  return async (request) => {
    const given = await host(request)
    if (given === null) return null
    const user = await platform.users.forSubject(String(given.userId), given.role)
    return user?.is_active === true ? { user, sessionId: null } : null
  }
}
