import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { recordedOptimizersFile } from '../harness/paths.ts'

const fileSchema = z.object({
  functions: z.record(
    z.string(),
    z.object({
      methods: z.record(
        z.string(),
        z.object({ n: z.number(), best: z.object({ mean: z.array(z.number()) }) }),
      ),
    }),
  ),
})

export interface RecordedCurve {
  readonly strategy: string
  readonly seeds: number
  /** Mean of the best value so far, by call. */
  readonly curve: readonly number[]
}

/** Other packages' curves, measured earlier on the domains as they are. */
export interface RecordedCurves {
  curvesOf(functionName: string): readonly RecordedCurve[]
}

export function readRecordedCurves(): RecordedCurves {
  const { functions } = fileSchema.parse(JSON.parse(readFileSync(recordedOptimizersFile, 'utf8')))
  return {
    curvesOf: (name) =>
      Object.entries(functions[name]?.methods ?? {}).map(([strategy, { n, best }]) => ({
        strategy,
        seeds: n,
        curve: best.mean,
      })),
  }
}
