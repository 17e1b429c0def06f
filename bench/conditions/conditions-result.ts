import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Machine } from '../harness/machine.ts'
import { results } from '../harness/paths.ts'
import { isJsonObject, type JsonObject } from '../harness/protocol.ts'

/** Scores of the columns that the condition leaves open: their shapes, and their pairs. */
interface OpenScores {
  readonly shapes: number
  readonly trends: number
}

/** A file of `results/conditions`. */
export interface ConditionsResult {
  readonly model: string
  readonly options: JsonObject
  readonly trainingRows: number
  readonly drawnRows: number
  readonly machine: Machine
  readonly commit: string
  readonly measuredAt: string
  readonly runs: readonly {
    readonly seed: number
    readonly subset: string
    /** Share of the rows that satisfy the condition. */
    readonly exact: number
    /** Training rows that satisfy it. */
    readonly trainingRowsOfSubset: number
    readonly rowsPerSecond: number
    /** Rows drawn for each row returned. */
    readonly drawnForEach: number
    readonly ours: OpenScores
    /** Those of another sample of the true distribution, of the same size. */
    readonly ceiling: OpenScores
  }[]
}

export function readConditionsResults(): readonly ConditionsResult[] {
  const folder = join(results, 'conditions')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .toSorted()
    .map((file) => {
      const result: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'))
      if (!isResult(result)) throw new Error(`${file} is no result of \`conditions\`.`)
      return result
    })
}

function isResult(value: unknown): value is ConditionsResult {
  return isJsonObject(value) && Array.isArray(value.runs)
}
