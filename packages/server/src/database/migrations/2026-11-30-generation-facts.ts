import type { Migration } from './migration.ts'

/** What a training took beside what was estimated for it, and how its results are written. */
export const generationFacts: Migration = {
  name: '2026-11-30-generation-facts',
  async up(knex) {
    await knex.schema.alterTable('generations', (table) => {
      table.boolean('neutralise_formulas').notNullable().defaultTo(false)
      table.double('training_seconds')
      table.double('estimated_seconds')
      table.index(['model_type', 'id'])
    })
  },
  async down(knex) {
    await knex.schema.alterTable('generations', (table) => {
      table.dropIndex(['model_type', 'id'])
      table.dropColumns('neutralise_formulas', 'training_seconds', 'estimated_seconds')
    })
  },
}
