import { z } from 'zod'
import { count, list, record } from './figure-schema.ts'

/** What another model reached on the rows that were learned. */
export const alternativeSchema = record({
  model: z.string(),
  /** Quality as the report's own `quality.score`. */
  quality: z.number(),
  fitMs: z.number().min(0),
})

/** How a synthetic table was made: what it takes to make it again. Every part may be unknown. Plain JSON. */
export const originSchema = record({
  /** Names of the tables judged, as people know them: not paths. */
  tables: record({
    real: z.string().optional(),
    synthetic: z.string().optional(),
    holdout: z.string().optional(),
  }).optional(),
  model: z.string().optional(),
  /** Hyper-parameters. */
  options: z.record(z.string(), z.json()).optional(),
  seed: z.number().optional(),
  threads: count.optional(),
  /** Versions by name. */
  software: z.record(z.string(), z.string()).optional(),
  fitMs: z.number().min(0).optional(),
  sampleMs: z.number().min(0).optional(),
  /** Losses and the like by name, each with one value an epoch; `null` where none was reported. */
  training: record({
    epochs: list(count),
    curves: list(record({ name: z.string(), values: list(z.number().nullable()) })),
  }).optional(),
  /** Other models that were tried on the same rows. */
  alternatives: list(alternativeSchema).optional(),
})
