import { conditionOnPrepared, type PreparedCondition } from '../encoding/condition-on-prepared.ts'
import { conditionsOnCodes, openMemberDraw } from '../encoding/group-members.ts'
import type { PreparationPlan } from '../encoding/preparation-plan.ts'
import { type PreparedTable, selectPreparedRows } from '../encoding/prepared.ts'
import { restoreTable } from '../encoding/restore-table.ts'
import { TabricateError, throwIfAborted } from '../errors.ts'
import type { Rng } from '../random/rng.ts'
import type { Table } from '../table/table.ts'
import { type ColumnCondition, matchRows } from './conditions.ts'
import type { Fitted, RowConstraint, SampleStats } from './model.ts'
import { type ColumnShape, checkDraw } from './postconditions.ts'

/** Rows that a model draws at once. Fixed, so that the first n rows are the same however many are asked for. */
const rowsPerDraw = 1000

/** An unmet condition is given up after this many rows in a row without one that satisfies it. */
const patienceRows = 200_000

/** What rows are drawn from, and what they have to satisfy. */
export interface RowDemand {
  readonly fitted: Fitted
  readonly modelId: string
  readonly plan: PreparationPlan
  readonly shapes: readonly ColumnShape[]
  readonly conditions: readonly ColumnCondition[]
  readonly constraints: readonly RowConstraint[]
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
  const { fitted, modelId, plan, shapes, conditions, constraints, rng, signal } = demand
  const guides = conditions.flatMap((condition): PreparedCondition[] => {
    const guide = conditionOnPrepared(plan, condition.column, condition.matches, condition.ranges)
    return guide === undefined ? [] : [guide]
  })
  const codeGuides = conditionsOnCodes(plan, guides)
  const drawMembers = openMemberDraw(plan, guides)
  const filter = createFilter(conditions, constraints)
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
      const kept = filter.keep(drawn, (prepared) => restoreTable(plan, prepared))
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
  keep(drawn: PreparedTable, restore: (prepared: PreparedTable) => Table): PreparedTable
  rejected(): SampleStats['rejectedRows']
}

/** Keeps the rows that satisfy conditions and constraints, and counts the others by what rejected them first. */
function createFilter(
  conditions: readonly ColumnCondition[],
  constraints: readonly RowConstraint[],
): RowFilter {
  const checks: RowConstraint[] = [
    ...(conditions.length > 0
      ? [{ name: 'where', check: (table: Table) => matchRows(table, conditions) }]
      : []),
    ...constraints,
  ]
  const counts = new Map(checks.map((check) => [check.name, 0]))
  return {
    keep(drawn, restore) {
      if (checks.length === 0) return drawn
      const table = restore(drawn)
      const obeys = new Uint8Array(table.rowCount).fill(1)
      for (const { name, check } of checks) {
        const marks = check(table)
        for (let row = 0; row < obeys.length; row++) {
          if (obeys[row] === 0 || marks[row] === 1) continue
          obeys[row] = 0
          counts.set(name, (counts.get(name) ?? 0) + 1)
        }
      }
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
  constraints: readonly RowConstraint[],
  accepted: number,
  drawnRows: number,
): TabricateError {
  const names = [...conditions.map((each) => each.name), ...constraints.map((each) => each.name)]
  return new TabricateError(
    'CONDITION_UNREACHABLE',
    `${accepted} of ${drawnRows} rows drawn satisfied the conditions, none of the last ${patienceRows}. ` +
      `Relax or leave out one of: ${names.join(', ')}.`,
    { issues: names.map((name) => ({ path: [name], message: 'part of a condition that was not met' })) },
  )
}
