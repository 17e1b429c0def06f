/**
 * Notation
 *   column shapes        mean over columns of KSComplement (numerical, datetime) or TVComplement (categorical, boolean)
 *   column pair trends   mean over the pairs counted of CorrelationSimilarity (two continuous columns) or
 *                        ContingencySimilarity (all others)
 *   score                mean of both; where no pair counts, column shapes alone
 *   The definitions are those of SDMetrics 0.32's QualityReport.
 */
import type { z } from 'zod'
import type { AlignedCodes } from '../metrics/aligned-codes.ts'
import { type BinEdges, compareTables, contingencyCodes } from '../metrics/contingency-similarity.ts'
import { contingencyTable } from '../metrics/contingency-table.ts'
import { correlationSimilarity } from '../metrics/correlation-similarity.ts'
import { ksComplement } from '../metrics/ks-complement.ts'
import { type ComparisonResult, columnKind, meanOf } from '../metrics/metric.ts'
import { tvComplement } from '../metrics/tv-complement.ts'
import type { Table } from '../table/table.ts'
import { type ComparableColumn, comparableColumns } from './comparable-columns.ts'
import type {
  columnPairTrendSchema,
  columnShapeSchema,
  qualityResultSchema,
  qualityScoresSchema,
  qualityScoring,
} from './quality-schema.ts'

export type QualityScoring = z.infer<typeof qualityScoring>

/** Real association above which a pair counts. SDMetrics 0.27, pull requests 815 to 817. */
const thresholds = { continuous: 0.5, other: 0.3 } as const

export type QualityScores = z.infer<typeof qualityScoresSchema>
export type QualityResult = z.infer<typeof qualityResultSchema>
export type ColumnShape = z.infer<typeof columnShapeSchema>
export type ColumnPairTrend = z.infer<typeof columnPairTrendSchema>

/** What is compared, and how. */
export interface QualityArguments {
  readonly real: Table
  /** Has the real table's columns, in any order. */
  readonly synthetic: Table
  /** Default `sdmetrics`. */
  readonly scoring?: QualityScoring
  /** How continuous columns are binned in pairs with discrete ones. Default `own`, as SDMetrics does. */
  readonly binEdges?: BinEdges
}

/**
 * How close a synthetic table is to a real one, column by column and pair by pair. Id columns take no part.
 * O(columns² · rows): all rows are used.
 * @throws TabricateError `INVALID_TABLE` when the tables' columns or types differ
 */
export function evaluateQuality({
  real,
  synthetic,
  scoring = 'sdmetrics',
  binEdges = 'own',
}: QualityArguments): QualityResult {
  const columns = comparableColumns(real, synthetic).filter(
    ({ schema }) => columnKind(schema.type) !== 'ignored',
  )
  return rescoreQuality({ columns: columns.map(columnShape), pairs: pairTrends(columns, binEdges) }, scoring)
}

/** The same measurements under another scoring: nothing is measured again. */
export function rescoreQuality(
  { columns, pairs }: Pick<QualityResult, 'columns' | 'pairs'>,
  scoring: QualityScoring,
): QualityResult {
  const marked = pairs.map((pair) => ({ ...pair, counted: counts(pair, scoring) }))
  const columnShapes = meanOf(
    columns.map((column) => column.value),
    'No column can be compared.',
  )
  const counted = marked.filter((pair) => pair.counted)
  const columnPairTrends = meanOf(
    counted.map((pair) => pair.value),
    'No pair of columns is associated strongly enough to count.',
  )
  const score = meanOf([columnShapes.value, columnPairTrends.value], 'No column can be compared.')
  return {
    scoring,
    score,
    columnShapes,
    columnPairTrends,
    pairsCounted: counted.length,
    columns,
    pairs: marked,
  }
}

function counts(pair: ColumnPairTrend, scoring: QualityScoring): boolean {
  if (pair.value === null) return false
  switch (scoring) {
    case 'sdmetrics-all-pairs':
      // SDMetrics leaves out a correlation of exactly 0 even here; whether one comes out as 0 or as 10⁻¹⁸ is rounding.
      return true
    case 'sdmetrics': {
      const threshold = pair.metric === 'CorrelationSimilarity' ? thresholds.continuous : thresholds.other
      return Math.abs(pair.realAssociation ?? 0) > threshold
    }
    default:
      return scoring satisfies never
  }
}

function columnShape({ schema, real, synthetic }: ComparableColumn): ColumnShape {
  return columnKind(schema.type) === 'continuous'
    ? { column: schema.name, metric: 'KSComplement', ...ksComplement.compute(real, synthetic) }
    : { column: schema.name, metric: 'TVComplement', ...tvComplement.compute(real, synthetic) }
}

function pairTrends(columns: readonly ComparableColumn[], binEdges: BinEdges): ColumnPairTrend[] {
  const sides = columns.map((column) => ({
    column,
    codes: contingencyCodes(column.real, column.synthetic, binEdges),
  }))
  return sides.flatMap((a, i) => sides.slice(i + 1).map((b) => pairTrend(a, b)))
}

interface PairSide {
  readonly column: ComparableColumn
  readonly codes: AlignedCodes
}

const pearsonSimilarity = correlationSimilarity({ coefficient: 'pearson' })

function pairTrend(a: PairSide, b: PairSide): ColumnPairTrend {
  const continuous = [a, b].every(({ column }) => columnKind(column.schema.type) === 'continuous')
  const result: ComparisonResult = continuous
    ? pearsonSimilarity.compute([a.column.real, b.column.real], [a.column.synthetic, b.column.synthetic])
    : compareTables(contingencyTable(a.codes, b.codes))
  const { real, synthetic, ...measurement } = result
  return {
    columns: [a.column.schema.name, b.column.schema.name],
    metric: continuous ? 'CorrelationSimilarity' : 'ContingencySimilarity',
    ...measurement,
    realAssociation: real,
    syntheticAssociation: synthetic,
    counted: false,
  }
}
