import type { Database } from './database.ts'

/** What only one process at a time does. Numbers that nothing else in the database locks. */
const locks = {
  claim: 7_350_921,
  migration: 7_350_922,
  schemas: 7_350_923,
  queue: 7_350_925,
} as const

/** Waits for its turn, which lasts until the transaction of the caller ends. */
export async function lockUntilCommit(database: Database, what: keyof typeof locks): Promise<void> {
  await database.raw('select pg_advisory_xact_lock($1::bigint)', [locks[what]])
}
