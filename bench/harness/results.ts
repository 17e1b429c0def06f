import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Side } from './contestant.ts'
import type { Figure } from './figures.ts'
import type { Machine } from './machine.ts'
import { results } from './paths.ts'
import { isJsonObject, type JsonObject } from './protocol.ts'
import type { Summary } from './summary.ts'

/** One measured figure, with every pair that was measured. */
export interface FigureResult extends Figure, Summary {
  readonly pairs: readonly (readonly [ours: number, peer: number])[]
  /** Largest share of all cores' time that other processes took during one of our turns, from 0 to 1. */
  readonly otherWork: number
  readonly commit: string
  readonly measuredAt: string
}

/** A file of `results`: one comparison, on one machine. */
export interface ComparisonResult {
  readonly name: string
  readonly model: string
  readonly options: Readonly<Record<Side, JsonObject>>
  readonly machine: Machine
  readonly versions: Readonly<Record<Side, JsonObject>>
  readonly figures: readonly FigureResult[]
}

/** Writes a result. Figures measured earlier with all else equal are kept; those measured again are replaced. */
export function mergeResults(result: ComparisonResult): void {
  const earlier = readResult(result.name)
  const kept = earlier !== undefined && sameConditions(earlier, result) ? earlier.figures : []
  const figures = new Map([...kept, ...result.figures].map((figure) => [figure.name, figure]))
  mkdirSync(results, { recursive: true })
  writeFileSync(
    resultFile(result.name),
    `${JSON.stringify({ ...result, figures: [...figures.values()] }, undefined, 2)}\n`,
  )
}

/** Every comparison that has been measured, by name. */
export function readResults(): readonly ComparisonResult[] {
  if (!existsSync(results)) return []
  return readdirSync(results)
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .map((file) => parseResult(readFileSync(join(results, file), 'utf8')))
}

function readResult(name: string): ComparisonResult | undefined {
  return existsSync(resultFile(name)) ? parseResult(readFileSync(resultFile(name), 'utf8')) : undefined
}

function parseResult(text: string): ComparisonResult {
  const result: unknown = JSON.parse(text)
  if (!isResult(result)) throw new Error(`This is no comparison: ${text.slice(0, 200)}`)
  return result
}

/** Only this module writes these files, hence no check of what is further inside. */
function isResult(value: unknown): value is ComparisonResult {
  return isJsonObject(value) && Array.isArray(value.figures) && isJsonObject(value.machine)
}

function resultFile(name: string): string {
  return join(results, `${name}.json`)
}

function sameConditions(a: ComparisonResult, b: ComparisonResult): boolean {
  return isDeepStrictEqual([a.options, a.machine, a.versions], [b.options, b.machine, b.versions])
}
