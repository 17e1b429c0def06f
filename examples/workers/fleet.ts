import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from '@tabricate/server'

export interface FleetOptions {
  /** A PostgreSQL server that all machines reach. */
  readonly databaseUrl: string
  /** A folder that all machines see; or settings of Supabase Storage in its place. */
  readonly dataDir: string
  readonly secretKey: string
  /** How a worker is begun: `['tabricate', 'worker']` where the command line is installed. */
  readonly command: readonly [string, ...string[]]
  readonly workers: number
}

export interface Fleet {
  readonly server: Server
  readonly workers: readonly ChildProcess[]
  stop(): Promise<void>
}

/** A server that only answers, and workers that do the jobs: here on one machine; elsewhere, each is begun on its own. */
export async function startFleet(options: FleetOptions): Promise<Fleet> {
  const { databaseUrl, dataDir, secretKey } = options
  const server = await createServer({
    models: [import.meta.resolve('@tabricate/models-mixture')],
    settings: { databaseUrl, dataDir, secretKey },
    worker: false,
  })
  await server.start()
  const env = { ...process.env, DATABASE_URL: databaseUrl, DATA_DIR: dataDir, SECRET_KEY: secretKey }
  const [program, ...argv] = options.command
  const workers = Array.from({ length: options.workers }, () => spawn(program, argv, { env, cwd: dataDir }))
  const ended = workers.map((worker) => once(worker, 'close'))
  const stop = async () => {
    for (const worker of workers) worker.kill('SIGTERM') // gives its jobs back
    await Promise.all([...ended, server.stop()])
  }
  return { server, workers, stop }
}
