import { z } from 'zod'
import type { TaskResults } from './child-messages.ts'

/** Reads what the processes answer: they are trusted less than this one, since they read files of strangers. */
export const taskResults: { readonly [kind in keyof TaskResults]: z.ZodType<TaskResults[kind]> } = {
  profile: z.object({
    rowCount: z.int().min(0),
    columnCount: z.int().min(0),
    schema: z.json(),
    profile: z.json(),
    preview: z.json(),
  }),
  generation: z.object({
    rows: z.int().min(0),
    qualityScore: z.number().nullable(),
    trainingSeconds: z.number().min(0).nullable(),
    estimatedSeconds: z.number().min(0),
  }),
  estimate: z.object({ seconds: z.number().min(0), memoryBytes: z.number().min(0) }),
  recommend: z.object({
    modelId: z.string(),
    reason: z.string(),
    candidates: z.array(
      z.object({
        modelId: z.string(),
        quality: z.number().nullable(),
        nearerShare: z.number().nullable(),
        fitSeconds: z.number().min(0),
        problem: z.string().nullable(),
      }),
    ),
  }),
  trial: z.object({ value: z.number().nullable(), error: z.string().nullable() }),
  stream: z.object({ rows: z.int().min(0) }),
}
