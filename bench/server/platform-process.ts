import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { repository } from '../harness/paths.ts'

/** `tabricate serve` as users start it. */
export interface PlatformProcess {
  readonly url: string
  readonly pid: number
  /** From its start until it said that it was ready. */
  readonly startMs: number
  /** Greatest resident memory so far, in MB. */
  peakMb(): number
  stop(): Promise<void>
}

export async function startPlatform(
  environment: { readonly [name: string]: string },
  args: readonly string[] = [],
): Promise<PlatformProcess> {
  const bin = join(repository, 'packages', 'cli', 'dist', 'bin.js')
  const start = performance.now()
  const child: ChildProcess = spawn(process.execPath, [bin, 'serve', '--quiet', ...args], {
    env: { PATH: process.env.PATH, PORT: '0', RATE_LIMITS: 'false', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout?.on('data', (part: Buffer) => {
    output += part.toString()
  })
  const address = () => /Ready after .* s: (http:\S+)\/console/.exec(output)?.[1]
  while (address() === undefined) {
    if (child.exitCode !== null) throw new Error(`The platform ended with ${child.exitCode}: ${output}`)
    await delay(5)
  }
  return {
    url: address() ?? '',
    pid: child.pid ?? 0,
    startMs: performance.now() - start,
    peakMb: () =>
      Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024,
    async stop() {
      const ended = new Promise((resolve) => child.on('close', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}
