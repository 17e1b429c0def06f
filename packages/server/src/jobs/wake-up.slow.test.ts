import { afterAll, beforeAll, expect, it } from 'vitest'
import { type PostgresServer, startPostgres } from '../../test/postgres-server.ts'
import { openDatabase } from '../database/open-database.ts'
import { silent } from '../logger.ts'
import { startWakeUp } from './wake-up.ts'

let postgres: PostgresServer
beforeAll(async () => {
  // Twenty databases are made and thrown away: nothing of them has to be safe on a disk, which may be slow.
  postgres = await startPostgres({ fsync: 'off' })
}, 120_000)
afterAll(() => postgres.stop())

// Side by side, the queue's scripts ended in a deadlock about once in some tens of starts, and with it the process that began.
it('processes that begin at once on a new database make the queue in turns', async () => {
  const maintenance = await openDatabase({ url: postgres.url })
  try {
    for (let round = 0; round < 20; round++) {
      const name = `turns_${round}`
      await maintenance.raw(`create database ${name}`)
      const url = new URL(postgres.url)
      url.pathname = `/${name}`
      const databases = await Promise.all(
        Array.from({ length: 4 }, () => openDatabase({ url: url.href, poolSize: 2 })),
      )
      const wakeUps = await Promise.all(databases.map((database) => startWakeUp(database, silent)))
      const [woken] = await Promise.all([
        new Promise<boolean>((resolve) => wakeUps[1]?.listen(() => resolve(true))),
        wakeUps[0]?.send(round + 1),
      ])
      expect(woken).toBe(true)
      await Promise.all(wakeUps.map((wakeUp) => wakeUp.stop()))
      await Promise.all(databases.map((database) => database.close()))
    }
  } finally {
    await maintenance.close()
  }
})
