import { throwIfAborted } from '../errors.ts'
import { nextTurn } from './next-turn.ts'

/** Cells that learners go through in about a hundredth of a second: longer, and others would notice the wait. */
const cellsPerTurn = 1e6

/**
 * Lets the event loop turn from time to time: to be awaited between units of work with the number of `cells` (rows · columns) that
 * the next one goes through.
 */
export type Pacer = (cells: number) => Promise<void>

/** Turns are counted by work, not by time, and not after every unit: a turn can cost more than a small unit does. */
export function createPacer(signal: AbortSignal | undefined): Pacer {
  let cellsSince = 0
  return async (cells) => {
    throwIfAborted(signal)
    cellsSince += cells
    if (cellsSince < cellsPerTurn) return
    cellsSince = 0
    await nextTurn(signal)
  }
}
