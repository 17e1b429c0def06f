import type { Migration } from './migration.ts'

/** Rules that the rows of a generation obey, and what becomes of rows of the dataset that do not. */
export const constraints: Migration = {
  name: '2026-12-05-constraints',
  async up(knex) {
    await knex.schema.alterTable('generations', (table) => {
      table.jsonb('constraints').notNullable().defaultTo('[]')
      table.text('violating_rows').notNullable().defaultTo('refuse')
    })
  },
  async down(knex) {
    await knex.schema.alterTable('generations', (table) => {
      table.dropColumns('constraints', 'violating_rows')
    })
  },
}
