import type { Constraint } from '../constraint/constraint.ts'
import { formatConstraint } from '../constraint/constraint-text.ts'
import { openUniqueRows } from '../constraint/unique-rows.ts'
import { openIdStreams } from '../encoding/id-stream.ts'
import { type PreparedTable, selectPreparedRows } from '../encoding/prepared.ts'
import { TabricateError } from '../errors.ts'
import { createRng } from '../random/rng.ts'
import { concatTables } from '../table/concat-tables.ts'
import type { Table } from '../table/table.ts'
import { openAcceptedRows } from './accepted-rows.ts'
import { checkpointOrigin } from './checkpoint-origin.ts'
import { readWhere } from './conditions.ts'
import { savedConstraints } from './constraints-required.ts'
import type { Fitted, SampleArguments, Synthesizer, SynthesizerSnapshot } from './model.ts'
import { openRebalancedRows, readStrata } from './rebalance.ts'
import { createRestorer } from './row-restorer.ts'

/** The parts a synthesizer is made of, from a fit or from a snapshot. */
export interface SynthesizerParts {
  readonly fitted: Fitted
  readonly constraints: readonly Constraint[]
  /** How often its training was gone on with other rows. */
  readonly fineTunings?: number
  readonly snapshot: Omit<SynthesizerSnapshot, 'state' | 'constraints'>
}

/** Wraps a fitted model: everything that core owes every model stands here, on `draw` alone. */
export function createSynthesizer(parts: SynthesizerParts): Synthesizer {
  const { fitted, snapshot, constraints } = parts
  const { schema } = snapshot.transformation ?? snapshot.plan
  return {
    modelId: snapshot.modelId,
    schema,
    async sample(rowCount, sampleArguments = {}) {
      const chunks: Table[] = []
      for await (const chunk of streamRows(parts, rowCount, sampleArguments)) chunks.push(chunk)
      return concatTables(chunks)
    },
    stream: (rowCount, sampleArguments = {}) => streamRows(parts, rowCount, sampleArguments),
    snapshot: () => ({
      ...snapshot,
      constraints: savedConstraints(constraints),
      state: fitted.state(),
    }),
    checkpoint() {
      const state = fitted.checkpoint?.()
      return state === undefined
        ? undefined
        : { ...checkpointOrigin({ ...snapshot, constraints, fineTunings: parts.fineTunings ?? 0 }), state }
    },
    toOnnx: () => exportOnnx(parts),
    dispose: async () => fitted.dispose?.(),
  }
}

function exportOnnx({ fitted, snapshot, constraints }: SynthesizerParts): Uint8Array {
  if (fitted.toOnnx === undefined) {
    throw new TabricateError(
      'UNSUPPORTED_FORMAT',
      `The model "${snapshot.modelId}" is no neural network, so there is no ONNX file of it. Save it with saveModel instead, or fit ctgan or tvae.`,
    )
  }
  if (constraints.length > 0) {
    throw new TabricateError(
      'UNSUPPORTED_FORMAT',
      `Rows from an ONNX file would not obey the constraints that the model was fitted with: ${constraints.map(formatConstraint).join(', ')}. ` +
        'Save it with saveModel instead, or fit it without them and check the rows yourself.',
    )
  }
  return fitted.toOnnx(snapshot.plan)
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
  const { plan, transformation, modelId, shapes } = parts.snapshot
  const { schema } = transformation ?? plan
  const conditions = readWhere(schema, where)
  const strata = readStrata(schema, rebalance)
  const rng = createRng(seed).split('sample')
  const ids = await openIdStreams(plan, rng.split('ids'))
  const { fitted, constraints } = parts
  const restorer = createRestorer(plan, transformation)
  const uniqueRows = openUniqueRows(constraints, schema)
  const demand = { fitted, modelId, plan, restorer, shapes, conditions, constraints, uniqueRows, rng, signal }
  const rows = strata.length === 0 ? openAcceptedRows(demand) : openRebalancedRows(demand, strata)
  let made = 0
  // A table of no rows still has its columns: it is cut from one draw.
  do {
    const kept = await rows.next()
    const wanted = Math.min(kept.rowCount, rowCount - made)
    if (wanted === 0 && rowCount > 0) continue
    yield restorer.restore(firstRows(kept, wanted), ids).table
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
