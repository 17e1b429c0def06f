import { z } from 'zod'
import { count, list, record } from './figure-schema.ts'

/** A number of rows of either table. */
const rows = record({ real: count, synthetic: count })

/** Numbers, or dates in milliseconds since 1970. Quantiles by share of rows. */
const summary = record({
  mean: z.number(),
  /** Standard deviation, by n − 1; `null` with one value. */
  deviation: z.number().nullable(),
  p05: z.number(),
  p25: z.number(),
  p50: z.number(),
  p75: z.number(),
  p95: z.number(),
})

const continuous = record({
  kind: z.literal('continuous'),
  /** Of the bins, ascending: each bin holds its left edge, the last both. */
  edges: list(z.number()),
  real: list(count),
  synthetic: list(count),
  /** Rows left of the first bin, which does not reach out to the least value. */
  below: rows,
  /** Rows right of the last bin. */
  above: rows,
  missing: rows,
  summary: record({ real: summary.nullable(), synthetic: summary.nullable() }),
})

const discrete = record({
  kind: z.literal('discrete'),
  /** The most frequent in either table first. */
  categories: list(record({ category: z.string(), real: count, synthetic: count })),
  /** Categories not named: less frequent ones, and those of which the real table has few rows, lest a report tell of them. */
  others: record({ categories: count, real: count, synthetic: count }),
  missing: rows,
})

/** How often values occur in either table. Plain JSON. */
export const columnDistributionSchema = z.union([continuous, discrete])
