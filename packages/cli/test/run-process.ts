import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

/** The built program, as users run it: `npm test` builds first. */
const bin = join(import.meta.dirname, '..', 'dist', 'bin.js')

export interface ProcessRun {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Starts the built program; its standard input stays open. */
export function startProcess(argv: readonly string[], folder: string): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [bin, ...argv], { cwd: folder })
}

/** The exit code once the process has ended; `null` when a signal ended it. */
export function exitCodeOf(child: ChildProcessWithoutNullStreams): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve(code))
  })
}

/** Runs the built program to its end. */
export async function runProcess(argv: readonly string[], folder: string, stdin = ''): Promise<ProcessRun> {
  const child = startProcess(argv, folder)
  child.stdin.end(stdin)
  const [exitCode, stdout, stderr] = await Promise.all([
    exitCodeOf(child),
    text(child.stdout),
    text(child.stderr),
  ])
  return { exitCode, stdout, stderr }
}
