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
  /** Called with every text written to standard error. */
  readonly onMessage?: (text: string) => void
  /** Milliseconds. Default: time stands still. */
  readonly clock?: () => number
}

/** Runs a command line inside this process, with streams and a clock of its own. */
export async function runFake(argv: readonly string[], options: FakeRunOptions = {}): Promise<FakeRun> {
  const {
    stdin = '',
    isTTY = false,
    signal = new AbortController().signal,
    onMessage,
    clock = () => 0,
  } = options
  const stdout = captureStream(isTTY)
  const stderr = captureStream(isTTY)
  if (onMessage !== undefined) stderr.stream.on('data', (chunk: Buffer) => onMessage(chunk.toString()))
  const io: Io = {
    stdin: Readable.from([Buffer.from(stdin)]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    signal,
    clock,
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
