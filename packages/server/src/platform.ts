import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { TabricateError } from '@tabricate/core'
import { type AccessTokens, createAccessTokens } from './auth/access-token.ts'
import { createPasswordHasher } from './auth/password.ts'
import { secretKeyIn } from './auth/secret-key.ts'
import type { Database } from './database/database.ts'
import { migrateLatest } from './database/migrate.ts'
import { openDatabase } from './database/open-database.ts'
import { createAuditRepository } from './database/repositories/audit-repository.ts'
import { createDatasetRepository } from './database/repositories/dataset-repository.ts'
import { createGenerationRepository } from './database/repositories/generation-repository.ts'
import { createJobRepository } from './database/repositories/job-repository.ts'
import { createNotificationRepository } from './database/repositories/notification-repository.ts'
import { createObjectRepository } from './database/repositories/object-repository.ts'
import { createRequestFactRepository } from './database/repositories/request-fact-repository.ts'
import { createRequestRepository } from './database/repositories/request-repository.ts'
import { createRetentionRepository } from './database/repositories/retention-repository.ts'
import { createSessionRepository } from './database/repositories/session-repository.ts'
import { createStudyRepository } from './database/repositories/study-repository.ts'
import { createThrottleRepository } from './database/repositories/throttle-repository.ts'
import { createUserRepository } from './database/repositories/user-repository.ts'
import { createJobFacts } from './database/statistics/job-facts.ts'
import { createPerformanceStatistics } from './database/statistics/performance-statistics.ts'
import { createSystemStatistics } from './database/statistics/system-statistics.ts'
import { createUsageStatistics } from './database/statistics/usage-statistics.ts'
import { createGenerationRunner } from './jobs/generation-runner.ts'
import { createJobQueue } from './jobs/job-queue.ts'
import { isFinal } from './jobs/job-states.ts'
import { createPeriodic } from './jobs/periodic.ts'
import { createProfileRunner } from './jobs/profile-runner.ts'
import { createSweeper } from './jobs/sweeper.ts'
import { startWakeUp } from './jobs/wake-up.ts'
import { createWorker } from './jobs/worker.ts'
import { describeError, type Logger, silent } from './logger.ts'
import { createMetrics, type ProcessMetrics } from './monitoring/metrics.ts'
import { createRequestRecorder } from './monitoring/request-recorder.ts'
import { type Tracer, traceJobs, traceRequests } from './monitoring/tracer.ts'
import { createDeliverer } from './notifications/deliverer.ts'
import { createJobNotices } from './notifications/job-notices.ts'
import { vapidKeysOf } from './notifications/vapid-keys.ts'
import { fileSystemStore } from './object-store/file-system.ts'
import type { ObjectStore } from './object-store/object-store.ts'
import { supabaseStore } from './object-store/supabase.ts'
import { createUrlSigner, type UrlSigner } from './object-store/url-signer.ts'
import { entryUrl } from './package-files.ts'
import { createAccounts } from './services/accounts.ts'
import { createAdministration } from './services/administration.ts'
import { createAdministrators } from './services/administrators.ts'
import { createDatasets } from './services/datasets.ts'
import { createFitEstimates } from './services/fit-estimates.ts'
import { createGenerations } from './services/generations.ts'
import { createManifestSigner } from './services/manifest.ts'
import { loadCatalog } from './services/model-catalog.ts'
import { createNotifications } from './services/notifications.ts'
import { createPartialUploads } from './services/partial-uploads.ts'
import { createProfiles } from './services/profiles.ts'
import { createRecommendations } from './services/recommendations.ts'
import { createRetention } from './services/retention.ts'
import { createRowStreams } from './services/row-streams.ts'
import { createScratch } from './services/scratch.ts'
import { createStatistics } from './services/statistics.ts'
import { createTableTasks } from './services/table-tasks.ts'
import { createThrottle } from './services/throttle.ts'
import { databaseUrlOf } from './settings/database-url.ts'
import { readSettings } from './settings/read-settings.ts'
import type { Settings, SettingsInput } from './settings/settings-schema.ts'
import { createStudyAdvance } from './studies/advance-study.ts'
import { createOptimizations } from './studies/optimizations.ts'
import { createTrialRunner } from './studies/trial-runner.ts'

export interface PlatformOptions {
  /** Addresses of modules that export models: `import.meta.resolve('@tabricate/models-ctgan')`, or a file URL of your own. */
  readonly models: readonly string[]
  readonly settings?: SettingsInput
  /** Read for settings that `settings` does not have, e.g. `process.env`. Default: nothing. */
  readonly environment?: { readonly [name: string]: string | undefined }
  readonly logger?: Logger
  readonly now?: () => Date
  /** Where files are kept, in place of what the settings say. */
  readonly store?: (signer: UrlSigner) => ObjectStore
  /** An open database, in place of what the settings say. It is closed with the platform. */
  readonly database?: Database
  /** Is given a span for each request and job. Default: nobody is. */
  readonly tracer?: Tracer
  /** Metrics of the other processes that answer on the same address. Default: there are none. */
  readonly metricsOfOthers?: () => Promise<readonly ProcessMetrics[]>
}

