import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../database/database.ts'
import { type LogEntry, silent } from '../logger.ts'
import { openTestDatabase } from '../testing/test-database.ts'
import { startWakeUp } from './wake-up.ts'

let database: Database
beforeAll(async () => {
  database = await openTestDatabase()
}, 60_000)
afterAll(() => database.close())

const statesOfMessages = async () =>
  (await database.raw('select state from tabricate_queue.job')).map(({ state }) => state)

describe('a wake-up', () => {
  it('that is stopped while it takes a message ends it first, and asks nothing afterwards', async () => {
    const sender = await startWakeUp(database, silent)
    const receiver = await startWakeUp(database, silent)
    const stopped = new Promise<void>((resolve, reject) => {
      receiver.listen(() => void receiver.stop().then(resolve, reject))
    })
    await sender.send(1)
    await stopped
    expect(await statesOfMessages()).toEqual(['completed'])
    await sender.stop()
  })

  it('goes on where the database fails while it takes a message', async () => {
    let isDown = false
    const fragile: Database = {
      ...database,
      raw: (text, values) =>
        isDown ? Promise.reject(new Error('The database restarts.')) : database.raw(text, values),
    }
    const sender = await startWakeUp(database, silent)
    let warn: (entry: LogEntry) => void = () => {}
    const warned = new Promise<LogEntry>((resolve) => {
      warn = resolve
    })
    const receiver = await startWakeUp(fragile, warn)
    let wake = () => {
      isDown = true
    }
    receiver.listen(() => wake())
    await sender.send(2)
    expect((await warned).message).toBe('The queue failed')
    isDown = false
    const wokenAgain = new Promise<void>((resolve) => {
      wake = resolve
    })
    await sender.send(3)
    await wokenAgain
    await receiver.stop()
    await sender.stop()
  })
})
