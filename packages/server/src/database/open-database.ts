import { access, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { TabricateError } from '@tabricate/core'
import knex, { type Knex } from 'knex'
import pg from 'pg'
import { assetPath, entryUrl } from '../package-files.ts'
import { lockUntilCommit } from './advisory-lock.ts'
import { createDatabase, type Database } from './database.ts'
import { serveBackups } from './embedded/backup-socket.ts'
import { lockDirectory } from './embedded/directory-lock.ts'
import { createPgliteStream } from './embedded/pglite-stream.ts'
import { startPgliteThread } from './embedded/pglite-thread-client.ts'

/** The schema that all tables are in, so that they never meet those of a host. */
export const databaseSchema = 'tabricate'

/** The schema of the queue's own tables. */
export const queueSchema = 'tabricate_queue'

/** Where the database is: a server's address, a folder for the embedded one, or neither: one in memory, for tests. */
export interface DatabaseLocation {
  readonly url?: string | undefined
  readonly directory?: string | undefined
  /** Connections at most; the embedded database has one. */
  readonly poolSize?: number
  /** A dump to begin an embedded database with; default: the package's empty one. */
  readonly template?: string | undefined
}

/** PostgreSQL 13: the oldest version that the queue runs on. */
const oldestVersion = 130_000

/**
 * Opens the platform's database.
 * @throws TabricateError `RUNTIME_UNAVAILABLE` when it cannot be reached or is too old, `FILE_EXISTS` when its folder is in use
 */
export async function openDatabase(location: DatabaseLocation): Promise<Database> {
  const database =
    location.url === undefined
      ? await openEmbedded(location)
      : openServer(location.url, location.poolSize ?? 10)
  try {
    const [row] = await database.raw('show server_version_num')
    const version = Number(row?.['server_version_num'])
    if (!(version >= oldestVersion)) {
      throw new TabricateError(
        'RUNTIME_UNAVAILABLE',
        `The PostgreSQL server has version ${Math.floor(version / 10_000)}; 13 or newer is needed.`,
      )
    }
    // In turns: of several processes that begin at once, `if not exists` lets all but one fail.
    await database.transaction(async () => {
      await lockUntilCommit(database, 'schemas')
      for (const schema of [databaseSchema, queueSchema])
        await database.raw(`create schema if not exists ${schema}`)
    })
    return database
  } catch (error) {
    await database.close()
    if (error instanceof TabricateError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new TabricateError('RUNTIME_UNAVAILABLE', `The database cannot be used: ${reason}`, {
      cause: error,
    })
  }
}

function openServer(url: string, poolSize: number): Database {
  const instance = connect({ connectionString: url, application_name: 'tabricate' }, poolSize)
  return createDatabase({
    engine: 'postgresql',
    knex: instance,
    dump: async () => null,
    close: () => instance.destroy(),
  })
}

async function openEmbedded({ directory, template }: DatabaseLocation): Promise<Database> {
  const unlock = directory === undefined ? async () => undefined : await lockDirectory(directory)
  try {
    const folder = directory === undefined ? 'memory://' : join(directory, 'pgdata')
    const isNew = directory === undefined || (await isEmpty(folder))
    const thread = await startPgliteThread(entryUrl('pglite-thread'), {
      directory: folder,
      template: isNew ? (template ?? (await shippedTemplate())) : null,
    })
    const instance = connect(
      { user: 'postgres', database: 'postgres', stream: () => createPgliteStream(thread) },
      1,
    )
    const stopBackups =
      directory === undefined ? async () => undefined : await serveBackups(directory, () => thread.dump())
    return createDatabase({
      engine: 'pglite',
      knex: instance,
      dump: () => thread.dump(),
      async close() {
        await stopBackups()
        await instance.destroy()
        await thread.close()
        await unlock()
      },
    })
  } catch (error) {
    await unlock()
    throw error
  }
}

/** A dump of an empty database, from which a new one is there several times sooner. */
async function shippedTemplate(): Promise<string | null> {
  const path = assetPath('database-template.tar.gz')
  return access(path).then(
    () => path,
    () => null,
  )
}

async function isEmpty(folder: string): Promise<boolean> {
  return readdir(folder).then(
    (names) => names.length === 0,
    () => true,
  )
}

/** 64-bit integers as numbers: those of this schema are counts of bytes and rows, far below 2^53. */
const typesWithNumbers = {
  getTypeParser(oid: number): unknown {
    return oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, 'text')
  },
}

/** What the driver is told: more than knex's own type of it names. */
type Connection =
  | { readonly connectionString: string; readonly application_name: string }
  | { readonly user: string; readonly database: string; readonly stream: () => Duplex }

const quiet = () => undefined

function connect(connection: Connection, poolSize: number): Knex {
  const settings = { ...connection, types: typesWithNumbers }
  return knex({
    client: 'pg',
    connection: () => ({ ...settings }),
    searchPath: [databaseSchema],
    pool: { min: 0, max: poolSize, ...(poolSize === 1 && { idleTimeoutMillis: 2 ** 31 - 1 }) },
    acquireConnectionTimeout: 60_000,
    // It prints by itself otherwise; what it would say is thrown too.
    log: { debug: quiet, warn: quiet, error: quiet, deprecate: quiet },
  })
}
