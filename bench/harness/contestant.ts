import { join } from 'node:path'
import { type LineProcess, openLineProcess } from './line-process.ts'
import { peerPython, peerScript } from './paths.ts'
import type { Request } from './protocol.ts'

/** One of the two processes that are compared. */
export type Contestant = LineProcess<Request>

export type Side = 'ours' | 'peer'

/** Starts a process of one side, whose libraries may use `threads` threads. */
export function openContestant(side: Side, threads: number): Contestant {
  const command: readonly [string, string] =
    side === 'ours' ? [process.execPath, join(import.meta.dirname, 'ours.mjs')] : [peerPython(), peerScript]
  return openLineProcess(side, command, threads)
}
