import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { SettingsInput } from '../../src/settings/settings-schema.ts'
import { baselineModels } from '../baseline-models.ts'

export type Role = 'server' | 'worker' | 'all'

/** Processes of one platform that are killed, and begun again, at random. */
export interface Processes {
  /** Kills one of them, as a crash would, and begins it again at once. */
  killOne(random: number): void
  readonly kills: number
  /** What they said of errors. */
  readonly errors: readonly string[]
  /** Ends all of them in order. */
  stop(): Promise<void>
}

const script = fileURLToPath(new URL('run-platform.mjs', import.meta.url))

export function startProcesses(roles: readonly Role[], port: number, settings: SettingsInput): Processes {
  const errors: string[] = []
  const processes: ChildProcess[] = []
  const ends = new Map<ChildProcess, Promise<void>>()
  let isStopping = false

  function begin(index: number): void {
    const orders = JSON.stringify({ role: roles[index], port, settings, models: [baselineModels] })
    const child = spawn(process.execPath, [script, orders], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { PATH: process.env['PATH'] },
    })
    child.stderr.on('data', (part: Buffer) => errors.push(part.toString()))
    processes[index] = child
    ends.set(child, new Promise((resolve) => child.on('close', () => resolve())))
    // Also one that ends by itself, as when its database went away, is begun again, like a service.
    child.on('exit', async () => {
      await delay(100)
      if (!isStopping) begin(index)
    })
  }
  for (const index of roles.keys()) begin(index)

  let kills = 0
  return {
    killOne(random) {
      processes[Math.floor(random * processes.length)]?.kill('SIGKILL')
      kills++
    },
    get kills() {
      return kills
    },
    errors,
    async stop() {
      isStopping = true
      for (const child of processes) child.kill('SIGTERM')
      await Promise.all(processes.map((child) => ends.get(child)))
    },
  }
}
