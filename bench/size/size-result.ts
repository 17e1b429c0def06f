import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Machine } from '../harness/machine.ts'
import { results } from '../harness/paths.ts'
import { isJsonObject, type JsonObject } from '../harness/protocol.ts'

/** A file of `results/size`: what one fit took, beside what had been estimated. */
export interface SizeResult {
  readonly table: string
  readonly model: string
  readonly options: JsonObject
  readonly threads: number
  readonly rows: number
  readonly columns: number
  readonly encodedColumns: number
  readonly parameters: number
  readonly estimatedSeconds: number
  readonly seconds: number
  readonly processorSeconds: number
  readonly estimatedMegabytes: number
  /** What the fit added to the process with the table in it, at most. */
  readonly addedMegabytes: number
  /** Peak of the whole process, sampling included. */
  readonly peakMegabytes: number
  readonly sampleSeconds: number
  readonly otherWork: number
  readonly machine: Machine
  readonly commit: string
  readonly measuredAt: string
}

const folder = join(results, 'size')

export function keepSizeResult(result: SizeResult): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    join(folder, `${result.table}-${result.model}.json`),
    `${JSON.stringify(result, undefined, 2)}\n`,
  )
}

export function readSizeResults(): readonly SizeResult[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .toSorted()
    .map((file) => {
      const result: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'))
      if (!isResult(result)) throw new Error(`${file} is no result of \`size\`.`)
      return result
    })
}

/** Only this module writes these files, hence no check of what is further inside. */
function isResult(value: unknown): value is SizeResult {
  return isJsonObject(value) && typeof value.seconds === 'number' && isJsonObject(value.machine)
}
