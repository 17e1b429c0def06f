import { z } from 'zod'

const column = z.string().min(1).max(1000)
const bound = z.union([z.number(), z.string().max(100)])
const columns = (least: number) => z.array(column).min(least).max(1000)

/** A rule that every synthetic row obeys. It speaks of rows in which none of its columns is missing. */
export const constraintSchema = z.discriminatedUnion('kind', [
  /** The lower column stays below the higher, in numbers or dates. */
  z.strictObject({
    kind: z.literal('less_than'),
    low: column,
    high: column,
    or_equal: z.boolean().default(false),
  }),
  /** Both ends are included; dates as ISO 8601 text. */
  z.strictObject({
    kind: z.literal('range'),
    column,
    min: bound.optional(),
    max: bound.optional(),
  }),
  /** Values occur together only as they do in the dataset. */
  z.strictObject({ kind: z.literal('fixed_combinations'), columns: columns(2) }),
  /** The total is the sum of its parts, to its own decimals. */
  z.strictObject({ kind: z.literal('sum_of'), total: column, parts: columns(2) }),
  /** No two rows have the same values in all of these columns. */
  z.strictObject({ kind: z.literal('unique'), columns: columns(1) }),
])

export const constraintsSchema = z.array(constraintSchema).max(100)

/** What becomes of rows of the dataset that break a constraint: the generation fails and names some, or they are not learned. */
export const violatingRowsSchema = z.enum(['refuse', 'drop'])
