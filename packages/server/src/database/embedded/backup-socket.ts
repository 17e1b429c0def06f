import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmod, readFile, rm, writeFile } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { TabricateError } from '@tabricate/core'
import { z } from 'zod'

/** Where the socket is: in the database's folder, whose path may be too long for a socket of its own. */
const addressName = 'backup.json'
const addressSchema = z.object({ socket: z.string() })

/** What comes before the bytes, as a line: a reader can tell a whole backup from one that broke off. */
const headerSchema = z.object({ bytes: z.int().min(0).optional(), error: z.string().optional() })

/**
 * Lets other processes of this user have backups of the embedded database while this one holds it.
 * @returns a function that ends it
 */
export async function serveBackups(
  directory: string,
  dump: () => Promise<Uint8Array>,
): Promise<() => Promise<void>> {
  const address = join(directory, addressName)
  const left = await readAddress(address)
  if (left !== null) await rm(left, { force: true })
  const name = `tabricate-${randomUUID()}`
  const socket = process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`)
  const server = createServer((connection) => void answer(connection, dump))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(socket, resolve)
  })
  // A server that only waits for backups keeps no process alive.
  server.unref()
  if (process.platform !== 'win32') await chmod(socket, 0o600)
  await writeFile(address, JSON.stringify({ socket }), { mode: 0o600 })
  return async () => {
    await rm(address, { force: true })
    await new Promise((resolve) => server.close(resolve))
  }
}

async function answer(connection: Socket, dump: () => Promise<Uint8Array>): Promise<void> {
  connection.on('error', () => undefined)
  try {
    const bytes = await dump()
    connection.write(`${JSON.stringify({ bytes: bytes.length })}\n`)
    connection.end(bytes)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    connection.end(`${JSON.stringify({ error: message })}\n`)
  }
}

/**
 * A backup from the process that holds the database in `directory`; null when none answers.
 * @throws TabricateError `RUNTIME_UNAVAILABLE` when it failed there, or broke off
 */
export async function requestBackup(directory: string): Promise<Uint8Array | null> {
  const socket = await readAddress(join(directory, addressName))
  if (socket === null) return null
  const connection = connect(socket)
  const isThere = await once(connection, 'connect').then(
    () => true,
    () => false,
  )
  if (!isThere) return null
  const all = await buffer(connection)
  const end = all.indexOf('\n')
  const header = headerSchema.parse(JSON.parse(all.subarray(0, end).toString() || '{}'))
  const bytes = all.subarray(end + 1)
  if (header.bytes !== bytes.length) {
    throw new TabricateError(
      'RUNTIME_UNAVAILABLE',
      `The process that holds the database gave no backup: ${header.error ?? 'it broke off'}.`,
    )
  }
  return bytes
}

async function readAddress(path: string): Promise<string | null> {
  const text = await readFile(path, 'utf8').catch(() => '')
  try {
    return addressSchema.parse(JSON.parse(text)).socket
  } catch {
    return null
  }
}
