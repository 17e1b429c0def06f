import type { Migration } from './migration.ts'

/** People, their sessions and where to reach them. */
export const accounts: Migration = {
  name: '2026-11-22-accounts',
  async up(knex) {
    await knex.schema.createTable('users', (table) => {
      table.increments('id')
      table.text('email').unique()
      table.text('password_hash')
      table.text('external_subject').unique()
      table.text('role').notNullable().checkIn(['user', 'admin'])
      table.boolean('is_active').notNullable().defaultTo(true)
      table.integer('token_version').notNullable().defaultTo(1)
      for (const name of [
        'full_name',
        'organisation',
        'job_title',
        'phone',
        'country',
        'locale',
        'avatar_url',
      ])
        table.text(name)
      table.jsonb('preferences').notNullable().defaultTo('{}')
      table.timestamp('created_at').notNullable().defaultTo(knex.fn.now())
      table.timestamp('updated_at').notNullable().defaultTo(knex.fn.now())
    })
    await knex.schema.createTable('sessions', (table) => {
      table.increments('id')
      table.integer('user_id').notNullable().references('users.id').onDelete('cascade').index()
      table.text('user_agent')
      table.text('ip')
      table.timestamp('created_at').notNullable()
      table.timestamp('last_used_at').notNullable()
      table.timestamp('expires_at').notNullable()
      table.timestamp('revoked_at')
    })
    await knex.schema.createTable('refresh_tokens', (table) => {
      table.text('hash').primary()
      table.integer('session_id').notNullable().references('sessions.id').onDelete('cascade').index()
      table.timestamp('expires_at').notNullable()
      table.timestamp('used_at')
    })
    await knex.schema.createTable('push_tokens', (table) => {
      table.increments('id')
      table.integer('user_id').notNullable().references('users.id').onDelete('cascade')
      table.text('platform').notNullable()
      table.text('target').notNullable()
      table.timestamp('created_at').notNullable().defaultTo(knex.fn.now())
      table.unique(['user_id', 'platform', 'target'])
    })
    await knex.schema.createTable('throttles', (table) => {
      table.text('key').primary()
      table.integer('count').notNullable()
      table.timestamp('window_ends_at').notNullable()
    })
    await knex.schema.createTable('audit_log', (table) => {
      table.bigIncrements('id')
      table.timestamp('at').notNullable().defaultTo(knex.fn.now())
      table.text('action').notNullable()
      table.integer('actor_id')
      table.text('subject').notNullable()
      table.jsonb('details').notNullable().defaultTo('{}')
    })
  },
  async down(knex) {
    for (const name of ['audit_log', 'throttles', 'push_tokens', 'refresh_tokens', 'sessions', 'users'])
      await knex.schema.dropTable(name)
  },
}
