import { openIdStreams } from '../encoding/id-stream.ts'
import { type PreparedTable, selectPreparedRows } from '../encoding/prepared.ts'
import { restoreTable } from '../encoding/restore-table.ts'
import { TabricateError } from '../errors.ts'
import { createRng } from '../random/rng.ts'
import { concatTables } from '../table/concat-tables.ts'
import type { Table } from '../table/table.ts'
import { openAcceptedRows } from './accepted-rows.ts'
import { checkpointOrigin } from './checkpoint-origin.ts'
import { readWhere } from './conditions.ts'
import type { Fitted, RowConstraint, SampleArguments, Synthesizer, SynthesizerSnapshot } from './model.ts'
import { openRebalancedRows, readStrata } from './rebalance.ts'

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
      return state === undefined
        ? undefined
        : { ...checkpointOrigin({ ...snapshot, schema: snapshot.plan.schema }), state }
    },
    dispose: async () => fitted.dispose?.(),
  }
}

async function* streamRows(
  parts: SynthesizerParts,
  rowCount: number,
  { seed = 0, where = {}, rebalance = {}, signal, onStats }: SampleArguments,
): AsyncGenerator<Table> {
  if (!Number.isSafeInteger(rowCount) || rowCount < 0) {
    throw new TabricateError(
      'INVALID_OPTIONS',
      `The number of rows must be a whole number from 0, not ${rowCount}.`,
    )
  }
  const { plan, modelId, shapes } = parts.snapshot
  const conditions = readWhere(plan.schema, where)
  const strata = readStrata(plan.schema, rebalance)
  const rng = createRng(seed).split('sample')
  const ids = await openIdStreams(plan, rng.split('ids'))
  const { fitted, constraints } = parts
  const demand = { fitted, modelId, plan, shapes, conditions, constraints, rng, signal }
  const rows = strata.length === 0 ? openAcceptedRows(demand) : openRebalancedRows(demand, strata)
  let made = 0
  // A table of no rows still has its columns: it is cut from one draw.
  do {
    const kept = await rows.next()
    const wanted = Math.min(kept.rowCount, rowCount - made)
    if (wanted === 0 && rowCount > 0) continue
    yield restoreTable(plan, firstRows(kept, wanted), ids)
    made += wanted
  } while (made < rowCount)
  onStats?.({ ...rows.stats(), acceptedRows: made })
}

function firstRows(prepared: PreparedTable, count: number): PreparedTable {
  if (count === prepared.rowCount) return prepared
  return selectPreparedRows(
    prepared,
    Int32Array.from({ length: count }, (_, row) => row),
  )
}
