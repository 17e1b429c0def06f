import { z } from 'zod'
import type { PreparedColumn, PreparedTable } from '../encoding/prepared.ts'
import { TabricateError } from '../errors.ts'
import type { Fitted } from '../model/model.ts'
import type { Json, ModelState, Tensor } from '../model/state.ts'
import type { Rng } from '../random/rng.ts'

/** Draws `count` values of one training column. `rows` is a random choice of training rows, the same for all columns. */
export type ColumnDraw = (column: PreparedColumn, rows: Int32Array, rng: Rng) => PreparedColumn

/** A fitted model that keeps the training table and draws every column by `drawColumn`. */
export function fitResampling(training: PreparedTable, drawColumn: ColumnDraw): Fitted {
  return {
    draw(count, rng) {
      const choice = rng.split('rows')
      const rows = Int32Array.from({ length: count }, () => choice.integer(training.rowCount))
      const columns = training.columns.map((column, index) => drawColumn(column, rows, rng.split(index)))
      return { rowCount: count, columns }
    },
    state: () => savePrepared(training),
  }
}

const columnMeta = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('discrete'), name: z.string(), cardinality: z.int().min(1) }),
  z.strictObject({
    kind: z.literal('continuous'),
    name: z.string(),
    spikes: z.array(z.number()),
    hasMissing: z.boolean(),
  }),
])
const preparedMeta = z.strictObject({ rowCount: z.int().min(1), columns: z.array(columnMeta) })

function savePrepared({ rowCount, columns }: PreparedTable): ModelState {
  const tensors: Record<string, Tensor> = {}
  const meta = columns.map((column, index): Json => {
    if (column.kind === 'discrete') {
      tensors[`column-${index}`] = column.codes
      return { kind: column.kind, name: column.name, cardinality: column.cardinality }
    }
    tensors[`column-${index}`] = column.values
    return { kind: column.kind, name: column.name, spikes: column.spikes, hasMissing: column.hasMissing }
  })
  return { meta: { rowCount, columns: meta }, tensors }
}

/** Reads back what {@link fitResampling} saved. @throws TabricateError `MODEL_STATE_INVALID` */
export function restorePrepared(state: ModelState): PreparedTable {
  const meta = preparedMeta.safeParse(state.meta)
  if (!meta.success)
    throw new TabricateError('MODEL_STATE_INVALID', 'The saved training table is not readable.', {
      cause: meta.error,
    })
  const { rowCount } = meta.data
  const columns = meta.data.columns.map((column, index): PreparedColumn => {
    const values = state.tensors[`column-${index}`]
    if (
      column.kind === 'discrete' &&
      values instanceof Int32Array &&
      values.length === rowCount &&
      isCodeCount(column.cardinality, values)
    ) {
      return { ...column, codes: values }
    }
    if (column.kind === 'continuous' && values instanceof Float64Array && values.length === rowCount) {
      return { ...column, values }
    }
    throw new TabricateError(
      'MODEL_STATE_INVALID',
      `The saved values of column "${column.name}" are missing or of the wrong kind.`,
    )
  })
  return { rowCount, columns }
}

/** Whether there can be so many codes: each is on a row, but for those of a cell that is present or missing. */
function isCodeCount(cardinality: number, codes: Int32Array): boolean {
  return cardinality <= Math.max(2, codes.length) && codes.every((code) => code >= 0 && code < cardinality)
}
