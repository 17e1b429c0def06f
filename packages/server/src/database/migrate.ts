import { TabricateError } from '@tabricate/core'
import type { Knex } from 'knex'
import { z } from 'zod'
import { lockUntilCommit } from './advisory-lock.ts'
import type { Database } from './database.ts'
import { migrations } from './migrations/index.ts'
import type { Migration } from './migrations/migration.ts'
import { databaseSchema } from './open-database.ts'

const settings: Knex.MigratorConfig = {
  migrationSource: {
    getMigrations: async () => [...migrations],
    getMigrationName: (migration: Migration) => migration.name,
    getMigration: async (migration: Migration): Promise<Knex.Migration> => ({
      up: (knex) => migration.up(knex),
      down: (knex) => migration.down(knex),
    }),
  },
  schemaName: databaseSchema,
  tableName: 'migrations',
}

/**
 * Migrates in one transaction: a process that is killed meanwhile leaves neither half a migration nor the library's lock, which is a row
 * and would stand in everybody's way for ever.
 */
function migrating<Result>(
  database: Database,
  work: (migrator: Knex.Migrator) => Promise<Result>,
): Promise<Result> {
  return database.transaction(async () => {
    // Processes that start at once migrate in turns.
    await lockUntilCommit(database, 'migration')
    return work(database.sql().migrate)
  })
}

const runSchema = z.tuple([z.number(), z.array(z.string())])

/** Brings the database to the latest shape. @returns the names of the migrations that were run */
export async function migrateLatest(database: Database): Promise<readonly string[]> {
  const [, names] = await migrating(database, async (migrator) =>
    runSchema.parse(await migrator.latest(settings)),
  )
  return names
}

/** Takes back what the last run of `latest` did. @returns the names of the migrations that were taken back */
export async function migrateRollback(database: Database): Promise<readonly string[]> {
  const [, names] = await migrating(database, async (migrator) =>
    runSchema.parse(await migrator.rollback(settings)),
  )
  return names
}

/**
 * Applies or takes back migrations until `name` is the last one that is applied.
 * @param name null: none
 * @throws TabricateError `INVALID_OPTIONS` when there is no such migration
 */
export async function migrateTo(
  database: Database,
  name: string | null,
): Promise<{ readonly applied: readonly string[]; readonly takenBack: readonly string[] }> {
  const last = migrations.findIndex((migration) => migration.name === name)
  if (name !== null && last === -1)
    throw new TabricateError(
      'INVALID_OPTIONS',
      `There is no migration "${name}". There are: ${migrations.map((migration) => migration.name).join(', ')}.`,
    )
  return migrating(database, async (migrator) => {
    const before = await appliedNames(database)
    const wanted = migrations.slice(0, last + 1).map((migration) => migration.name)
    const applied = wanted.filter((each) => !before.includes(each))
    const takenBack = before.filter((each) => !wanted.includes(each)).reverse()
    for (const each of takenBack) await migrator.down({ ...settings, name: each })
    for (const each of applied) await migrator.up({ ...settings, name: each })
    return { applied, takenBack }
  })
}

/** Which migrations the database has. */
export async function migrationStatus(
  database: Database,
): Promise<readonly { readonly name: string; readonly isApplied: boolean }[]> {
  const applied = await appliedNames(database)
  return migrations.map(({ name }) => ({ name, isApplied: applied.includes(name) }))
}

/** In the order in which they were applied. */
async function appliedNames(database: Database): Promise<readonly string[]> {
  const rows = await database.raw(`select to_regclass('${databaseSchema}.migrations') is not null as there`)
  if (rows[0]?.['there'] !== true) return []
  const applied: unknown = await database.sql()('migrations').select('name').orderBy('id')
  return z
    .array(z.object({ name: z.string() }))
    .parse(applied)
    .map(({ name }) => name)
}
