import type { Database } from '../database.ts'

interface ThrottleRow {
  readonly key: string
  readonly count: number
  readonly window_ends_at: Date
}

/** Counts of what is limited, shared by all processes. */
export function createThrottleRepository(database: Database) {
  const throttles = () => database.sql()<ThrottleRow>('throttles')
  return {
    /** One more within the window that is open, or that opens now. */
    async count(key: string, at: Date, windowEndsAt: Date): Promise<ThrottleRow> {
      const [row] = await throttles()
        .insert({ key, count: 1, window_ends_at: windowEndsAt })
        .onConflict('key')
        .merge({
          count: database
            .sql()
            .raw('case when throttles.window_ends_at < ? then 1 else throttles.count + 1 end', [at]),
          window_ends_at: database
            .sql()
            .raw(
              'case when throttles.window_ends_at < ? then excluded.window_ends_at else throttles.window_ends_at end',
              [at],
            ),
        })
        .returning('*')
      return row ?? { key, count: 1, window_ends_at: windowEndsAt }
    },
    async current(key: string, at: Date): Promise<ThrottleRow | undefined> {
      return throttles().where({ key }).where('window_ends_at', '>=', at).first()
    },
    async clear(key: string): Promise<void> {
      await throttles().where({ key }).delete()
    },
    async removeEnded(at: Date): Promise<void> {
      await throttles().where('window_ends_at', '<', at).delete()
    },
  }
}

export type ThrottleRepository = ReturnType<typeof createThrottleRepository>
