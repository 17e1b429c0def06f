import type { Values } from '../runtime/runtime.ts'

/** One epoch of a training. */
export interface CurvePoint {
  /** From 1. */
  readonly epoch: number
  /** Those of its last step. */
  readonly losses: { readonly [name: string]: number }
  /** What the probe said, in epochs that were probed. */
  readonly quality?: number
}

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

/** Probes of a training of so many epochs: often enough to stop in time, rarely enough to cost little. */
const probesATraining = 20

export function probeInterval(epochs: number): number {
  return Math.max(1, Math.ceil(epochs / probesATraining))
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
