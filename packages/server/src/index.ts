/**
 * The platform as an Express router: accounts, uploads, jobs, storage, console.
 * @module @tabricate/server
 */

export { createAdministrator } from './create-administrator.ts'
export { createServer, type HostIdentity, type Server, type ServerOptions } from './create-server.ts'
export { createWorkerProcess, type WorkerProcess } from './create-worker.ts'
export type { Database, DatabaseEngine } from './database/database.ts'
export { backUpEmbedded } from './database/embedded/backup.ts'
export { migrateLatest, migrateRollback, migrateTo, migrationStatus } from './database/migrate.ts'
export { migrationSource } from './database/migration-source.ts'
export { migrationNames } from './database/migrations/index.ts'
export { type DatabaseLocation, openDatabase } from './database/open-database.ts'
export type { Middlewares } from './http/express-router.ts'
export { type OpenApiDocument, openApiDocument } from './http/openapi.ts'
export type { LogEntry, Logger, LogLevel } from './logger.ts'
export { createLog, type Log, type LogOptions } from './monitoring/create-log.ts'
export type { LogFile } from './monitoring/log-file.ts'
export type { ProcessMetrics } from './monitoring/metrics.ts'
export { openTelemetryTracer, type Span, type Tracer } from './monitoring/tracer.ts'
export { fileSystemStore } from './object-store/file-system.ts'
export { memoryStore } from './object-store/memory.ts'
export type {
  ByteRange,
  ListedObject,
  ObjectStore,
  SignedUrlOptions,
  StoredObject,
} from './object-store/object-store.ts'
export { type SupabaseOptions, supabaseStore } from './object-store/supabase.ts'
export { type SupabaseSql, supabaseSql } from './object-store/supabase-sql.ts'
export type { UrlSigner } from './object-store/url-signer.ts'
export type { PlatformOptions } from './platform.ts'
export { ServiceError } from './service-error.ts'
export type { Administrators, Credentials } from './services/administrators.ts'
export { databaseUrlOf } from './settings/database-url.ts'
export { environmentExample } from './settings/environment-example.ts'
export { readSettings } from './settings/read-settings.ts'
export { type Settings, type SettingsInput, settingsSchema } from './settings/settings-schema.ts'
