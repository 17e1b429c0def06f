import type { Migration } from './migration.ts'

/** What statistics are computed of: exchanges that ended and that have not, and the sizes of all files. */
export const facts: Migration = {
  name: '2026-12-02-facts',
  async up(knex) {
    // Lines are added, never changed: all figures are sums over them. A line stands for requests that are alike.
    await knex.schema.createTable('request_facts', (table) => {
      table.timestamp('at').notNullable()
      // Seconds from `at` in which the requests ended.
      table.integer('span').notNullable()
      table.text('route').notNullable()
      table.integer('user_id').references('users.id').onDelete('set null').index()
      table.smallint('status').notNullable()
      table.smallint('latency_bucket').notNullable()
      table.integer('requests').notNullable()
      table.double('seconds').notNullable()
      table.bigInteger('bytes_received').notNullable()
      table.bigInteger('bytes_sent').notNullable()
      table.index(['at'])
      table.index(['span', 'at'])
    })
    await knex.schema.createTable('requests_in_flight', (table) => {
      table.text('process').notNullable().index()
      table.text('route').notNullable()
      table.integer('user_id').references('users.id').onDelete('set null').index()
      table.integer('requests').notNullable()
      table.timestamp('seen_at').notNullable()
    })
    await knex.schema.alterTable('datasets', (table) => {
      table.bigInteger('table_size_bytes')
    })
    await knex.schema.alterTable('generations', (table) => {
      table.bigInteger('report_size_bytes')
      table.bigInteger('model_size_bytes')
    })
    await knex.schema.alterTable('jobs', (table) => {
      table.index(['finished_at'])
    })
  },
  async down(knex) {
    await knex.schema.alterTable('jobs', (table) => {
      table.dropIndex(['finished_at'])
    })
    await knex.schema.alterTable('generations', (table) => {
      table.dropColumns('report_size_bytes', 'model_size_bytes')
    })
    await knex.schema.alterTable('datasets', (table) => {
      table.dropColumn('table_size_bytes')
    })
    for (const name of ['requests_in_flight', 'request_facts']) await knex.schema.dropTable(name)
  },
}
