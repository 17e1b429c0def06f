import { type ZodType, z } from 'zod'
import type { SpanEncoder } from './span-encoder.ts'

const name = z.string()
const columnEncoder = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('discrete'), name, cardinality: z.int().min(1) }),
  z.strictObject({
    kind: z.literal('continuous'),
    name,
    modes: z.strictObject({
      means: z.array(z.number()),
      standardDeviations: z.array(z.number()),
      logOffsets: z.array(z.number()),
    }),
    spikes: z.array(z.number()),
    hasMissing: z.boolean(),
  }),
])

const span = z.strictObject({
  kind: z.enum(['scalar', 'softmax']),
  role: z.enum(['value', 'mode', 'category']),
  start: z.int().min(0),
  width: z.int().min(1),
  column: z.int().min(0),
})

/** A span encoder read back from JSON: what a network's saved state begins with. */
export const spanEncoderSchema: ZodType<SpanEncoder> = z.strictObject({
  layout: z.strictObject({ width: z.int().min(0), spans: z.array(span) }),
  columns: z.array(columnEncoder),
})
