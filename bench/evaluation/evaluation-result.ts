import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Machine } from '../harness/machine.ts'
import { results } from '../harness/paths.ts'
import { isJsonObject, type JsonObject } from '../harness/protocol.ts'

/** What one side took, turn by turn. */
export interface SideFigures {
  /** Wall time by part; the start of the process is left out. */
  readonly seconds: Readonly<Record<string, readonly number[]>>
  /** Of the process, its start included. */
  readonly processorSeconds: readonly number[]
  /** Peak resident memory of the process, in megabytes (10⁶ bytes). */
  readonly megabytes: readonly number[]
  /** The same in every turn. */
  readonly scores: JsonObject
}

/** Rows of the three tables. */
export interface EvaluationRows {
  readonly real: number
  readonly synthetic: number
  readonly holdout: number
}

/** A file of `results/evaluation`. */
export interface EvaluationResult {
  readonly name: string
  readonly machine: Machine
  readonly versions: JsonObject
  readonly commit: string
  readonly measuredAt: string
  /** Largest share of all cores' time that other processes took during one of our turns, from 0 to 1. */
  readonly otherWork: number
  readonly rows: EvaluationRows
  /** What our report says of rows left out. */
  readonly remarks: readonly string[]
  readonly ours: SideFigures
  /** `null` where only ours was measured. */
  readonly peer: SideFigures | null
}

const folder = join(results, 'evaluation')
const names = ['adult', 'million'] as const

/** Writes a result in place of an earlier one of its name. */
export function keepEvaluationResult(result: EvaluationResult): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${result.name}.json`), `${JSON.stringify(result, undefined, 2)}\n`)
}

/** What was measured last. */
export function readEvaluationResults(): readonly EvaluationResult[] {
  return names
    .map((name) => join(folder, `${name}.json`))
    .filter((file) => existsSync(file))
    .map((file) => {
      const result: unknown = JSON.parse(readFileSync(file, 'utf8'))
      if (!isResult(result)) throw new Error(`${file} is no result of \`report\`.`)
      return result
    })
}

/** Only this module writes these files, hence no check of what is further inside. */
function isResult(value: unknown): value is EvaluationResult {
  return isJsonObject(value) && isJsonObject(value.ours) && isJsonObject(value.machine)
}
