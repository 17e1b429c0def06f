import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { peerPython, peerScript } from './paths.ts'
import { type JsonObject, parseObject, type Request } from './protocol.ts'

/** One of the two processes that are compared. Answers one request at a time. */
export interface Contestant {
  ask(request: Request): Promise<JsonObject>
  /** Ends the process; resolves when it has ended. */
  close(): Promise<void>
}

export type Side = 'ours' | 'peer'

/** Starts a process of one side, whose libraries may use `threads` threads. */
export function openContestant(side: Side, threads: number): Contestant {
  const [command, ...args] =
    side === 'ours' ? [process.execPath, join(import.meta.dirname, 'ours.mjs')] : [peerPython(), peerScript]
  // BLAS and OpenMP read their number of threads once, when they are loaded.
  const env = {
    ...process.env,
    OMP_NUM_THREADS: `${threads}`,
    OPENBLAS_NUM_THREADS: `${threads}`,
    MKL_NUM_THREADS: `${threads}`,
  }
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'], env })
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const replies = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    async ask(request) {
      child.stdin.write(`${JSON.stringify(request)}\n`)
      const line = await replies.next()
      if (line.done === true) throw new Error(`The process of ${side} ended during "${request.command}".`)
      const reply = parseObject(line.value, `The reply of ${side}`)
      if (reply.ok !== true) throw new Error(`${side} could not "${request.command}": ${String(reply.error)}`)
      return reply
    },
    async close() {
      child.stdin.end()
      await closed
    },
  }
}
