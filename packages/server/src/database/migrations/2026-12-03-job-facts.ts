import type { Migration } from './migration.ts'

/** What became of jobs, without saying whose they were: it stays when they are deleted, so that counters of it never fall. */
export const jobFacts: Migration = {
  name: '2026-12-03-job-facts',
  async up(knex) {
    await knex.schema.createTable('job_facts', (table) => {
      table.bigIncrements('id')
      table.timestamp('finished_at').notNullable()
      table.text('kind').notNullable()
      table.text('model_type')
      table.text('state').notNullable()
      table.double('run_seconds')
      table.double('training_seconds')
      table.double('quality_score')
      table.bigInteger('peak_memory_bytes')
    })
    await knex.raw(`
      insert into job_facts (finished_at, kind, model_type, state, run_seconds, training_seconds, quality_score, peak_memory_bytes)
      select j.finished_at, j.kind, coalesce(g.model_type, s.model_type), j.state,
        extract(epoch from j.finished_at - j.started_at), g.training_seconds, g.quality_score, j.peak_memory_bytes
      from jobs j left join generations g on g.job_id = j.id
        left join study_trials t on t.job_id = j.id left join studies s on s.id = t.study_id
      where j.finished_at is not null`)
  },
  async down(knex) {
    await knex.schema.dropTable('job_facts')
  },
}
