import { z } from 'zod'
import { spaceSchema } from '../space/space.ts'
import { metricSchema } from './metric.ts'
import { trialSchema } from './trial.ts'

/** A study as plain JSON. */
export const savedStudySchema = z.strictObject({
  version: z.literal(1),
  name: z.string(),
  space: spaceSchema,
  /** Descriptions: the constraints themselves are given again. */
  constraints: z.array(z.string()),
  metrics: z.array(metricSchema).min(1),
  aggregate: z.enum(['weighted', 'rank', 'pareto']),
  seed: z.number(),
  /** Its id: the strategy itself is given again. */
  strategy: z.string(),
  queue: z.array(z.record(z.string(), z.json())),
  trials: z.array(trialSchema),
})

export type SavedStudy = z.infer<typeof savedStudySchema>
