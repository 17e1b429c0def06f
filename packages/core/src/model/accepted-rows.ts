import type { Constraint } from '../constraint/constraint.ts'
import { formatConstraint } from '../constraint/constraint-text.ts'
import { guidedConditions } from '../constraint/guided-conditions.ts'
import { rowTest } from '../constraint/row-test.ts'
import type { UniqueRows } from '../constraint/unique-rows.ts'
import { conditionsOnCodes, openMemberDraw } from '../encoding/group-members.ts'
import type { PreparationPlan } from '../encoding/preparation-plan.ts'
import { type PreparedTable, selectPreparedRows } from '../encoding/prepared.ts'
import { TabricateError, throwIfAborted } from '../errors.ts'
import type { Rng } from '../random/rng.ts'
import { type ColumnCondition, matchRows } from './conditions.ts'
import type { Fitted, SampleStats } from './model.ts'
import { type ColumnShape, checkDraw } from './postconditions.ts'
import type { RowRestorer } from './row-restorer.ts'

/** Rows that a model draws at once. Fixed, so that the first n rows are the same however many are asked for. */
const rowsPerDraw = 1000

/** An unmet condition is given up after this many rows in a row without one that satisfies it. */
const patienceRows = 200_000

/** What rows are drawn from, and what they have to satisfy. */
export interface RowDemand {
  readonly fitted: Fitted
  readonly modelId: string
  readonly plan: PreparationPlan
  readonly restorer: RowRestorer
  readonly shapes: readonly ColumnShape[]
  readonly conditions: readonly ColumnCondition[]
  readonly constraints: readonly Constraint[]
  /** Of the whole sample, however many sources its rows come from. */
  readonly uniqueRows: UniqueRows | undefined
  readonly rng: Rng
  readonly signal: AbortSignal | undefined
}

/** Rows without end that satisfy conditions and constraints, and what they cost so far. */
export interface AcceptedRows {
  /**
   * The satisfying rows of the next draw, maybe none.
   * @throws TabricateError `CONDITION_UNREACHABLE` after 200,000 rows drawn in a row without one, `ABORTED`
   */
  next(): Promise<PreparedTable>
  stats(): SampleStats
}

/** Draws whole batches with the model aiming at the conditions, and keeps the rows that satisfy them. */
export function openAcceptedRows(demand: RowDemand): AcceptedRows {
  const { fitted, modelId, plan, restorer, shapes, conditions, constraints, rng, signal } = demand
  const guides = guidedConditions(plan, restorer.transformation, conditions)
  const codeGuides = conditionsOnCodes(plan, guides)
  const drawMembers = openMemberDraw(plan, guides)
  const filter = createFilter(demand)
  let draws = 0
  let acceptedRows = 0
  let fruitless = 0
  return {
    async next() {
      throwIfAborted(signal)
      const draw = rng.split(draws)
      const coded = await fitted.draw(rowsPerDraw, draw, codeGuides)
      checkDraw(modelId, shapes, coded, rowsPerDraw)
      const drawn = drawMembers(coded, draw.split('members'))
      draws++
      const kept = filter.keep(drawn)
      acceptedRows += kept.rowCount
      fruitless = kept.rowCount === 0 ? fruitless + rowsPerDraw : 0
      if (fruitless >= patienceRows)
        throw unreachable(conditions, constraints, acceptedRows, draws * rowsPerDraw)
      return kept
    },
    stats: () => ({ drawnRows: draws * rowsPerDraw, acceptedRows, rejectedRows: filter.rejected() }),
  }
}

interface RowFilter {
  keep(drawn: PreparedTable): PreparedTable
  rejected(): SampleStats['rejectedRows']
}

/** Why a row is drawn again whose computed value would leave the real range. */
const outsideRealRange = 'real range'

/** Keeps the rows that satisfy conditions and constraints, and counts the others by what rejected them first. */
function createFilter({ restorer, conditions, constraints, uniqueRows }: RowDemand): RowFilter {
  const { schema, transformation } = restorer
  const tests = constraints.flatMap((constraint) => {
    const test = rowTest(constraint, schema)
    return test === undefined ? [] : [{ name: formatConstraint(constraint), test }]
  })
  if (conditions.length > 0) tests.unshift({ name: 'where', test: (table) => matchRows(table, conditions) })
  const uniqueNames = constraints.flatMap((each) => (each.kind === 'unique' ? [formatConstraint(each)] : []))
  const names = [
    ...(transformation === undefined ? [] : [outsideRealRange]),
    ...tests.map(({ name }) => name),
    ...uniqueNames,
  ]
  const counts = new Map(names.map((name) => [name, 0]))
  const count = (name: string) => void counts.set(name, (counts.get(name) ?? 0) + 1)
  return {
    keep(drawn) {
      if (names.length === 0) return drawn
      const { table, marks: obeys } = restorer.restore(drawn)
      for (const mark of obeys) if (mark === 0) count(outsideRealRange)
      for (const { name, test } of tests) {
        const marks = test(table)
        for (let row = 0; row < obeys.length; row++) {
          if (obeys[row] === 0 || marks[row] === 1) continue
          obeys[row] = 0
          count(name)
        }
      }
      uniqueRows?.take(table, obeys, count)
      return selectPreparedRows(drawn, rowsMarked(obeys))
    },
    rejected: () => Object.fromEntries(counts),
  }
}

function rowsMarked(marks: Uint8Array): Int32Array {
  const rows: number[] = []
  marks.forEach((mark, row) => {
    if (mark === 1) rows.push(row)
  })
  return Int32Array.from(rows)
}

function unreachable(
  conditions: readonly ColumnCondition[],
  constraints: readonly Constraint[],
  accepted: number,
  drawnRows: number,
): TabricateError {
  const names = [...conditions.map((each) => each.name), ...constraints.map(formatConstraint)]
  return new TabricateError(
    'CONDITION_UNREACHABLE',
    `${accepted} of ${drawnRows} rows drawn satisfied the conditions, none of the last ${patienceRows}. ` +
      `Relax or leave out one of: ${names.join(', ')}.`,
    { issues: names.map((name) => ({ path: [name], message: 'part of a condition that was not met' })) },
  )
}
