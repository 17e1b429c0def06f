import { z } from 'zod'
import { personalProviders } from '../personal/personal-format.ts'

/** Raised when the shape of {@link Profile} changes. */
export const profileVersion = 1

/** A number, or a date as ISO 8601 text. */
const point = z.union([z.number(), z.string()])
const count = z.int().min(0)

/** What may be wrong with a column, or cost more than expected. */
export const warningCodes = [
  'all-missing',
  'constant',
  'nearly-unique',
  'mixed-types',
  'leading-zeros',
  'rare-categories',
  'high-cardinality',
  'personal-learned',
] as const

const columnProfile = z.strictObject({
  name: z.string(),
  type: z.enum(['numerical', 'datetime', 'categorical', 'boolean', 'id']),
  /** Why the column has this type. */
  reason: z.string(),
  missing: count,
  /** Different values, missing not counted. `isEstimated`: from a sketch, standard error .81 %. */
  distinct: z.strictObject({ count, isEstimated: z.boolean() }),
  /** Least and greatest value of numbers and dates. */
  min: point.nullable(),
  max: point.nullable(),
  mean: z.number().nullable(),
  /** Standard deviation, by n − 1. */
  deviation: z.number().nullable(),
  /** Of numbers and dates. `isEstimated`: from a sketch, at most half a percent off in rank, less towards the ends. */
  quantiles: z
    .strictObject({
      isEstimated: z.boolean(),
      points: z.array(z.strictObject({ rank: z.number(), value: point })),
    })
    .nullable(),
  /** Equally wide bins between `edges`, each with its left edge, the last with both. Of numbers and dates. */
  histogram: z
    .strictObject({ isEstimated: z.boolean(), edges: z.array(point), counts: z.array(count) })
    .nullable(),
  /**
   * The most frequent categories. `maxShortfall`: how many each count may fall short; 0 when exact. Long texts are cut. Null
   * for other types, and for personal data.
   */
  top: z
    .strictObject({ maxShortfall: count, values: z.array(z.strictObject({ value: z.string(), count })) })
    .nullable(),
  /** Of texts, in characters. */
  lengths: z.strictObject({ min: count, max: count, mean: z.number() }).nullable(),
  /** What personal data the values look like, and why. `isReplaced`: a synthetic table has made-up values in their place. */
  personal: z
    .strictObject({
      provider: z.enum(personalProviders),
      confidence: z.enum(['high', 'medium']),
      evidence: z.string(),
      isReplaced: z.boolean(),
    })
    .nullable(),
  warnings: z.array(z.strictObject({ code: z.enum(warningCodes), message: z.string() })),
})

/** The shape of a {@link Profile}. */
export const profileSchema = z.strictObject({
  version: z.literal(profileVersion),
  rowCount: count,
  columns: z.array(columnProfile),
})

/** What a table holds. Plain JSON. */
export type Profile = z.infer<typeof profileSchema>
export type ColumnProfile = Profile['columns'][number]
export type ProfileWarning = ColumnProfile['warnings'][number]
