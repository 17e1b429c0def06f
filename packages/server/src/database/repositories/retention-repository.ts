import { z } from 'zod'
import type { Database } from '../database.ts'

const removed = z.array(z.object({ id: z.number(), keys: z.array(z.string().nullable()) }))

/** Jobs, whose events go with them. */
const ownJobs = (of: string) => `
  delete from jobs where id in (
    select t.job_id from study_trials t join studies s on s.id = t.study_id where ${of})`

/** What is too old to be kept. Each call takes a batch, in a transaction of its own. */
export function createRetentionRepository(database: Database) {
  /** @returns the keys of the files that the rows referred to, and how many rows there were */
  async function removeBatch(
    select: string,
    remove: (ids: readonly number[]) => Promise<void>,
    before: Date,
    limit: number,
  ): Promise<{ readonly count: number; readonly keys: readonly string[] }> {
    return database.transaction(async () => {
      const rows = removed.parse(await database.raw(select, [before, limit]))
      const ids = rows.map(({ id }) => id)
      if (ids.length > 0) await remove(ids)
      return { count: ids.length, keys: rows.flatMap(({ keys }) => keys.filter((key) => key !== null)) }
    })
  }

  return {
    /** Generations that ended before that time, with their jobs, and the studies and trials that chose their options. */
    removeGenerations: (before: Date, limit: number) =>
      removeBatch(
        `select g.id, array[g.result_key, g.report_key, g.model_key] as keys
         from generations g join jobs j on j.id = g.job_id where j.finished_at < $1::timestamptz
         order by g.id limit $2::int for update of g skip locked`,
        async (ids) => {
          await database.raw(ownJobs('s.generation_id = any($1::int[])'), [ids])
          await database.raw(
            `with gone as (delete from generations where id = any($1::int[]) returning job_id)
             delete from jobs where id in (select job_id from gone)`,
            [ids],
          )
        },
        before,
        limit,
      ),

    /** Studies of their own, with their trials and jobs. */
    removeStudies: (before: Date, limit: number) =>
      removeBatch(
        `select id, array[]::text[] as keys from studies where generation_id is null and finished_at < $1::timestamptz
         order by id limit $2::int for update skip locked`,
        async (ids) => {
          await database.raw(ownJobs('s.id = any($1::int[])'), [ids])
          await database.raw('delete from studies where id = any($1::int[])', [ids])
        },
        before,
        limit,
      ),

    /** Datasets that were uploaded before that time, and that nothing which is still there was made of. */
    removeDatasets: (before: Date, limit: number) =>
      removeBatch(
        `select d.id, array[d.object_key, d.table_key] as keys from datasets d
         where d.created_at < $1::timestamptz and d.status <> 'processing'
           and not exists (select 1 from generations g where g.dataset_id = d.id)
           and not exists (select 1 from studies s where s.dataset_id = d.id)
         order by d.id limit $2::int for update skip locked`,
        async (ids) => {
          await database.raw(
            `with gone as (delete from datasets where id = any($1::int[]) returning job_id)
             delete from jobs where id in (select job_id from gone)`,
            [ids],
          )
        },
        before,
        limit,
      ),

    async removeNotifications(before: Date): Promise<number> {
      const rows = await database.raw(
        'delete from notifications where created_at < $1::timestamptz returning id',
        [before],
      )
      return rows.length
    },

    /** Jobs that ended before that time and that are nobody's any more: what they were for was deleted while they ran. */
    async removeOrphanedJobs(before: Date): Promise<number> {
      const rows = await database.raw(
        `delete from jobs j where finished_at < $1::timestamptz
           and not exists (select 1 from datasets d where d.job_id = j.id)
           and not exists (select 1 from generations g where g.job_id = j.id)
           and not exists (select 1 from study_trials t where t.job_id = j.id)
         returning id`,
        [before],
      )
      return rows.length
    },
  }
}

export type RetentionRepository = ReturnType<typeof createRetentionRepository>
