import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Machine } from '../harness/machine.ts'
import { results } from '../harness/paths.ts'
import { isJsonObject } from '../harness/protocol.ts'

/** One cancelled fit. */
export interface Latency {
  /** When it was cancelled, after its start. */
  readonly afterMs: number
  /** Until it had ended. */
  readonly latencyMs: number
}

/** A file of `results/cancel`. */
export interface CancelResult {
  readonly model: string
  readonly machine: Machine
  readonly commit: string
  readonly measuredAt: string
  /** Cancelled anywhere in a fit of two epochs. */
  readonly short: readonly Latency[]
  /** Cancelled in the first seconds of a fit of 300 epochs. */
  readonly long: readonly Latency[]
}

export function readCancelResults(): readonly CancelResult[] {
  const folder = join(results, 'cancel')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .toSorted()
    .map((file) => {
      const result: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'))
      if (!isResult(result)) throw new Error(`${file} is no result of \`cancel\`.`)
      return result
    })
}

function isResult(value: unknown): value is CancelResult {
  return isJsonObject(value) && Array.isArray(value.short) && Array.isArray(value.long)
}
