import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Machine } from '../harness/machine.ts'
import { results } from '../harness/paths.ts'
import { isJsonObject, type JsonObject } from '../harness/protocol.ts'

/** What one fit took, beside what had been estimated. */
export interface FitMeasure {
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

/** A file of `results/size` or `results/estimates`. */
export interface SizeResult extends FitMeasure {
  readonly table: string
}

/** A file of `results/scaling`: a fit of a generated table, `value` long, wide, or rich in categories. */
export interface ScalingResult extends FitMeasure {
  readonly axis: 'rows' | 'columns' | 'categories'
  readonly value: number
}

type Folder = 'size' | 'estimates' | 'scaling'

export function keepSizeResult(folder: Folder, result: SizeResult | ScalingResult): void {
  mkdirSync(join(results, folder), { recursive: true })
  const name = 'table' in result ? result.table : `${result.axis}-${result.value}`
  writeFileSync(
    join(results, folder, `${name}-${result.model}.json`),
    `${JSON.stringify(result, undefined, 2)}\n`,
  )
}

export const readSizeResults = (folder: 'size' | 'estimates'): readonly SizeResult[] =>
  readFolder(folder, (result): result is SizeResult => isMeasure(result) && 'table' in result)

export const readScalingResults = (): readonly ScalingResult[] =>
  readFolder('scaling', (result): result is ScalingResult => isMeasure(result) && 'axis' in result)

function readFolder<Result>(
  folder: Folder,
  isResult: (result: unknown) => result is Result,
): readonly Result[] {
  const path = join(results, folder)
  if (!existsSync(path)) return []
  return readdirSync(path)
    .toSorted()
    .map((file) => {
      const result: unknown = JSON.parse(readFileSync(join(path, file), 'utf8'))
      if (!isResult(result)) throw new Error(`${file} is no result of \`${folder}\`.`)
      return result
    })
}

/** Only this module writes these files, hence no check of what is further inside. */
function isMeasure(result: unknown): result is FitMeasure {
  return isJsonObject(result) && typeof result.seconds === 'number' && isJsonObject(result.machine)
}
