import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase } from '../testing/test-database.ts'
import type { Database } from './database.ts'
import { migrateLatest, migrateRollback, migrateTo, migrationStatus } from './migrate.ts'
import { migrations } from './migrations/index.ts'

let database: Database
beforeAll(async () => {
  database = await openTestDatabase()
}, 60_000)
afterAll(() => database.close())

const names = migrations.map(({ name }) => name)
const applied = async () =>
  (await migrationStatus(database)).flatMap((each) => (each.isApplied ? [each.name] : []))

/** Every table, column, constraint and index of the platform's schema, as the database describes them. */
async function shape(): Promise<readonly unknown[]> {
  return database.raw(
    `select 'column' as kind, c.relname || '.' || a.attname as name,
       format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end as details
     from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace = 'tabricate'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
       and c.relname not like 'migrations%'
     union all select 'constraint', conname, pg_get_constraintdef(oid) from pg_constraint
     where connamespace = 'tabricate'::regnamespace and conname not like 'migrations%' and contype <> 'n'
     union all select 'index', indexname, indexdef from pg_indexes
     where schemaname = 'tabricate' and tablename not like 'migrations%'
     order by 1, 2`,
  )
}

describe('migrations', () => {
  it('are named in their order', () => {
    expect(names).toEqual([...names].sort())
    expect(new Set(names).size).toBe(names.length)
  })

  it('go up once, and down to nothing', async () => {
    expect(await applied()).toEqual([])
    expect(await migrateLatest(database)).toEqual(names)
    expect(await migrateLatest(database)).toEqual([])
    expect(await applied()).toEqual(names)
    const whole = await shape()
    expect(whole.length).toBeGreaterThan(100)
    expect(await migrateRollback(database)).toEqual([...names].reverse())
    expect(await shape()).toEqual([])
    await migrateLatest(database)
    expect(await shape()).toEqual(whole)
  })

  it('go to any of them, up and down, each leaving the shape as it was', async () => {
    await migrateTo(database, null)
    const shapes = [await shape()]
    for (const name of names) {
      expect(await migrateTo(database, name)).toEqual({ applied: [name], takenBack: [] })
      shapes.push(await shape())
    }
    for (let index = names.length - 1; index > 0; index--) {
      const outcome = await migrateTo(database, names[index - 1] ?? null)
      expect(outcome).toEqual({ applied: [], takenBack: [names[index]] })
      expect(await shape()).toEqual(shapes[index])
    }
    await migrateLatest(database)
    expect(await migrateTo(database, null)).toEqual({ applied: [], takenBack: [...names].reverse() })
  })

  it('of unknown names are refused', async () => {
    await expect(migrateTo(database, 'nothing')).rejects.toMatchObject({ code: 'INVALID_OPTIONS' })
  })
})
