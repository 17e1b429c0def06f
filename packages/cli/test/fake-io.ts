import { PassThrough, Readable } from 'node:stream'
import type { Io, OutputStream } from '../src/io.ts'
import { runProgram } from '../src/program.ts'

export interface FakeRun {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

export interface FakeRunOptions {
  readonly stdin?: string
  readonly isTTY?: boolean
  readonly signal?: AbortSignal
  /** Milliseconds that pass at every look on the clock. */
  readonly tickMs?: number
}

/** Runs a command line inside this process, with streams and a clock of its own. */
export async function runFake(argv: readonly string[], options: FakeRunOptions = {}): Promise<FakeRun> {
  const { stdin = '', isTTY = false, signal = new AbortController().signal, tickMs = 0 } = options
  const stdout = captureStream(isTTY)
  const stderr = captureStream(isTTY)
  let nowMs = 0
  const io: Io = {
    stdin: Readable.from([Buffer.from(stdin)]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    signal,
    clock: () => {
      nowMs += tickMs
      return nowMs
    },
  }
  const exitCode = await runProgram(argv, io)
  return { exitCode, stdout: stdout.text(), stderr: stderr.text() }
}

export function captureStream(isTTY: boolean): {
  readonly stream: OutputStream
  readonly text: () => string
} {
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 200 })
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  return { stream, text: () => Buffer.concat(chunks).toString() }
}
