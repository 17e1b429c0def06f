import { z } from 'zod'
import type { Database } from '../database.ts'

const rowsSchema = z.array(z.object({ key: z.string() }))

/** Which files of the object store rows refer to. */
export function createObjectRepository(database: Database) {
  return {
    /** Those of `keys` that a row refers to. */
    async referred(keys: readonly string[]): Promise<ReadonlySet<string>> {
      if (keys.length === 0) return new Set()
      const rows = await database.raw(
        `select object_key as key from datasets where object_key = any($1::text[])
         union all select table_key from datasets where table_key = any($1::text[])
         union all select result_key from generations where result_key = any($1::text[])
         union all select report_key from generations where report_key = any($1::text[])
         union all select checkpoint_key from jobs where checkpoint_key = any($1::text[])
         union all select model_key from generations where model_key = any($1::text[])`,
        [keys],
      )
      return new Set(rowsSchema.parse(rows).map(({ key }) => key))
    },
  }
}

export type ObjectRepository = ReturnType<typeof createObjectRepository>
