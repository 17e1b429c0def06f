import cluster, { type Worker } from 'node:cluster'
import { setTimeout as delay } from 'node:timers/promises'
import { type Io, writeLine } from '../io.ts'
import { gatherMetrics } from './gather-metrics.ts'
import { processMessageSchema, processNumberVariable } from './process-messages.ts'

export interface ServedProcesses {
  readonly count: number
  /** The script that each of them runs, with its arguments. */
  readonly script: string
  readonly argv: readonly string[]
}

/** A process that dies sooner than this after it was ready has not begun well. */
const wellBegunMs = 5000

/** So many bad beginnings in a row, and all is ended. */
const maxBadBeginnings = 5

/** How long the processes may take to end. */
const endMs = 30_000

/**
 * Several processes that answer on one port, until the signal is aborted. The first one is ready before the others begin: it brings the
 * database up to date. One that dies is replaced by another with its number.
 * @returns the exit code
 */
export async function serveProcesses({ count, script, argv }: ServedProcesses, io: Io): Promise<number> {
  const processes = new Map<number, Worker>()
  const answers = gatherMetrics(() => [...processes.values()])
  let badBeginnings = 0
  let isEnding = false
  cluster.setupPrimary({ exec: script, args: [...argv], serialization: 'json' })

  return new Promise((resolve) => {
    let exitCode = 0

    function begin(number: number, onReady: (url: string) => void): void {
      let readyAt = Number.POSITIVE_INFINITY
      const worker = cluster.fork({ [processNumberVariable]: String(number) })
      processes.set(number, worker)
      worker.on('message', (message: unknown) => {
        const read = processMessageSchema.safeParse(message)
        if (!read.success) return
        if (read.data.kind !== 'ready') return answers.receive(worker, read.data)
        readyAt = io.clock()
        onReady(read.data.url)
      })
      // What cannot be sent any more is told by its end.
      worker.on('error', () => undefined)
      worker.on('exit', (code, signal) => {
        processes.delete(number)
        if (isEnding) return settle()
        const isWellBegun = io.clock() - readyAt >= wellBegunMs
        badBeginnings = isWellBegun ? 0 : badBeginnings + 1
        const isHopeless = number === 1 && processes.size === 0 && !isWellBegun
        if (isHopeless || badBeginnings >= maxBadBeginnings) {
          exitCode = typeof code === 'number' && code !== 0 ? code : 1
          return end()
        }
        void writeLine(
          io.stderr,
          `Process ${number} has ended (${signal ?? code}): another one takes its place.`,
        )
        begin(number, () => undefined)
      })
    }

    function end(): void {
      if (isEnding) return
      isEnding = true
      for (const worker of processes.values()) if (worker.isConnected()) worker.send({ kind: 'stop' })
      void delay(endMs, undefined, { ref: false }).then(() => {
        for (const worker of processes.values()) worker.process.kill('SIGKILL')
      })
      settle()
    }

    function settle(): void {
      if (processes.size === 0) resolve(exitCode)
    }

    io.signal.addEventListener('abort', end, { once: true })
    if (io.signal.aborted) return end()
    begin(1, (url) => {
      let ready = 1
      const told = () => {
        if (++ready === count) void writeLine(io.stderr, `All ${count} processes are ready: ${url}/console`)
      }
      if (!isEnding) for (let number = 2; number <= count; number++) begin(number, told)
    })
  })
}
