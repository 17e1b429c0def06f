import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { results } from '../harness/paths.ts'

const strategySchema = z.object({
  strategy: z.string(),
  /** Hash of the code that suggested. */
  code: z.string(),
  seeds: z.array(z.number()),
  /** Mean over the seeds of the best value so far, by call; six digits. */
  curve: z.array(z.number()),
  /** The best value at the last call, by seed. */
  final: z.array(z.number()),
  /** Under noise: the value without noise of the trial with the least observed value, at the last call, by seed. */
  incumbent: z.array(z.number()).nullable(),
  /** Median processor time of a suggestion in the last tenth of the calls. */
  milliseconds: z.number(),
  /** The most processor time of the main thread between two turns of the event loop while a suggestion was made, over all runs. */
  longestHoldMs: z.number().nullable(),
})

const resultSchema = z.object({
  name: z.string(),
  calls: z.number(),
  optimum: z.number(),
  noise: z.number(),
  commit: z.string(),
  measuredAt: z.string(),
  strategies: z.array(strategySchema),
})

export type StrategyResult = Readonly<z.infer<typeof strategySchema>>
/** A file of `results/optimizer`: one function. */
export type OptimizerResult = Readonly<z.infer<typeof resultSchema>>

const folder = join(results, 'optimizer')

export function writeOptimizerResult(result: OptimizerResult): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${result.name}.json`), `${JSON.stringify(result)}\n`)
}

export function readOptimizerResults(): readonly OptimizerResult[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .toSorted()
    .map((file) => resultSchema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))))
}
