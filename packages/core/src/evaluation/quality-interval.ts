/**
 * Notation
 *   w_i       how often row i is drawn when a table's n rows are drawn n times with replacement
 *   θ*        a score of the rows so weighted; B = 200 of them are made, real and synthetic rows drawn apart
 *   s         standard deviation of the B values of θ*
 *   interval  θ ± 1.96 s, cut to [0, 1]
 *             B. Efron, R. J. Tibshirani, "An Introduction to the Bootstrap", 1993, sections 6.2 and 13.3. Percentiles would not
 *             do: drawing rows makes equal distributions differ, so that every θ* of a perfect score lies below it
 */
import { nextTurn } from '../learners/next-turn.ts'
import { contingencyCodes } from '../metrics/contingency-similarity.ts'
import { columnKind } from '../metrics/metric.ts'
import { rankTables } from '../metrics/ranked-rows.ts'
import {
  ksOfDraws,
  pearsonOfDraws,
  type RowDraws,
  type ScoreOfDraws,
  variationOfDraws,
} from '../metrics/scores-of-draws.ts'
import { standardDeviation } from '../metrics/statistic-similarity.ts'
import { clippedInterval, type Interval, normalQuantile } from '../metrics/wilson-interval.ts'
import type { Rng } from '../random/rng.ts'
import type { Column } from '../table/column.ts'
import { getColumn, type Table } from '../table/table.ts'
import { atMostRows } from './at-most-rows.ts'
import type { QualityResult } from './quality.ts'

/** 95 % intervals of the three quality scores; `null` where the score is. Plain JSON. */
export interface QualityInterval {
  readonly score: Interval | null
  readonly columnShapes: Interval | null
  readonly columnPairTrends: Interval | null
  /** B. */
  readonly resamples: number
  /** Rows drawn from. Where a table has more, the intervals are too wide rather than too narrow. */
  readonly rows: { readonly real: number; readonly synthetic: number }
}

/** What was measured, on which tables. */
export interface QualityIntervalArguments {
  readonly real: Table
  readonly synthetic: Table
  /** Of these tables, with bins over their own ranges. The pairs counted stay those counted there. */
  readonly quality: QualityResult
  readonly rng: Rng
  /** B. Default 200. */
  readonly resamples?: number
  /** Most rows used of each table, chosen at random. Default 50,000. */
  readonly maxRows?: number
  readonly signal?: AbortSignal | undefined
}

const resamplesPerTurn = 4

/**
 * How much the quality scores owe to the choice of rows. Rows are drawn, not cells, so that the dependence between columns' and
 * pairs' scores counts. O(B · rows · (columns + pairs counted)).
 * @throws TabricateError `ABORTED`
 */
export async function qualityInterval(intervalArguments: QualityIntervalArguments): Promise<QualityInterval> {
  const { quality, rng, resamples = 200, maxRows = 50_000, signal } = intervalArguments
  const real = atMostRows(intervalArguments.real, maxRows, rng.split('real-rows'))
  const synthetic = atMostRows(intervalArguments.synthetic, maxRows, rng.split('synthetic-rows'))
  const shapes = shapeScores(real, synthetic, quality)
  const trends = trendScores(real, synthetic, quality)
  const scores = {
    shapes: new Float64Array(resamples),
    trends: new Float64Array(resamples),
    both: new Float64Array(resamples),
  }
  for (let i = 0; i < resamples; i++) {
    if (i % resamplesPerTurn === 0) await nextTurn(signal)
    const draws = {
      real: drawRows(real.rowCount, rng.split('real').split(i)),
      synthetic: drawRows(synthetic.rowCount, rng.split('synthetic').split(i)),
    }
    const shape = meanScore(shapes, draws)
    const trend = meanScore(trends, draws)
    scores.shapes[i] = shape
    scores.trends[i] = trend
    scores.both[i] = Number.isNaN(trend) ? shape : Number.isNaN(shape) ? trend : (shape + trend) / 2
  }
  return {
    score: intervalAround(quality.score.value, scores.both),
    columnShapes: intervalAround(quality.columnShapes.value, scores.shapes),
    columnPairTrends: intervalAround(quality.columnPairTrends.value, scores.trends),
    resamples,
    rows: { real: real.rowCount, synthetic: synthetic.rowCount },
  }
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

function trendScores(real: Table, synthetic: Table, quality: QualityResult): ScoreOfDraws[] {
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
  return quality.pairs
    .filter(({ counted }) => counted)
    .map(({ columns: [a, b] }): ScoreOfDraws => {
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

/** Numbers every combination of two codes that occurs. */
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

/** Over the scores that are defined; NaN when none is. */
function meanScore(scores: readonly ScoreOfDraws[], draws: RowDraws): number {
  let [sum, count] = [0, 0]
  for (const score of scores) {
    const value = score(draws)
    if (Number.isNaN(value)) continue
    sum += value
    count++
  }
  return sum / count
}

function intervalAround(score: number | null, resampled: Float64Array): Interval | null {
  const spread = standardDeviation(resampled.filter((value) => !Number.isNaN(value)))
  return score === null || Number.isNaN(spread) ? null : clippedInterval(score, normalQuantile * spread)
}
