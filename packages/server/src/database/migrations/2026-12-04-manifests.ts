import type { Migration } from './migration.ts'

/** Where each result comes from, signed. Those from before have none. */
export const manifests: Migration = {
  name: '2026-12-04-manifests',
  async up(knex) {
    await knex.schema.alterTable('generations', (table) => {
      table.text('manifest')
      table.text('manifest_signature')
    })
  },
  async down(knex) {
    await knex.schema.alterTable('generations', (table) => {
      table.dropColumns('manifest', 'manifest_signature')
    })
  },
}
