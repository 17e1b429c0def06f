import type { Migration } from './migration.ts'

/** Types of columns that the owner of a dataset has chosen. */
export const columnTypes: Migration = {
  name: '2026-12-04-column-types',
  async up(knex) {
    await knex.schema.alterTable('datasets', (table) => {
      table.jsonb('column_types').notNullable().defaultTo('{}')
    })
  },
  async down(knex) {
    await knex.schema.alterTable('datasets', (table) => {
      table.dropColumn('column_types')
    })
  },
}
