import { z } from 'zod'
import { decimalNumber, flag, list, wholeNumber } from './setting-values.ts'

/** File types that uploads may have. `json` includes JSON Lines. */
export const fileTypes = ['csv', 'json', 'xlsx', 'parquet'] as const
export type FileType = (typeof fileTypes)[number]

export const environments = ['development', 'staging', 'production'] as const
export const logLevels = ['DEBUG', 'INFO', 'WARNING', 'ERROR'] as const

/**
 * Every setting of the platform. The environment variable of a setting is its name in upper snake case (`maxFileSizeMb` is
 * `MAX_FILE_SIZE_MB`). Descriptions go into `.env.example`.
 */
export const settingsSchema = z.strictObject({
  environment: z.enum(environments).default('development').describe('development, staging or production.'),
  debug: flag()
    .optional()
    .describe('Log at DEBUG level. Default: true in development; refused in production.'),
  appName: z
    .string()
    .min(1)
    .max(200)
    .default('Synthetic Data Generation Platform')
    .describe('Shown in documents.'),
  appVersion: z.string().min(1).max(50).default('1.0.0').describe('Shown in documents.'),

  host: z.string().min(1).default('127.0.0.1').describe('Address that `tabricate serve` listens on.'),
  port: wholeNumber(0, 65_535)
    .default(8000)
    .describe('Port that `tabricate serve` listens on; 0 = any free one.'),
  dataDir: z
    .string()
    .min(1)
    .default('data')
    .describe('Folder of the embedded database, of files and of made secrets.'),
  databaseUrl: z
    .string()
    .min(1)
    .optional()
    .describe(
      'PostgreSQL 13 or newer, as postgresql://user:password@host:5432/synth_db. None: the embedded database.',
    ),
  asyncDatabaseUrl: z.string().min(1).optional().describe('Accepted in place of DATABASE_URL.'),
  databasePoolSize: wholeNumber(2, 200).default(10).describe('Connections to PostgreSQL of one process.'),

  secretKey: z
    .string()
    .optional()
    .describe(
      'Signs tokens and file addresses; 32 bytes at least. In development it is made once and kept in DATA_DIR.',
    ),
  algorithm: z.literal('HS256').default('HS256').describe('Signature of access tokens.'),
  accessTokenExpireMinutes: wholeNumber(1, 1440).default(30).describe('Life of an access token.'),
  refreshTokenExpireDays: wholeNumber(1, 365).default(7).describe('Life of a refresh token.'),
  bcryptCost: wholeNumber(4, 16).default(12).describe('Cost of password hashes: each step doubles the time.'),
  rateLimits: flag().default(true).describe('Limit requests by address and account.'),

  supabaseUrl: z.url().optional().describe('Keeps files in Supabase Storage instead of DATA_DIR.'),
  supabaseKey: z.string().min(1).optional().describe('The service-role key of that project.'),
  supabaseBucketName: z.string().min(1).default('synthetic-datasets').describe('A private bucket.'),

  maxFileSizeMb: wholeNumber(1, 100_000).default(500).describe('Largest upload.'),
  supportedFileTypes: list(z.enum(fileTypes))
    .default([...fileTypes])
    .describe('Uploads that are accepted.'),
  maxRequestSizeMb: wholeNumber(1, 1000).default(100).describe('Largest body that is not an upload.'),
  requestTimeoutSeconds: wholeNumber(1, 86_400)
    .default(3600)
    .describe('Longest HTTP exchange, uploads and streams included.'),
  corsOrigins: list(z.string().min(1))
    .default(['http://localhost:3000', 'http://localhost:8081'])
    .describe('Origins whose pages may call; * = all.'),
  allowedHosts: list(z.string().min(1))
    .default(['localhost', '127.0.0.1'])
    .describe('Host headers that are answered; * = all. Health paths are exempt.'),

  maxConcurrentGenerations: wholeNumber(1, 1000)
    .default(5)
    .describe('Generations that run at once in a deployment.'),
  defaultSampleSize: wholeNumber(1).default(1000).describe('Rows, where a request names none.'),
  minSampleSize: wholeNumber(1).default(100).describe('Fewest rows of a request.'),
  maxSampleSize: wholeNumber(1).default(100_000).describe('Most rows of a request.'),
  maxStreamRows: wholeNumber(1).default(10_000_000).describe('Most rows of a stream.'),
  defaultEpochs: wholeNumber(1).default(100).describe('Epochs, where a request names none.'),
  minEpochs: wholeNumber(1).default(10).describe('Fewest epochs of a request.'),
  maxEpochs: wholeNumber(1).default(500).describe('Most epochs of a request.'),
  maxTrainingRows: wholeNumber(10)
    .default(1_000_000)
    .describe('Training reads a random sample of longer tables.'),
  recommendationSeconds: wholeNumber(1, 3600)
    .default(30)
    .describe('For comparing the models on a sample of a dataset.'),
  jobTimeoutMinutes: wholeNumber(1, 10_080).default(1440).describe('A job that takes longer is ended.'),
  jobMemoryMb: wholeNumber(256, 1_000_000).default(4096).describe('A job that needs more memory is ended.'),
  jobAttempts: wholeNumber(1, 100)
    .default(3)
    .describe('How often a job is begun at most, if its worker dies.'),
  leaseSeconds: decimalNumber(0.5, 600)
    .default(30)
    .describe('A worker silent for so long is taken for dead.'),
  checkpointSeconds: decimalNumber(0, 3600)
    .default(10)
    .describe('The state of a training is kept this often, to go on from on any machine.'),
  requireApproval: flag().default(false).describe('Generations wait for an administrator.'),
  maxOptimizationTrials: wholeNumber(1).default(100).describe('Most trials of a search for options.'),
  defaultOptimizationTrials: wholeNumber(1).default(20).describe('Trials, where a request names none.'),
  optimizationTimeoutHours: decimalNumber(0.001, 10_000)
    .default(24)
    .describe('No trial of a search begins after so long.'),

  enablePushNotifications: flag()
    .default(true)
    .describe('Send notifications to the browsers and webhooks that people have named.'),
  notificationBatchSize: wholeNumber(1, 10_000).default(100).describe('Deliveries at once.'),
  allowPrivateWebhooks: flag()
    .default(false)
    .describe(
      'Let webhooks lead into private networks, and over plain http. Only where all users are trusted.',
    ),
  vapidPublicKey: z.string().min(1).optional().describe('Key of Web Push. None: made of SECRET_KEY.'),
  vapidPrivateKey: z.string().min(1).optional().describe('Its other half.'),
  vapidSubject: z
    .string()
    .regex(/^(mailto:|https:)/)
    .default('mailto:admin@example.org')
    .describe('Whom push services write to: a mailto: or https: address.'),

  metricsEnabled: flag().default(true).describe('Answer GET /metrics, for Prometheus.'),
  metricsToken: z
    .string()
    .min(16)
    .optional()
    .describe('Bearer token with which Prometheus may ask. None: administrators alone may.'),
  performanceMonitoring: flag().default(true).describe('Count requests, for GET /stats/performance.'),

  retentionDays: wholeNumber(0, 36_500)
    .default(0)
    .describe('Results older than this are deleted, and uploads of which nothing is left; 0 = never.'),

  logLevel: z.enum(logLevels).default('INFO').describe('DEBUG, INFO, WARNING or ERROR.'),
  logFilePath: z
    .string()
    .min(1)
    .default('logs/app.log')
    .describe(
      'The log of `tabricate serve` and `worker`, besides standard output. A second process writes app.1.log; %h is the name of the machine.',
    ),
  logRotationSizeMb: wholeNumber(1, 10_000).default(10).describe('A longer log file is put aside.'),
  logBackupCount: wholeNumber(1, 1000).default(5).describe('Log files put aside that are kept.'),
})

/** Checked settings, with defaults. */
export type Settings = z.infer<typeof settingsSchema>

/** Settings as a host gives them. */
export type SettingsInput = z.input<typeof settingsSchema>

/** The environment variable of every setting. */
export const environmentNames: ReadonlyMap<string, string> = new Map(
  Object.keys(settingsSchema.shape).map((name) => [
    name,
    name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase(),
  ]),
)
