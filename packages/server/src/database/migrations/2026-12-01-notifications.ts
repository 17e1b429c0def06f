import type { Migration } from './migration.ts'

/** What people are told, and its way to them. */
export const notifications: Migration = {
  name: '2026-12-01-notifications',
  async up(knex) {
    await knex.schema.createTable('notifications', (table) => {
      table.increments('id')
      table.integer('user_id').notNullable().references('users.id').onDelete('cascade')
      table.text('kind').notNullable()
      table.text('title').notNullable()
      table.text('body').notNullable()
      table.jsonb('data').notNullable().defaultTo('{}')
      table.timestamp('created_at').notNullable().defaultTo(knex.fn.now())
      table.timestamp('read_at')
      table.index(['user_id', 'id'])
    })
    await knex.schema.createTable('deliveries', (table) => {
      table.increments('id')
      table
        .integer('notification_id')
        .notNullable()
        .references('notifications.id')
        .onDelete('cascade')
        .index()
      table.integer('push_token_id').notNullable().references('push_tokens.id').onDelete('cascade').index()
      table.text('state').notNullable().defaultTo('pending').checkIn(['pending', 'sent', 'failed'])
      table.integer('attempts').notNullable().defaultTo(0)
      table.timestamp('next_at').notNullable().defaultTo(knex.fn.now())
      table.text('error')
      table.index(['state', 'next_at'])
    })
  },
  async down(knex) {
    for (const name of ['deliveries', 'notifications']) await knex.schema.dropTable(name)
  },
}
