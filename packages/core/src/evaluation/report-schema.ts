import { z } from 'zod'
import { columnDistributionSchema } from './distribution-schema.ts'
import { count, figure, list, plainFigure, record } from './figure-schema.ts'
import { mlEfficacySchema } from './ml-efficacy-schema.ts'
import { originSchema } from './origin-schema.ts'
import { privacySchema } from './privacy-schema.ts'
import {
  detectionSchema,
  diagnosticSchema,
  judgedQualitySchema,
  judgedScoresSchema,
  referenceScoresSchema,
} from './quality-schema.ts'

/** Rises when a reader of reports has to change. New optional parts do not raise it. */
export const reportVersion = 1

/** Everything measured of one column. */
const columnMeasurements = record({
  column: z.string(),
  type: z.enum(['numerical', 'datetime', 'categorical', 'boolean', 'id']),
  metrics: list(
    figure({
      metric: z.string(),
      /** The statistic that is compared, where there is one. */
      real: z.number().nullable().optional(),
      synthetic: z.number().nullable().optional(),
    }),
  ),
  /** `null` for ids. */
  distribution: columnDistributionSchema.nullable(),
})

/** Are columns distributed as in the real table? */
const statisticalSimilarity = record({ score: plainFigure, columns: list(columnMeasurements) })

/** Do columns depend on each other as in the real table? The pairs are in the report's `quality`. */
const correlationPreservation = record({
  score: plainFigure,
  pairsCounted: count,
  /** What a reader must know where the score rests on few pairs, or none. */
  remark: z.string().nullable(),
})

/** How good a synthetic table is. Plain JSON: no NaN, no dates, no functions. */
export const reportSchema = record({
  version: z.literal(reportVersion),
  rows: record({ real: count, synthetic: count, holdout: count.nullable() }),
  /** The column to be predicted, where one was named. */
  target: z.string().nullable(),
  seed: z.number(),
  /** How the synthetic table was made, where that was told. */
  origin: originSchema.nullable(),
  /** Similar? Under the scoring `sdmetrics`, with every column and pair. */
  quality: judgedQualitySchema,
  /** The same measurements under the scoring `sdmetrics-all-pairs`. */
  qualityAllPairs: judgedScoresSchema,
  /** The real table with every column shuffled on its own: reached without learning any dependence. */
  floor: referenceScoresSchema,
  /** The holdout against the real table: as good as real rows are. `null` without a holdout. */
  ceiling: referenceScoresSchema.nullable(),
  /** Valid at all? */
  diagnostic: diagnosticSchema,
  /** What is measured, by family. A family that cannot be measured says why. */
  families: record({
    statisticalSimilarity,
    correlationPreservation,
    privacy: privacySchema,
    mlEfficacy: mlEfficacySchema,
    detection: detectionSchema,
  }),
})
