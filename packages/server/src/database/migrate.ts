import type { Knex } from 'knex'
import { z } from 'zod'
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

const runSchema = z.tuple([z.number(), z.array(z.string())])

/** Brings the database to the latest shape. @returns the names of the migrations that were run */
export async function migrateLatest(database: Database): Promise<readonly string[]> {
  const [, names] = runSchema.parse(await database.sql().migrate.latest(settings))
  return names
}

/** Takes back what the last run of `latest` did. @returns the names of the migrations that were taken back */
export async function migrateRollback(database: Database): Promise<readonly string[]> {
  const [, names] = runSchema.parse(await database.sql().migrate.rollback(settings))
  return names
}

/** Which migrations the database has. */
export async function migrationStatus(
  database: Database,
): Promise<readonly { readonly name: string; readonly isApplied: boolean }[]> {
  const rows = await database.raw(`select to_regclass('${databaseSchema}.migrations') is not null as there`)
  const applied =
    rows[0]?.['there'] === true
      ? z
          .array(z.object({ name: z.string() }))
          .parse(await database.sql()('migrations').select('name'))
          .map(({ name }) => name)
      : []
  return migrations.map(({ name }) => ({ name, isApplied: applied.includes(name) }))
}
