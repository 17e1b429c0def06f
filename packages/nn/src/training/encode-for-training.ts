import {
  type EncodedTable,
  encodeSpans,
  type FitContext,
  fitSpanEncoder,
  type PreparedTable,
  readSpanEncoder,
  type SpanEncoder,
  splitValidation,
  type ValidationSplit,
} from '@tabricate/core'
import type { FineTuningStart } from './checkpoint.ts'

/** What a network is trained on and judged by. */
export interface TrainingData extends ValidationSplit {
  readonly encoder: SpanEncoder
  /** The training rows. */
  readonly encoded: EncodedTable
}

/**
 * Holds rows out, and encodes the others.
 * @param start of a training on other rows, whose encodings go on; without it they are fitted to the training rows
 * @throws TabricateError `MODEL_STATE_INVALID` when the encodings of `start` are not those of such a table
 */
export async function encodeForTraining(
  prepared: PreparedTable,
  {
    options,
    rng,
    signal,
  }: Pick<FitContext<{ readonly validationFraction: number }>, 'options' | 'rng' | 'signal'>,
  start: FineTuningStart | undefined,
): Promise<TrainingData> {
  const split = splitValidation(prepared, options.validationFraction, rng.split('validation'))
  const encoder =
    start === undefined
      ? await fitSpanEncoder(split.training, { rng: rng.split('modes'), signal })
      : readSpanEncoder(start.encoding, prepared)
  return { ...split, encoder, encoded: encodeSpans(encoder, split.training, rng.split('encode')) }
}
