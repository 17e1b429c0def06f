import { type ZodType, z } from 'zod'
import { TabricateError } from '../errors.ts'
import type { PreparedTable } from './prepared.ts'
import { type ColumnEncoder, layoutOf, type SpanEncoder } from './span-encoder.ts'
import type { SpanLayout } from './span-layout.ts'

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

/** Whether the spans are those of the columns. */
function isLayoutOf({ width, spans }: SpanLayout, columns: readonly ColumnEncoder[]): boolean {
  const wanted = layoutOf(columns)
  return (
    width === wanted.width &&
    spans.length === wanted.spans.length &&
    spans.every(({ kind, role, start, width: spanWidth, column }, i) => {
      const own = wanted.spans[i]
      return (
        own?.kind === kind &&
        own.role === role &&
        own.start === start &&
        own.width === spanWidth &&
        own.column === column
      )
    })
  )
}

/** Whether a column has as many of each figure as it has modes. */
function hasWholeModes(column: z.infer<typeof columnEncoder>): boolean {
  if (column.kind === 'discrete') return true
  const { means, standardDeviations, logOffsets } = column.modes
  return means.length === standardDeviations.length && means.length === logOffsets.length
}

/** A span encoder read back from JSON: what a network's saved state begins with. */
export const spanEncoderSchema: ZodType<SpanEncoder> = z
  .strictObject({
    layout: z.strictObject({ width: z.int().min(0), spans: z.array(span) }),
    columns: z.array(columnEncoder.refine(hasWholeModes, 'has not as many of each figure as modes')),
  })
  .refine(({ layout, columns }) => isLayoutOf(layout, columns), 'the spans are not those of the columns')

/**
 * The encoder that a saved state holds, for rows that are to be encoded as those before.
 * @throws TabricateError `MODEL_STATE_INVALID` when it is none, or one of other columns than those of `prepared`
 */
export function readSpanEncoder(saved: unknown, prepared: PreparedTable): SpanEncoder {
  const { success, data, error } = spanEncoderSchema.safeParse(saved)
  const isOfColumns =
    success &&
    data.columns.length === prepared.columns.length &&
    data.columns.every((column, index) => {
      const other = prepared.columns[index]
      if (column.kind === 'discrete')
        return other?.kind === 'discrete' && other.cardinality === column.cardinality
      return other?.kind === 'continuous' && other.hasMissing === column.hasMissing
    })
  if (isOfColumns) return data
  throw new TabricateError('MODEL_STATE_INVALID', 'The encoder in the state is not one of these columns.', {
    cause: error,
  })
}