/** All parts of the platform, wired; nothing of HTTP, and no work is done yet. */
export type Platform = Awaited<ReturnType<typeof openPlatform>>

/** @throws TabricateError `INVALID_OPTIONS` with every problem of the settings, `MODEL_UNKNOWN`, `RUNTIME_UNAVAILABLE`, `FILE_EXISTS` */
export async function openPlatform(options: PlatformOptions) {
  const settings = readSettings(options.settings ?? {}, options.environment)
  const { logger = silent, now = () => new Date() } = options
  const catalog = await loadCatalog(options.models)
  if (catalog.models.length === 0)
    throw new TabricateError(
      'INVALID_OPTIONS',
      'No models are named: give the address of one module at least.',
    )
  const secret = settings.secretKey ?? (await secretKeyIn(settings.dataDir))
  const database = options.database ?? (await openConfigured(settings))
  try {
    await migrateLatest(database)
    return await wire({ ...options, settings, logger, now, catalog, secret, database })
  } catch (error) {
    await database.close()
    throw error
  }
}

function openConfigured(settings: Settings): Promise<Database> {
  const url = databaseUrlOf(settings)
  return openDatabase({
    url,
    directory: join(settings.dataDir, 'database'),
    poolSize: settings.databasePoolSize,
  })
}

interface Ingredients {
  readonly settings: Settings
  readonly logger: Logger
  readonly now: () => Date
  readonly catalog: Awaited<ReturnType<typeof loadCatalog>>
  readonly secret: string
  readonly database: Database
  readonly store?: PlatformOptions['store']
  readonly metricsOfOthers?: PlatformOptions['metricsOfOthers']
  readonly tracer?: Tracer
}

