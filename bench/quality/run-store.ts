import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Machine } from '../harness/machine.ts'
import { results } from '../harness/paths.ts'
import { isJsonObject } from '../harness/protocol.ts'
import type { Judged } from './judge-run.ts'
import { type QualitySpec, runKey } from './quality-spec.ts'
import type { TrainingFigures } from './train-run.ts'

/** A finished run: a file of `results/quality`. */
export interface QualityRun {
  readonly spec: QualitySpec
  readonly commit: string
  readonly measuredAt: string
  readonly machine: Machine
  readonly trained: TrainingFigures
  readonly judged: Judged
}

const folder = join(results, 'quality')

export function writeRun(run: QualityRun): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(runFile(runKey(run.spec)), `${JSON.stringify(run, undefined, 2)}\n`)
}

export function readRun(key: string): QualityRun | undefined {
  return existsSync(runFile(key)) ? parseRun(readFileSync(runFile(key), 'utf8')) : undefined
}

/** Every finished run, in the order of their keys. */
export function readRuns(): readonly QualityRun[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .map((file) => parseRun(readFileSync(join(folder, file), 'utf8')))
}

function parseRun(text: string): QualityRun {
  const run: unknown = JSON.parse(text)
  if (!isRun(run)) throw new Error(`This is no quality run: ${text.slice(0, 200)}`)
  return run
}

/** Only this module writes these files, hence no check of what is further inside. */
function isRun(value: unknown): value is QualityRun {
  return isJsonObject(value) && ['spec', 'trained', 'judged'].every((name) => isJsonObject(value[name]))
}

function runFile(key: string): string {
  return join(folder, `${key}.json`)
}
