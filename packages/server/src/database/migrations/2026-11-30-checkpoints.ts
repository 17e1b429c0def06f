import type { Migration } from './migration.ts'

/** Where the state of a job's training is kept meanwhile, for whichever worker has to go on with it. */
export const checkpoints: Migration = {
  name: '2026-11-30-checkpoints',
  async up(knex) {
    await knex.schema.alterTable('jobs', (table) => {
      table.text('checkpoint_key').unique()
    })
  },
  async down(knex) {
    await knex.schema.alterTable('jobs', (table) => {
      table.dropColumn('checkpoint_key')
    })
  },
}
