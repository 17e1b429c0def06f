/**
 * Notation
 *   predicate   a conjunction of conditions that matches exactly one synthetic row, see predicates.ts
 *   success     it matches exactly one row of the table under attack
 *   The attacks are those of M. Giomi et al., "A Unified Framework for Quantifying Privacy Risk in Synthetic Data", PoPETs
 *   2023(2), sections 4.1 and 5.1; the notion is A. Cohen's and K. Nissim's (PNAS 117, 2020).
 */
import type { Rng } from '../random/rng.ts'
import type { Table } from '../table/table.ts'
import { type AttackResult, attackRisk, noAttack } from './attack-risk.ts'
import type { MetricDescription } from './metric.ts'
import {
  countMatches,
  multivariatePredicates,
  type Predicate,
  randomPredicates,
  univariatePredicates,
} from './predicates.ts'
import {
  distinctRows,
  indexRanks,
  type RankedRows,
  type RankedTables,
  type RankIndex,
  rankTables,
  selectRankedRows,
} from './ranked-rows.ts'
import { sampleRows } from './sample-rows.ts'
import { singleMatchFactor } from './single-match-extrapolation.ts'

/** Tables made ready for attacks: ranked, every different row once. */
export interface SinglingOutTables {
  readonly columns: RankedTables['columns']
  readonly train: RankIndex
  readonly synthetic: RankIndex
  readonly holdout: RankIndex | null
}

/** What is attacked, and how. */
export interface SinglingOutArguments {
  readonly tables: SinglingOutTables
  readonly mode: 'univariate' | 'multivariate'
  readonly rng: Rng
  /** Predicates to look for. Default 500. */
  readonly attacks?: number
  /** Columns of a multivariate predicate. Default 3, or all where there are fewer. */
  readonly width?: number
  /** Multivariate predicates to try before giving up. Default 300,000. */
  readonly attempts?: number
  readonly signal?: AbortSignal | undefined
}

/** Ranks the tables and leaves out repeated rows. A holdout larger than the training table is cut to its size. */
export function prepareSinglingOut(
  {
    train,
    synthetic,
    holdout,
  }: { readonly train: Table; readonly synthetic: Table; readonly holdout?: Table },
  rng: Rng,
): SinglingOutTables {
  const { columns, tables } = rankTables([train, synthetic, ...(holdout === undefined ? [] : [holdout])])
  const [trainRows, syntheticRows, holdoutRows] = tables.map(distinctRows)
  const index = (rows: RankedRows | undefined, limit = Number.POSITIVE_INFINITY): RankIndex => {
    if (rows === undefined || rows.rowCount <= limit)
      return indexRanks(rows ?? { rowCount: 0, cells: [] }, columns)
    return indexRanks(selectRankedRows(rows, sampleRows(rng, rows.rowCount, limit)), columns)
  }
  return {
    columns,
    train: index(trainRows),
    synthetic: index(syntheticRows),
    holdout: holdoutRows === undefined ? null : index(holdoutRows, trainRows?.rowCount),
  }
}

/**
 * Whether the synthetic table tells of combinations of values that only one of the people it was learned from has. Where there
 * are fewer control rows, the successes on them are extrapolated to the number of training rows: a predicate finds a single row
 * more easily in a large table. `null` without a holdout, or where nothing singles a synthetic row out.
 */
export const singlingOut: MetricDescription & {
  /** @throws TabricateError `ABORTED` */
  readonly compute: (singlingOutArguments: SinglingOutArguments) => Promise<AttackResult>
} = {
  name: 'SinglingOutRisk',
  goal: 'minimize',
  range: [0, 1],
  async compute({ tables, mode, rng, attacks = 500, width = 3, attempts = 300_000, signal }) {
    const { columns, train, synthetic, holdout } = tables
    const columnsUsed = mode === 'univariate' ? 1 : Math.min(width, columns.length)
    const search = { columns, rows: synthetic, count: attacks, rng: rng.split('predicates') }
    const predicates =
      mode === 'univariate'
        ? univariatePredicates(search)
        : await multivariatePredicates(search, { width: columnsUsed, attempts, signal })
    const count = predicates.length
    if (count === 0) return noAttack('No predicate that was tried singles a synthetic row out.')
    if (train.rowCount === 0) return noAttack('The real table has no rows.')
    const guesses = randomPredicates({ ...search, count, rng: rng.split('baseline') }, columnsUsed)
    return attackRisk({
      train: { attacks: count, successes: countSingled(train, predicates) },
      control:
        holdout === null || holdout.rowCount === 0
          ? null
          : { attacks: count, successes: controlSuccesses(holdout, predicates, train.rowCount) },
      baseline: { attacks: count, successes: countSingled(train, guesses) },
    })
  },
}

function countSingled(rows: RankIndex, predicates: readonly Predicate[]): number {
  return predicates.filter((predicate) => countMatches(rows, predicate, 2) === 1).length
}

function controlSuccesses(control: RankIndex, predicates: readonly Predicate[], trainRows: number): number {
  const matches = predicates.map((predicate) => countMatches(control, predicate))
  const successes = matches.filter((count) => count === 1).length
  if (control.rowCount === trainRows) return successes
  return Math.min(predicates.length, successes * singleMatchFactor(matches, trainRows / control.rowCount))
}
