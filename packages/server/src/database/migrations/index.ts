import { accounts } from './2026-11-22-accounts.ts'
import { work } from './2026-11-22-work.ts'
import { checkpoints } from './2026-11-30-checkpoints.ts'
import { generationFacts } from './2026-11-30-generation-facts.ts'
import { administration } from './2026-12-01-administration.ts'
import { notifications } from './2026-12-01-notifications.ts'
import { studies } from './2026-12-01-studies.ts'
import { facts } from './2026-12-02-facts.ts'
import { jobFacts } from './2026-12-03-job-facts.ts'
import { columnTypes } from './2026-12-04-column-types.ts'
import { manifests } from './2026-12-04-manifests.ts'
import { constraints } from './2026-12-05-constraints.ts'
import { reportLanguage } from './2026-12-06-report-language.ts'
import type { Migration } from './migration.ts'

/** All migrations, in their order. Imported, not read from a folder: a bundled server has no folder. */
export const migrations: readonly Migration[] = [
  accounts,
  work,
  checkpoints,
  generationFacts,
  administration,
  notifications,
  studies,
  facts,
  jobFacts,
  columnTypes,
  manifests,
  constraints,
  reportLanguage,
]

export const migrationNames: readonly string[] = migrations.map(({ name }) => name)
