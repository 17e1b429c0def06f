import { accounts } from './2026-11-22-accounts.ts'
import { work } from './2026-11-22-work.ts'
import { checkpoints } from './2026-11-30-checkpoints.ts'
import type { Migration } from './migration.ts'

/** All migrations, in their order. Imported, not read from a folder: a bundled server has no folder. */
export const migrations: readonly Migration[] = [accounts, work, checkpoints]

export const migrationNames: readonly string[] = migrations.map(({ name }) => name)
