import type { Readable, Writable } from 'node:stream'
import { TabricateError } from '@tabricate/core'

/** A stream that may be a terminal. */
export interface OutputStream extends Writable {
  readonly isTTY?: boolean
  /** Width of the terminal in characters. */
  readonly columns?: number
}

/** Everything that a command touches besides files. Tests hand in their own. */
export interface Io {
  readonly stdin: Readable
  /** Results only: rows, tables, JSON. */
  readonly stdout: OutputStream
  /** Progress, warnings and errors. */
  readonly stderr: OutputStream
  /** Aborted by Ctrl-C; `reason` is the name of the process signal. */
  readonly signal: AbortSignal
  /** Milliseconds of a monotonic clock. */
  readonly clock: () => number
}

/** The reader of our output went away, as `head` does: a reason to stop, not an error. */
export class OutputClosed extends Error {}

/** Writes and waits until the stream took it, so that memory does not grow when the reader is slow. */
export async function write(stream: Writable, text: string | Uint8Array): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    stream.write(text, (error) => {
      if (error === null || error === undefined) resolve()
      else reject('code' in error && error.code === 'EPIPE' ? new OutputClosed() : error)
    })
  })
}

/** Writes one line. */
export function writeLine(stream: Writable, text = ''): Promise<void> {
  return write(stream, `${text}\n`)
}

/**
 * Standard input, part after part.
 * @throws TabricateError `ABORTED`
 */
export async function* readStdin({
  stdin,
  signal,
}: Pick<Io, 'stdin' | 'signal'>): AsyncGenerator<Uint8Array> {
  const stop = () => stdin.destroy(new TabricateError('ABORTED', 'Interrupted while reading standard input.'))
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop, { once: true })
  try {
    for await (const chunk of stdin) yield toBytes(chunk)
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

function toBytes(chunk: unknown): Uint8Array {
  return chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk))
}
