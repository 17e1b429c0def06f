import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type PostgresServer, startPostgres } from '../test/postgres-server.ts'
import { createTestDatabase } from './testing/test-database.ts'

const entry = new URL('../dist/index.js', import.meta.url).href
const models = new URL('../../core/dist/index.js', import.meta.url).href

let folder = ''
let postgres: PostgresServer
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabricate-stop-'))
  postgres = await startPostgres()
}, 120_000)
afterAll(async () => {
  await postgres.stop()
  await rm(folder, { recursive: true })
}, 60_000)

/** A host that mounts two platforms and stops them; it ends by itself once nothing keeps it. */
function hostProgram(settings: readonly object[]): string {
  return `
    import { createServer } from ${JSON.stringify(entry)}
    const events = ['uncaughtException', 'unhandledRejection', 'SIGTERM', 'SIGINT', 'beforeExit', 'exit', 'warning', 'message', 'disconnect']
    const listeners = () => events.map((event) => process.listenerCount(event))
    const before = listeners()
    const all = await Promise.all(${JSON.stringify(settings)}.map((settings) =>
      createServer({ models: [${JSON.stringify(models)}], settings: { bcryptCost: 4, ...settings } })))
    for (const server of all) await server.start()
    const during = listeners()
    await all[0].stop()
    await all[1].administrators.create('admin@example.org', 'a good password')
    await all[1].stop()
    process.stdout.write(JSON.stringify({ before, during, after: listeners() }))
  `
}

const listenersSchema = z.array(z.int())
const toldSchema = z.object({ before: listenersSchema, during: listenersSchema, after: listenersSchema })

describe('a host that stops its platforms', () => {
  it.each(['embedded', 'postgresql'])('is left with nothing of them: %s', async (engine) => {
    const databases =
      engine === 'embedded' ? [] : await Promise.all([1, 2].map(() => createTestDatabase(postgres.url)))
    const settings = ['one', 'two'].map((name, index) => ({
      dataDir: join(folder, `${engine}-${name}`),
      databaseUrl: databases[index]?.url,
    }))
    const child = spawn(process.execPath, ['--input-type=module', '-e', hostProgram(settings)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const exit = new Promise<number | null>((resolve) => child.on('exit', resolve))
    const [output, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), exit])
    expect([code, errors]).toEqual([0, ''])
    const { before, during, after } = toldSchema.parse(JSON.parse(output))
    expect(during).toEqual(before)
    expect(after).toEqual(before)
    for (const database of databases) await database.drop()
  })
})
