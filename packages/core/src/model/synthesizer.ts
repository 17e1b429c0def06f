import { conditionOnPrepared, type PreparedCondition } from '../encoding/condition-on-prepared.ts'
import { conditionsOnCodes, openMemberDraw } from '../encoding/group-members.ts'
import { openIdStreams } from '../encoding/id-stream.ts'
import { type PreparedTable, selectPreparedRows } from '../encoding/prepared.ts'
import { restoreTable } from '../encoding/restore-table.ts'
import { TabricateError, throwIfAborted } from '../errors.ts'
import { createRng } from '../random/rng.ts'
import { concatTables } from '../table/concat-tables.ts'
import type { Table } from '../table/table.ts'
import { type ColumnCondition, matchRows, readWhere } from './conditions.ts'
import type {
  Fitted,
  RowConstraint,
  SampleArguments,
  SampleStats,
  Synthesizer,
  SynthesizerSnapshot,
} from './model.ts'
import { checkDraw } from './postconditions.ts'

/** Rows that a model draws at once. Fixed, so that the first n rows are the same however many are asked for. */
const rowsPerDraw = 1000

/** An unmet condition is given up after this many rows in a row without one that satisfies it. */
const patienceRows = 200_000

/** The parts a synthesizer is made of, from a fit or from a snapshot. */
export interface SynthesizerParts {
  readonly fitted: Fitted
  readonly constraints: readonly RowConstraint[]
  readonly snapshot: Omit<SynthesizerSnapshot, 'state' | 'constraints'>
}

/** Wraps a fitted model: everything that core owes every model stands here, on `draw` alone. */
export function createSynthesizer(parts: SynthesizerParts): Synthesizer {
  const { fitted, snapshot, constraints } = parts
  return {
    modelId: snapshot.modelId,
    schema: snapshot.plan.schema,
    async sample(rowCount, sampleArguments = {}) {
      const chunks: Table[] = []
      for await (const chunk of streamRows(parts, rowCount, sampleArguments)) chunks.push(chunk)
      return concatTables(chunks)
    },
    stream: (rowCount, sampleArguments = {}) => streamRows(parts, rowCount, sampleArguments),
    snapshot: () => ({
      ...snapshot,
      constraints: constraints.map((each) => each.name),
      state: fitted.state(),
    }),
    checkpoint() {
      const state = fitted.checkpoint?.()
      return state === undefined ? undefined : { ...checkpointOriginOf(snapshot), state }
    },
    dispose: async () => fitted.dispose?.(),
  }
}

function checkpointOriginOf({
  modelId,
  modelVersion,
  options,
  seed,
  rowCount,
  plan,
}: SynthesizerParts['snapshot']) {
  return {
    modelId,
    modelVersion,
    options,
    seed,
    rowCount,
    columns: plan.schema.columns.map(({ name }) => name),
  }
}

async function* streamRows(
  parts: SynthesizerParts,
  rowCount: number,
  { seed = 0, where = {}, signal, onStats }: SampleArguments,
): AsyncGenerator<Table> {
  if (!Number.isSafeInteger(rowCount) || rowCount < 0) {
    throw new TabricateError(
      'INVALID_OPTIONS',
      `The number of rows must be a whole number from 0, not ${rowCount}.`,
    )
  }
  const { plan, modelId, shapes } = parts.snapshot
  const conditions = readWhere(plan.schema, where)
  const guides = conditions.flatMap((condition): PreparedCondition[] => {
    const guide = conditionOnPrepared(plan, condition.column, condition.matches)
    return guide === undefined ? [] : [guide]
  })
  const codeGuides = conditionsOnCodes(plan, guides)
  const drawMembers = openMemberDraw(plan, guides)
  const filter = createFilter(conditions, parts.constraints)
  const rng = createRng(seed).split('sample')
  const ids = await openIdStreams(plan, rng.split('ids'))
  let drawnRows = 0
  let accepted = 0
  let fruitless = 0

  // A table of no rows still has its columns: it is cut from one draw.
  for (let draw = 0; accepted < rowCount || draw === 0; draw++) {
    throwIfAborted(signal)
    const coded = await parts.fitted.draw(rowsPerDraw, rng.split(draw), codeGuides)
    checkDraw(modelId, shapes, coded, rowsPerDraw)
    const drawn = drawMembers(coded, rng.split(draw).split('members'))
    drawnRows += rowsPerDraw
    const kept = filter.keep(drawn, (prepared) => restoreTable(plan, prepared))
    fruitless = kept.rowCount === 0 ? fruitless + rowsPerDraw : 0
    if (fruitless >= patienceRows) throw unreachable(conditions, parts.constraints, accepted, drawnRows)
    const wanted = Math.min(kept.rowCount, rowCount - accepted)
    if (wanted === 0 && rowCount > 0) continue
    yield restoreTable(plan, firstRows(kept, wanted), ids)
    accepted += wanted
  }
  onStats?.({ drawnRows, acceptedRows: accepted, rejectedRows: filter.rejected() })
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

function firstRows(prepared: PreparedTable, count: number): PreparedTable {
  if (count === prepared.rowCount) return prepared
  return selectPreparedRows(
    prepared,
    Int32Array.from({ length: count }, (_, row) => row),
  )
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
