import { type ModelState, type SpanEncoder, spanEncoderSchema, TabricateError, toJson } from '@tabricate/core'
import { floatTensors, type Values } from '@tabricate/nn'
import { z } from 'zod'
import type { ConditionCounts } from './condition-sampler.ts'

/** What sampling needs of a trained CTGAN. */
export interface SavedCtgan {
  readonly encoder: SpanEncoder
  readonly conditions: ConditionCounts
  /** The generator's weights and batch norm statistics by name. */
  readonly weights: Values
}

const savedMeta = z.strictObject({
  encoder: spanEncoderSchema,
  conditionColumns: z.array(
    z.strictObject({ column: z.int().min(0), start: z.int().min(0), cardinality: z.int().min(2) }),
  ),
  conditionWidth: z.int().min(0),
})

const countsName = 'condition-counts'

export function writeState({ encoder, conditions, weights }: SavedCtgan): ModelState {
  return {
    meta: toJson({ encoder, conditionColumns: conditions.columns, conditionWidth: conditions.width }),
    tensors: { ...weights, [countsName]: conditions.counts },
  }
}

/** @throws TabricateError `MODEL_STATE_INVALID` */
export function readState(state: ModelState): SavedCtgan {
  const meta = savedMeta.safeParse(state.meta)
  const { [countsName]: counts, ...weights } = state.tensors
  if (!meta.success || !(counts instanceof Float64Array) || counts.length !== meta.data.conditionWidth) {
    throw new TabricateError('MODEL_STATE_INVALID', 'The state is not that of a CTGAN.', {
      cause: meta.error,
    })
  }
  const { encoder, conditionColumns, conditionWidth } = meta.data
  if (!areConditionsOf(encoder, conditionColumns, conditionWidth))
    throw new TabricateError(
      'MODEL_STATE_INVALID',
      'The conditions of the CTGAN are not those of its columns.',
    )
  return {
    encoder,
    conditions: { columns: conditionColumns, width: conditionWidth, counts },
    weights: floatTensors(weights),
  }
}

/** Whether the columns with conditions are discrete ones of the table, side by side in the condition vector. */
function areConditionsOf(
  encoder: SpanEncoder,
  columns: readonly { readonly column: number; readonly start: number; readonly cardinality: number }[],
  width: number,
): boolean {
  let end = 0
  for (const { column, start, cardinality } of columns) {
    const encoded = encoder.columns[column]
    if (encoded?.kind !== 'discrete' || encoded.cardinality !== cardinality || start !== end) return false
    end += cardinality
  }
  return end === width
}
