/**
 * Notation
 *   n         rows of a table; f ≤ 1 = the share of both tables that is used, m = f n rows of each
 *   w_i       how often row i is drawn when m rows are drawn with replacement from the m used
 *   θ*        a score of the rows so weighted; B = 200 of them are made, real and synthetic rows drawn apart
 *   s         standard deviation of the B values of θ*
 *   interval  θ ± 1.96 √f s, cut to [0, 1]
 *             B. Efron, R. J. Tibshirani, "An Introduction to the Bootstrap", 1993, sections 6.2 and 13.3. Percentiles would not
 *             do: drawing rows makes equal distributions differ, so that every θ* of a perfect score lies below it.
 *             Of fewer rows than there are: P. J. Bickel, F. Götze, W. R. van Zwet, Stat. Sinica 7, 1997 (m out of n)
 */
import type { z } from 'zod'
import { contingencyCodes } from '../metrics/contingency-similarity.ts'
import { columnKind } from '../metrics/metric.ts'
import { rankTables } from '../metrics/ranked-rows.ts'
import { ksOfDraws, pearsonOfDraws, type ScoreOfDraws, variationOfDraws } from '../metrics/scores-of-draws.ts'
import { standardDeviation } from '../metrics/statistic-similarity.ts'
import { clippedInterval, type Interval, normalQuantile } from '../metrics/wilson-interval.ts'
import type { Rng } from '../random/rng.ts'
import type { Column } from '../table/column.ts'
import { getColumn, type Table } from '../table/table.ts'
import { nextTurn } from '../turns/next-turn.ts'
import { atMostRows } from './at-most-rows.ts'
import { type ColumnPairTrend, type QualityResult, type QualityScores, rescoreQuality } from './quality.ts'
import type { qualityIntervalSchema } from './quality-schema.ts'

export type QualityInterval = z.infer<typeof qualityIntervalSchema>

/** Those of both scorings. */
export interface QualityIntervals {
  readonly sdmetrics: QualityInterval
  readonly allPairs: QualityInterval
}

/** What was measured, on which tables. */
export interface QualityIntervalsArguments {
  readonly real: Table
  readonly synthetic: Table
  /** Of these tables, with bins over their own ranges. The pairs counted stay those counted there. */
  readonly quality: QualityResult
  readonly rng: Rng
  /** B. Default 200. */
  readonly resamples?: number
  /** Most rows of the larger table that are used, chosen at random; of the other the same share. Default 5,000; fewer for many pairs. */
  readonly maxRows?: number
  readonly signal?: AbortSignal | undefined
}

const resamplesPerTurn = 4

/** Rows times pairs: with hundreds of columns fewer rows are used, but at least so many. */
const maxCells = 5_000_000
const leastRows = 1000

/**
 * How much the quality scores owe to the choice of rows. Rows are drawn, not cells, so that the dependence between columns' and
 * pairs' scores counts. O(B · rows used · (columns + pairs)).
 * @throws TabricateError `ABORTED`
 */
export async function qualityIntervals(
  intervalsArguments: QualityIntervalsArguments,
): Promise<QualityIntervals> {
  const { quality, rng, resamples = 200, maxRows = 5000, signal } = intervalsArguments
  const pairs = quality.pairs.filter(({ value }) => value !== null)
  const affordable = Math.max(leastRows, Math.floor(maxCells / pairs.length))
  const largest = Math.max(intervalsArguments.real.rowCount, intervalsArguments.synthetic.rowCount)
  const shareUsed = Math.min(1, Math.min(maxRows, affordable) / largest)
  const use = (table: Table, label: string) =>
    atMostRows(table, Math.ceil(shareUsed * table.rowCount), rng.split(label))
  const real = use(intervalsArguments.real, 'real-rows')
  const synthetic = use(intervalsArguments.synthetic, 'synthetic-rows')
  const shapes = shapeScores(real, synthetic, quality)
  const trends = trendScores(real, synthetic, pairs)
  const isCounted = Uint8Array.from(pairs, ({ counted }) => (counted ? 1 : 0))
  const drawn = { sdmetrics: allocateScores(resamples), allPairs: allocateScores(resamples) }
  for (let i = 0; i < resamples; i++) {
    if (i % resamplesPerTurn === 0) await nextTurn(signal)
    const draws = {
      real: drawRows(real.rowCount, rng.split('real').split(i)),
      synthetic: drawRows(synthetic.rowCount, rng.split('synthetic').split(i)),
    }
    const shape = definedMean(Float64Array.from(shapes, (score) => score(draws)))
    const trend = Float64Array.from(trends, (score) => score(draws))
    keepScores(drawn.sdmetrics, i, shape, definedMean(trend.filter((_, pair) => isCounted[pair] === 1)))
    keepScores(drawn.allPairs, i, shape, definedMean(trend))
  }
  const rows = { real: real.rowCount, synthetic: synthetic.rowCount }
  const around = (scores: QualityScores, draws: DrawnScores): QualityInterval => ({
    score: intervalAround(scores.score.value, draws.both, shareUsed),
    columnShapes: intervalAround(scores.columnShapes.value, draws.shapes, shareUsed),
    columnPairTrends: intervalAround(scores.columnPairTrends.value, draws.trends, shareUsed),
    resamples,
    rows,
  })
  return {
    sdmetrics: around(quality, drawn.sdmetrics),
    allPairs: around(rescoreQuality(quality, 'sdmetrics-all-pairs'), drawn.allPairs),
  }
}

