import { z } from 'zod'
import { count, figure, interval, list, plainFigure, record, share } from './figure-schema.ts'

/**
 * Which pairs of columns count: `sdmetrics` (since its version 0.27) only those strongly associated in the real table,
 * with |Pearson's correlation| > 0.5 or Cramér's V > 0.3; `sdmetrics-all-pairs` all that can be computed.
 */
export const qualityScoring = z.enum(['sdmetrics', 'sdmetrics-all-pairs'])

const scores = {
  scoring: qualityScoring,
  score: plainFigure,
  columnShapes: plainFigure,
  columnPairTrends: plainFigure,
  pairsCounted: count,
} as const

/** The figures of a quality report, all in [0, 1], 1 = indistinguishable. */
export const qualityScoresSchema = record(scores)

/** How alike a column's values are distributed. */
export const columnShapeSchema = figure({
  column: z.string(),
  metric: z.enum(['KSComplement', 'TVComplement']),
})

const association = z.number().min(-1).max(1).nullable()

/** How alike two columns depend on each other. */
export const columnPairTrendSchema = figure({
  columns: z.tuple([z.string(), z.string()]).readonly(),
  metric: z.enum(['CorrelationSimilarity', 'ContingencySimilarity']),
  /** Pearson's correlation for CorrelationSimilarity, Cramér's V for ContingencySimilarity; `null` when undefined. */
  realAssociation: association,
  syntheticAssociation: association,
  /** Is the pair part of the score? */
  counted: z.boolean(),
})

const details = { columns: list(columnShapeSchema), pairs: list(columnPairTrendSchema) } as const

/** The scores with every column and pair. Plain JSON. */
export const qualityResultSchema = record({ ...scores, ...details })

/** 95 % intervals of the three quality scores; `null` where the score is. Plain JSON. */
export const qualityIntervalSchema = record({
  score: interval,
  columnShapes: interval,
  columnPairTrends: interval,
  /** How often rows were drawn. */
  resamples: count,
  /** Rows drawn from. Where a table has more, the interval is scaled to its number. */
  rows: record({ real: count, synthetic: count }),
})

const withInterval = { interval: qualityIntervalSchema } as const

/** Scores with their intervals. */
export const judgedScoresSchema = record({ ...scores, ...withInterval })

/** Scores with their intervals, every column and pair. */
export const judgedQualitySchema = record({ ...scores, ...details, ...withInterval })

/** The same scores for a table that says what the synthetic table's are worth, under both scorings. */
export const referenceScoresSchema = record({
  quality: judgedScoresSchema,
  qualityAllPairs: judgedScoresSchema,
})

/** Whether a table is valid at all, whatever its quality. All figures in [0, 1]; a valid table has 1. Plain JSON. */
export const diagnosticSchema = record({
  score: plainFigure,
  dataValidity: plainFigure,
  dataStructure: plainFigure,
  /** Whether a column's synthetic values are possible ones. */
  columns: list(figure({ column: z.string(), metric: z.string() })),
})

const detectionResult = figure({
  auc: share.nullable(),
  foldAucs: list(share),
  rows: record({ real: count, synthetic: count }),
})

/** Can a classifier tell synthetic rows from real ones? Scores: 1 = not at all, 0 = always. Plain JSON. */
export const detectionSchema = record({
  /** That of the boosted trees. */
  score: plainFigure,
  /** Theirs for the real table with every column shuffled on its own: reached without learning any dependence. */
  floor: plainFigure,
  /** Theirs for the holdout: as good as real rows are. `null` without a holdout. */
  ceiling: plainFigure.nullable(),
  boosted: detectionResult,
  /** Sees shifts of single columns only, no dependence. */
  logistic: detectionResult,
  /** Most rows used of either table. */
  maxRows: count,
})
