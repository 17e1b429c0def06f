import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { results } from '../harness/paths.ts'

/** A model's options as JSON. */
export const optionsSchema = z.record(z.string(), z.json())

const searchSchema = z.object({
  trials: z.int(),
  /** Trials that were stopped early. */
  pruned: z.int(),
  /** Epochs that all trials were trained for. */
  epochs: z.int(),
  seconds: z.number(),
  /** Best quality on the rows that the search judged by. */
  best: z.number(),
  bestOptions: optionsSchema,
  /** Quality on rows that neither the search nor the model saw, of the model trained with these options. */
  quality: z.number(),
})

const resultSchema = z.object({
  table: z.string(),
  model: z.string(),
  commit: z.string(),
  measuredAt: z.string(),
  fixedOptions: optionsSchema,
  seeds: z.array(
    z.object({
      seed: z.int(),
      /** Of the model with its default options, on the same unseen rows. */
      defaultQuality: z.number(),
      whole: searchSchema,
      withPruning: searchSchema,
    }),
  ),
})

export type SearchFigures = Readonly<z.infer<typeof searchSchema>>
/** A file of `results/tune`: one table. */
export type TuneResult = Readonly<z.infer<typeof resultSchema>>

const folder = join(results, 'tune')

export function writeTuneResult(result: TuneResult): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    join(folder, `${result.table}-${result.model}.json`),
    `${JSON.stringify(result, undefined, 2)}\n`,
  )
}

export function readTuneResults(): readonly TuneResult[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .toSorted()
    .map((file) => resultSchema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))))
}
