import type { Machine } from '../harness/machine.ts'
import { isJsonObject } from '../harness/protocol.ts'
import { resultFile } from '../harness/result-file.ts'

/** Milliseconds a training step of one model. */
export interface ThreadsFigures {
  readonly model: string
  /** One job, with 1 and with 2 threads: medians over the turns, and each turn. */
  readonly alone: { readonly [threads: string]: readonly number[] }
  /** Two jobs of one thread side by side: of both together, each turn. */
  readonly sideBySide: readonly (readonly [number, number])[]
}

export interface ThreadsResult {
  readonly figures: readonly ThreadsFigures[]
  readonly rows: number
  readonly otherWork: number
  readonly machine: Machine
  readonly commit: string
  readonly measuredAt: string
}

function isResult(value: unknown): value is ThreadsResult {
  return isJsonObject(value) && Array.isArray(value.figures) && isJsonObject(value.machine)
}

export const threadsResult = resultFile('threads/adult.json', isResult)
