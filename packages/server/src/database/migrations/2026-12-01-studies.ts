import { jobStates } from '../../jobs/job-states.ts'
import type { Migration } from './migration.ts'

/** Searches for good options: studies and their trials, each of which is a job. */
export const studies: Migration = {
  name: '2026-12-01-studies',
  async up(knex) {
    await knex.raw('alter table jobs drop constraint jobs_kind_check')
    await knex.raw(
      "alter table jobs add constraint jobs_kind check (kind in ('profile', 'generation', 'trial'))",
    )
    await knex.schema.alterTable('jobs', (table) => {
      // Set while a generation waits for the options that its study finds.
      table.boolean('is_held').notNullable().defaultTo(false)
    })
    await knex.schema.createTable('studies', (table) => {
      table.increments('id')
      table.integer('owner_id').notNullable().references('users.id').onDelete('cascade')
      table.integer('dataset_id').references('datasets.id').onDelete('set null')
      table.integer('generation_id').references('generations.id').onDelete('cascade').unique()
      table.text('model_type').notNullable()
      table.text('method').notNullable()
      table.jsonb('method_options').notNullable()
      table.text('metric').notNullable()
      table.text('target')
      // Not jsonb, which sorts its keys: strategies draw the parameters in their order.
      table.json('space').notNullable()
      table.jsonb('fixed_options').notNullable()
      table.boolean('pruning').notNullable()
      table.double('seed').notNullable()
      table.double('holdout').notNullable()
      table.double('holdout_seed').notNullable()
      table.integer('n_trials').notNullable()
      table.integer('parallelism').notNullable()
      table
        .text('state')
        .notNullable()
        .checkIn([...jobStates])
      table.text('error')
      // Raised with every trial that begins or ends: who asks for the next one on old knowledge is refused.
      table.integer('version').notNullable().defaultTo(0)
      table.integer('best_number')
      table.double('best_value')
      table.double('timeout_hours').notNullable()
      table.timestamp('deadline')
      table.timestamp('created_at').notNullable().defaultTo(knex.fn.now())
      table.timestamp('started_at')
      table.timestamp('finished_at')
      table.index(['owner_id', 'id'])
      table.index(['state'])
    })
    await knex.schema.createTable('study_trials', (table) => {
      table.integer('study_id').notNullable().references('studies.id').onDelete('cascade')
      table.integer('number').notNullable()
      table.integer('job_id').references('jobs.id').onDelete('set null').unique()
      table.text('state').notNullable().checkIn(['running', 'complete', 'pruned', 'failed', 'cancelled'])
      table.jsonb('parameters').notNullable()
      table.jsonb('attributes').notNullable()
      table.jsonb('reports').notNullable().defaultTo('[]')
      table.double('value')
      table.text('error')
      table.timestamp('started_at').notNullable()
      table.timestamp('completed_at')
      table.primary(['study_id', 'number'])
    })
  },
  async down(knex) {
    await knex.schema.dropTable('study_trials')
    await knex.schema.dropTable('studies')
    await knex.raw("delete from jobs where kind = 'trial'")
    await knex.schema.alterTable('jobs', (table) => table.dropColumn('is_held'))
    await knex.raw('alter table jobs drop constraint jobs_kind')
    await knex.raw(
      "alter table jobs add constraint jobs_kind_check check (kind in ('profile', 'generation'))",
    )
  },
}
