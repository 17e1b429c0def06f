import { databaseSchema } from '../open-database.ts'
import type { Migration } from './migration.ts'

/**
 * What administrators did, in lines that only ever grow: a trigger refuses changes and deletions. One change is allowed, since people
 * may leave: an address is forgotten.
 */
export const administration: Migration = {
  name: '2026-12-01-administration',
  async up(knex) {
    await knex.schema.alterTable('audit_log', (table) => {
      table.jsonb('before')
      table.jsonb('after')
      table.text('request_id')
      table.text('ip')
      table.index(['at'])
    })
    await knex.raw(`
      create function ${databaseSchema}.keep_audit_log() returns trigger language plpgsql as $$
      begin
        if tg_op = 'UPDATE' and new.ip is null and to_jsonb(new) - 'ip' = to_jsonb(old) - 'ip' then
          return new;
        end if;
        raise exception 'The audit log is append-only.';
      end $$`)
    await knex.raw(`
      create trigger keep_audit_log before update or delete on ${databaseSchema}.audit_log
      for each row execute function ${databaseSchema}.keep_audit_log()`)
    await knex.raw(`
      create trigger keep_whole_audit_log before truncate on ${databaseSchema}.audit_log
      for each statement execute function ${databaseSchema}.keep_audit_log()`)
  },
  async down(knex) {
    await knex.raw(`drop trigger keep_whole_audit_log on ${databaseSchema}.audit_log`)
    await knex.raw(`drop trigger keep_audit_log on ${databaseSchema}.audit_log`)
    await knex.raw(`drop function ${databaseSchema}.keep_audit_log()`)
    await knex.schema.alterTable('audit_log', (table) => {
      for (const name of ['before', 'after', 'request_id', 'ip']) table.dropColumn(name)
      table.dropIndex(['at'])
    })
  },
}
