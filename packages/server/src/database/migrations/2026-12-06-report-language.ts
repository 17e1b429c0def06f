import type { Migration } from './migration.ts'

/** The language of the report's page in an archive. */
export const reportLanguage: Migration = {
  name: '2026-12-06-report-language',
  async up(knex) {
    await knex.schema.alterTable('generations', (table) => {
      table.text('report_language').notNullable().defaultTo('en')
    })
  },
  async down(knex) {
    await knex.schema.alterTable('generations', (table) => {
      table.dropColumns('report_language')
    })
  },
}
