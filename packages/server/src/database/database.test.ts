import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase } from '../testing/test-database.ts'
import type { Database } from './database.ts'

let database: Database
beforeAll(async () => {
  database = await openTestDatabase()
  await database.raw(
    'create table notes (id serial primary key, text text, size bigint, at timestamptz, data jsonb)',
  )
}, 60_000)
afterAll(() => database.close())

const texts = async () => (await database.raw('select text from notes order by id')).map((row) => row['text'])
const add = (text: string) => database.sql()('notes').insert({ text })

describe('a transaction', () => {
  it('is kept as a whole, or not at all', async () => {
    await database.transaction(async () => {
      await add('kept')
      await add('kept too')
    })
    const broken = database.transaction(async () => {
      await add('lost')
      throw new Error('broken off')
    })
    await expect(broken).rejects.toThrow('broken off')
    expect(await texts()).toEqual(['kept', 'kept too'])
  })

  it('is joined by one within it, which falls with it', async () => {
    const broken = database.transaction(async () => {
      await database.transaction(() => add('inner'))
      throw new Error('outer')
    })
    await expect(broken).rejects.toThrow('outer')
    expect(await texts()).not.toContain('inner')
  })

  it('tells of its end only once it is committed, and those told are outside of it', async () => {
    const told: string[] = []
    let later: Promise<void> = Promise.resolve()
    await database.transaction(async () => {
      database.afterCommit(() => {
        told.push('committed')
        later = database.transaction(async () => void (await add('afterwards')))
      })
      expect(told).toEqual([])
    })
    expect(told).toEqual(['committed'])
    await later
    expect(await texts()).toContain('afterwards')
    const broken = database.transaction(async () => {
      database.afterCommit(() => told.push('never'))
      throw new Error('broken off')
    })
    await expect(broken).rejects.toThrow('broken off')
    expect(told).toEqual(['committed'])
  })

  it('waits for others without standing in their way', async () => {
    const work = (name: string) =>
      database.transaction(async () => {
        await add(`${name} 1`)
        await add(`${name} 2`)
      })
    await Promise.all(Array.from({ length: 30 }, (_, index) => work(`parallel ${index}`)))
    const found = (await texts()).filter((text) => String(text).startsWith('parallel'))
    expect(new Set(found).size).toBe(60)
  })
})

describe('a statement', () => {
  it('takes numbered values and question marks, and gives numbers, dates and JSON', async () => {
    const at = new Date('2026-01-02T03:04:05.678Z')
    const rows = await database.raw(
      `insert into notes (text, size, at, data) values ($1, $2, $3, jsonb_build_object('is it?', $1::text))
       returning text, size, at, data, data ? 'is it?' as has`,
      ['why?', 2 ** 40, at],
    )
    expect(rows).toEqual([{ text: 'why?', size: 2 ** 40, at, data: { 'is it?': 'why?' }, has: true }])
  })

  it('that is wrong leaves the connection usable', async () => {
    await expect(database.raw('select * from nowhere')).rejects.toThrow('nowhere')
    expect(await database.raw('select 1 as one')).toEqual([{ one: 1 }])
  })
})