/** θ* of every resample. */
interface DrawnScores {
  readonly shapes: Float64Array
  readonly trends: Float64Array
  readonly both: Float64Array
}

function allocateScores(resamples: number): DrawnScores {
  return {
    shapes: new Float64Array(resamples),
    trends: new Float64Array(resamples),
    both: new Float64Array(resamples),
  }
}

function keepScores({ shapes, trends, both }: DrawnScores, i: number, shape: number, trend: number): void {
  shapes[i] = shape
  trends[i] = trend
  both[i] = Number.isNaN(trend) ? shape : Number.isNaN(shape) ? trend : (shape + trend) / 2
}

function shapeScores(real: Table, synthetic: Table, quality: QualityResult): ScoreOfDraws[] {
  const measured = new Set(quality.columns.filter(({ value }) => value !== null).map(({ column }) => column))
  const { columns, tables } = rankTables([real, synthetic])
  return columns.flatMap(({ name, ordered, size }, c): ScoreOfDraws[] => {
    const codes = { real: tables[0]?.cells[c], synthetic: tables[1]?.cells[c] }
    if (!measured.has(name) || codes.real === undefined || codes.synthetic === undefined) return []
    const aligned = { real: codes.real, synthetic: codes.synthetic, size: size + 1 }
    return [ordered ? ksOfDraws(aligned) : variationOfDraws(aligned, 1)]
  })
}

function trendScores(
  real: Table,
  synthetic: Table,
  pairs: readonly ColumnPairTrend[],
): readonly ScoreOfDraws[] {
  const columnsOf = (name: string) => ({
    real: getColumn(real, name).column,
    synthetic: getColumn(synthetic, name).column,
  })
  const codesOf = new Map<string, ReturnType<typeof contingencyCodes>>()
  const codes = (name: string) => {
    const columns = columnsOf(name)
    const found = codesOf.get(name) ?? contingencyCodes(columns.real, columns.synthetic, 'own')
    codesOf.set(name, found)
    return found
  }
  return pairs.map(({ columns: [a, b] }): ScoreOfDraws => {
    const [first, second] = [columnsOf(a), columnsOf(b)]
    if (isContinuous(first.real) && isContinuous(second.real)) {
      return pearsonOfDraws(
        { x: numbersOf(first.real), y: numbersOf(second.real) },
        { x: numbersOf(first.synthetic), y: numbersOf(second.synthetic) },
      )
    }
    return variationOfDraws(jointCells(codes(a), codes(b)), 0)
  })
}

type AlignedCodes = ReturnType<typeof contingencyCodes>

/** Numbers every combination of two codes that occurs: far fewer than there could be. */
function jointCells(a: AlignedCodes, b: AlignedCodes): AlignedCodes {
  const cellOf = new Map<number, number>()
  const join = (side: 'real' | 'synthetic') =>
    a[side].map((code, row) => {
      const key = code * b.size + (b[side][row] ?? 0)
      const cell = cellOf.get(key) ?? cellOf.size
      if (cell === cellOf.size) cellOf.set(key, cell)
      return cell
    })
  return { real: join('real'), synthetic: join('synthetic'), size: cellOf.size }
}

function isContinuous(column: Column): boolean {
  return columnKind(column.type) === 'continuous'
}

function numbersOf(column: Column): Float64Array {
  return column.type === 'numerical' || column.type === 'datetime' ? column.values : new Float64Array(0)
}

function drawRows(rowCount: number, rng: Rng): Float64Array {
  const weights = new Float64Array(rowCount)
  for (let i = 0; i < rowCount; i++) {
    const row = rng.integer(rowCount)
    weights[row] = (weights[row] ?? 0) + 1
  }
  return weights
}

/** NaN when no score is defined. */
function definedMean(scores: Float64Array): number {
  let [sum, count] = [0, 0]
  for (const score of scores) {
    if (Number.isNaN(score)) continue
    sum += score
    count++
  }
  return sum / count
}

function intervalAround(score: number | null, drawn: Float64Array, shareUsed: number): Interval | null {
  const spread = standardDeviation(drawn.filter((value) => !Number.isNaN(value))) * Math.sqrt(shareUsed)
  return score === null || Number.isNaN(spread) ? null : clippedInterval(score, normalQuantile * spread)
}
