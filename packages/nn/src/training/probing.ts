import type { CurvePoint, PreparedTable, QualityProbe } from '@tabricate/core'
import type { Values } from '../runtime/runtime.ts'

/** How weights are judged while they are trained, and what follows from it. */
export interface Probing {
  /** Epochs from one probe to the next; the last epoch is probed too. */
  readonly everyEpochs: number
  /** Higher is better. Must not disturb the training: it draws from generators of its own. */
  readonly score: (weights: Values) => Promise<number>
  /** The weights that the training leaves: those of the best probe, or the last. */
  readonly keep: 'best' | 'last'
  /** So many probes in a row that are no better than the best before them end the training; 0 = never. */
  readonly patience: number
}

/** The weights of the best probe so far. */
export interface Best {
  readonly epoch: number
  readonly quality: number
  readonly weights: Values
}

/** Probes in a training: often enough to stop in time, rarely enough to cost little. */
const probesATraining = 20

/** What a model option by option asks for. */
export interface ProbingOptions {
  readonly epochs: number
  readonly keep: 'best' | 'last'
  readonly patience: number
}

/**
 * Probing of rows that are drawn with the weights to be judged; none without a probe.
 * @param draw must give the same rows for the same weights
 */
export function probingOf(
  probe: QualityProbe | undefined,
  { epochs, keep, patience }: ProbingOptions,
  draw: (weights: Values, rowCount: number) => Promise<PreparedTable>,
): Probing | undefined {
  if (probe === undefined) return undefined
  return {
    everyEpochs: Math.max(1, Math.ceil(epochs / probesATraining)),
    score: async (weights) => probe.score(await draw(weights, probe.rowCount)),
    keep,
    patience,
  }
}

/** Probes that a training of so many epochs has, where it has a probe. */
export function probeCount(epochs: number): number {
  return Math.ceil(epochs / Math.max(1, Math.ceil(epochs / probesATraining)))
}

/** Whether patience is at its end. Depends on the curve alone, so that a resumed training ends where the other would have. */
export function isExhausted(curve: readonly CurvePoint[], probing: Probing | undefined): boolean {
  if (probing === undefined || probing.patience === 0) return false
  let best = Number.NEGATIVE_INFINITY
  let fruitless = 0
  for (const { quality } of curve) {
    if (quality === undefined) continue
    fruitless = quality > best ? 0 : fruitless + 1
    best = Math.max(best, quality)
  }
  return fruitless >= probing.patience
}
