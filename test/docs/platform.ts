import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { root } from './pages.ts'

/** Where pages say that a platform answers. */
export const writtenAddress = /http:\/\/(?:127\.0\.0\.1|localhost):8000/g

export interface RunningPlatform {
  readonly address: string
  stop(): Promise<void>
}

/** `tabricate serve`, as the guides begin it, on a free port. */
export async function startPlatform(folder: string): Promise<RunningPlatform> {
  const bin = join(root, 'packages', 'cli', 'dist', 'bin.js')
  const child = spawn(
    process.execPath,
    [bin, 'serve', '--port', '0', '--quiet', '--data-dir', join(folder, 'data')],
    { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const ended = once(child, 'exit')
  for await (const line of createInterface(child.stdout)) {
    const address = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0]
    if (address === undefined) continue
    child.stdout.resume()
    return {
      address,
      async stop() {
        child.kill('SIGTERM')
        await ended
      },
    }
  }
  throw new Error('The platform ended before it told its address.')
}
