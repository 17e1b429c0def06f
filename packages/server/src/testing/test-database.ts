import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Database } from '../database/database.ts'
import { openDatabase } from '../database/open-database.ts'

/** An address of a PostgreSQL server on which tests may make databases of their own. Without it they run on the embedded one, in memory. */
export const testDatabaseVariable = 'TABRICATE_TEST_DATABASE_URL'

/**
 * An empty database of a test's own: a new one on the PostgreSQL server at `serverUrl`, dropped when it is closed; or an embedded one in
 * memory.
 * @param serverUrl default: what {@link testDatabaseVariable} says
 */
export async function openTestDatabase(
  serverUrl: string | undefined = process.env[testDatabaseVariable],
): Promise<Database> {
  if (serverUrl === undefined) return openDatabase({})
  const { url, drop } = await createTestDatabase(serverUrl)
  const database = await openDatabase({ url })
  return {
    ...database,
    async close() {
      await database.close()
      await drop()
    },
  }
}

/** A new database on a PostgreSQL server, for tests with several processes. */
export async function createTestDatabase(
  serverUrl: string,
): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await execute(serverUrl, `create database ${name}`)
  const url = new URL(serverUrl)
  url.pathname = name
  return { url: url.href, drop: () => execute(serverUrl, `drop database ${name} with (force)`) }
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
