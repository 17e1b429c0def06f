import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Machine } from '../harness/machine.ts'
import { results } from '../harness/paths.ts'
import { isJsonObject } from '../harness/protocol.ts'

/** Milliseconds a training step of one model. */
export interface ThreadsFigures {
  readonly model: string
  /** One job, with 1 and with 2 threads: medians over the turns, and each turn. */
  readonly alone: { readonly [threads: string]: readonly number[] }
  /** Two jobs of one thread side by side: of both together, each turn. */
  readonly sideBySide: readonly (readonly [number, number])[]
}

/** The file `results/threads.json` within a folder of its own. */
export interface ThreadsResult {
  readonly figures: readonly ThreadsFigures[]
  readonly rows: number
  readonly otherWork: number
  readonly machine: Machine
  readonly commit: string
  readonly measuredAt: string
}

const folder = join(results, 'threads')
const file = join(folder, 'adult.json')

export function keepThreadsResult(result: ThreadsResult): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, `${JSON.stringify(result, undefined, 2)}\n`)
}

export function readThreadsResult(): ThreadsResult | undefined {
  if (!existsSync(file)) return undefined
  const result: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (!isResult(result)) throw new Error('results/threads/adult.json is no result of `threads`.')
  return result
}

function isResult(value: unknown): value is ThreadsResult {
  return isJsonObject(value) && Array.isArray(value.figures) && isJsonObject(value.machine)
}