async function wire(ingredients: Ingredients) {
  const { settings, logger, now, catalog, secret, database, store: makeStore, tracer } = ingredients
  const signer = createUrlSigner(secret, now)
  const store = makeStore?.(signer) ?? configuredStore(settings, signer)
  const scratch = createScratch(join(settings.dataDir, 'scratch'))
  const partialUploads = createPartialUploads(join(settings.dataDir, 'uploads'))
  const users = createUserRepository(database)
  const sessions = createSessionRepository(database)
  const throttles = createThrottleRepository(database)
  const notificationRepository = createNotificationRepository(database)
  const jobFacts = createJobFacts(database)
  const tellOwner = createJobNotices(database, notificationRepository)
  const jobs = createJobRepository(database, async (jobId, state) => {
    await tellOwner(jobId, state)
    if (isFinal(state)) await jobFacts.record(jobId)
  })
  const audit = createAuditRepository(database)
  const studies = createStudyRepository(database)
  const datasetRepository = createDatasetRepository(database)
  const generationRepository = createGenerationRepository(database)
  const passwords = await createPasswordHasher(settings.bcryptCost)
  const accessTokens: AccessTokens = createAccessTokens(secret, settings.accessTokenExpireMinutes * 60)
  const wakeUp = await startWakeUp(database, logger)
  const queue = createJobQueue({ database, jobs, wakeUp, maxAttempts: settings.jobAttempts, now })
  const throttle = createThrottle(throttles, now, settings.rateLimits)
  const childEntry = entryUrl('job-child')
  const memoryMb = settings.jobMemoryMb

  const accounts = createAccounts({
    database,
    users,
    sessions,
    throttle,
    passwords,
    accessTokens,
    refreshTokenDays: settings.refreshTokenExpireDays,
    now,
  })
  const profiles = createProfiles({
    database,
    users,
    audit,
    accounts,
    queue,
    store,
    partialUploads,
    secret,
    now,
  })
  const datasets = createDatasets({
    database,
    datasets: datasetRepository,
    generations: generationRepository,
    queue,
    store,
    scratch,
    supportedFileTypes: settings.supportedFileTypes,
  })
  const rowStreams = createRowStreams({
    store,
    scratch,
    childEntry,
    modelUrls: [...new Set(catalog.models.map(({ url }) => url))],
    memoryMb,
    maxStreams: settings.maxConcurrentGenerations,
  })
  const studyAdvance = createStudyAdvance({
    database,
    studies,
    generations: generationRepository,
    jobs,
    notifications: notificationRepository,
    queue,
    catalog,
    logger,
    now,
  })
  const optimizations = createOptimizations({
    database,
    studies,
    datasets,
    catalog,
    queue,
    advance: studyAdvance,
    settings,
    now,
  })
  const tasks = createTableTasks({ store, scratch, childEntry, memoryMb })
  const generations = createGenerations({
    database,
    generations: generationRepository,
    datasetRepository,
    datasets,
    catalog,
    queue,
    store,
    rowStreams,
    optimizations,
    fitEstimates: createFitEstimates({
      tasks,
      generations: generationRepository,
      maxTrainingRows: settings.maxTrainingRows,
    }),
    settings,
  })
  const manifestSigner = createManifestSigner(secret)
  const runnerParts = { store, scratch, childEntry, memoryMb, now }
  const runners = {
    profile: createProfileRunner(datasetRepository, runnerParts),
    generation: createGenerationRunner({
      ...runnerParts,
      datasets: datasetRepository,
      generations: generationRepository,
      catalog,
      signer: manifestSigner,
      maxTrainingRows: settings.maxTrainingRows,
      jobs,
      checkpointMs: settings.checkpointSeconds * 1000,
      logger,
    }),
    trial: createTrialRunner({
      ...runnerParts,
      studies,
      datasets: datasetRepository,
      jobs,
      catalog,
      advance: studyAdvance,
      maxTrainingRows: settings.maxTrainingRows,
    }),
  }
  const processName = `${process.pid}-${randomUUID()}`
  const requestFacts = createRequestFactRepository(database)
  const recorder = settings.performanceMonitoring
    ? createRequestRecorder({ process: processName, repository: requestFacts, logger, now })
    : null
  const metrics = settings.metricsEnabled
    ? createMetrics({ facts: jobFacts, now, others: ingredients.metricsOfOthers })
    : null
  const statistics = createStatistics({
    users,
    usageStatistics: createUsageStatistics(database),
    systemStatistics: createSystemStatistics(database),
    performanceStatistics: createPerformanceStatistics(database),
    recorder,
    now,
  })
  const leaseMs = settings.leaseSeconds * 1000
  const observers = [recorder, metrics?.observer, tracer && traceRequests(tracer)]
  const worker = createWorker({
    name: processName,
    jobs,
    wakeUp,
    runners: tracer === undefined ? runners : traceJobs(runners, tracer),
    slots: settings.maxConcurrentGenerations + 1,
    maxGenerations: settings.maxConcurrentGenerations,
    leaseMs,
    jobTimeoutMs: settings.jobTimeoutMinutes * 60_000,
    onCancel: queue.onCancel,
    logger,
    now,
  })
  const sweeper = createSweeper({
    jobs,
    objects: createObjectRepository(database),
    sessions,
    throttles,
    store,
    wakeUp,
    runners,
    logger,
    now,
    intervalMs: Math.min(10_000, leaseMs / 2),
    orphanAgeMs: 3_600_000,
  })
  sweeper.also(() => requestFacts.compact(now()))
  const retention = createRetention({
    repository: createRetentionRepository(database),
    store,
    days: settings.retentionDays,
    logger,
    now,
  })
  sweeper.also(async () => void (await retention.apply()))
  const studySweeper = createPeriodic(Math.min(10_000, leaseMs / 2), studyAdvance.advanceAll, (error) =>
    logger({
      level: 'ERROR',
      module: 'studies',
      message: 'Studies do not advance',
      metadata: describeError(error),
    }),
  )
  const vapid = vapidKeysOf(settings, secret)
  const deliverer = createDeliverer({
    notifications: notificationRepository,
    vapid,
    secret,
    guard: { allowPrivate: settings.allowPrivateWebhooks },
    batchSize: settings.notificationBatchSize,
    logger,
    now,
  })
  const administration = createAdministration({
    database,
    users,
    sessions,
    requests: createRequestRepository(database),
    audit,
    notifications: notificationRepository,
    jobs,
    queue,
    studies: optimizations,
    now,
  })
  const administrators = createAdministrators({ database, users, passwords })
  return {
    settings,
    logger,
    now,
    database,
    store,
    signer,
    manifestSigner,
    catalog,
    jobs,
    users,
    scratch,
    partialUploads,
    wakeUp,
    accounts,
    profiles,
    datasets,
    generations,
    rowStreams,
    recommendations: createRecommendations({
      tasks,
      catalog,
      maxSeconds: settings.recommendationSeconds,
    }),
    optimizations,
    studyAdvance,
    studySweeper,
    notifications: createNotifications(notificationRepository, now),
    pushKey: settings.enablePushNotifications ? vapid.publicKey : null,
    deliverer,
    administration,
    administrators,
    recorder,
    metrics,
    observers: observers.flatMap((each) => each ?? []),
    statistics,
    worker,
    sweeper,
  }
}

function configuredStore(settings: Settings, signer: UrlSigner): ObjectStore {
  const { supabaseUrl, supabaseKey, supabaseBucketName: bucket } = settings
  if (supabaseUrl !== undefined && supabaseKey !== undefined)
    return supabaseStore({ url: supabaseUrl, key: supabaseKey, bucket })
  return fileSystemStore(join(settings.dataDir, 'files'), signer)
}
