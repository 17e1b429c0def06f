import { evaluateQuality, mlEfficacy, type Synthesizer, type Table, TabricateError } from '@tabricate/core'
import type { Direction } from '../study/metric.ts'

/** What a metric judges. */
export interface JudgeArguments {
  /** Rows the model learned. */
  readonly train: Table
  /** Real rows it has not seen. */
  readonly validation: Table
  /** As many synthetic rows as `validation` has. */
  readonly synthetic: Table
  readonly synthesizer: Synthesizer
  readonly seed: number
  readonly signal: AbortSignal
}

/** What trials are judged by. */
export interface TuneMetric {
  readonly name: string
  readonly direction: Direction
  readonly weight?: number
  /** Throws, or gives NaN, when the value cannot be computed: the trial has then failed. */
  judge(judgeArguments: JudgeArguments): Promise<number> | number
}

/** The quality score against real rows that the model has not seen, in [0, 1]: column shapes and pair trends. */
export function qualityMetric(): TuneMetric {
  return {
    name: 'quality',
    direction: 'maximize',
    judge: ({ validation, synthetic }) =>
      defined('The quality score', evaluateQuality({ real: validation, synthetic }).score),
  }
}

/** How well models trained on synthetic rows predict `target` in real rows the model has not seen. */
export function efficacyMetric(target: string): TuneMetric {
  return {
    name: 'efficacy',
    direction: 'maximize',
    async judge({ train, validation, synthetic, seed, signal }) {
      const { score } = await mlEfficacy({
        real: train,
        synthetic,
        holdout: validation,
        target,
        seed,
        signal,
      })
      return defined('The usefulness', score)
    },
  }
}

function defined(
  what: string,
  { value, reason }: { readonly value: number | null; readonly reason?: string | null },
): number {
  if (value !== null) return value
  throw new TabricateError('INVALID_TABLE', `${what} cannot be computed: ${reason ?? 'no reason was given'}`)
}
