import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { type JsonObject, parseObject } from './protocol.ts'

/** A process that answers one request at a time: JSON objects, one a line, with a `command` in a request and `ok` in a reply. */
export interface LineProcess<Request extends { readonly command: string }> {
  ask(request: Request): Promise<JsonObject>
  /** Ends the process; resolves when it has ended. */
  close(): Promise<void>
}

/** Starts a process whose libraries may use `threads` threads; `name` is for errors. */
export function openLineProcess<Request extends { readonly command: string }>(
  name: string,
  [command, ...args]: readonly [string, ...string[]],
  threads: number,
): LineProcess<Request> {
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
      if (line.done === true) throw new Error(`The process of ${name} ended during "${request.command}".`)
      const reply = parseObject(line.value, `The reply of ${name}`)
      if (reply.ok !== true) throw new Error(`${name} could not "${request.command}": ${String(reply.error)}`)
      return reply
    },
    async close() {
      child.stdin.end()
      await closed
    },
  }
}
