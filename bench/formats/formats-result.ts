import type { Machine } from '../harness/machine.ts'
import { isJsonObject, type JsonObject } from '../harness/protocol.ts'
import { resultFile } from '../harness/result-file.ts'

/** What one tool took for one file, turn by turn. */
export interface ToolFigures {
  readonly tool: string
  /** Wall time of the reading or writing alone, without the start of the process. */
  readonly seconds: readonly number[]
  /** Processor time of the process, its start included. */
  readonly processorSeconds: readonly number[]
  /** Peak resident memory of the process, in megabytes (10⁶ bytes). */
  readonly megabytes: readonly number[]
}

/** One format, read or written, by all tools that can. */
export interface FormatTask {
  readonly name: string
  readonly title: string
  readonly rows: number
  readonly fileMegabytes: number
  /** Largest share of all cores' time that other processes took during a turn, from 0 to 1; older results have none. */
  readonly otherWork?: number
  readonly tools: readonly ToolFigures[]
}

/** A file of `results/formats`. */
export interface FormatsResult {
  readonly machine: Machine
  readonly versions: JsonObject
  readonly commit: string
  readonly measuredAt: string
  readonly tasks: readonly FormatTask[]
}

/** Only this module writes the file, hence no check of what is further inside. */
function isResult(value: unknown): value is FormatsResult {
  return isJsonObject(value) && Array.isArray(value.tasks) && isJsonObject(value.machine)
}

export const formatsResult = resultFile('formats/formats.json', isResult)

/** Writes the result; tasks measured earlier and not again are kept. */
export function keepFormatsResult(result: FormatsResult): void {
  const tasks = new Map(
    [...(formatsResult.read()?.tasks ?? []), ...result.tasks].map((each) => [each.name, each]),
  )
  formatsResult.write({ ...result, tasks: [...tasks.values()] })
}
