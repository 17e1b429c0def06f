import type { FitProgress, ReportOrigin } from '@tabricate/core'

/** Collects what a fit reports, for a report's curves. */
export interface TrainingHistory {
  readonly add: (progress: FitProgress) => void
  /** Nothing where no epoch was reported. */
  readonly curves: () => NonNullable<ReportOrigin['training']> | undefined
}

/** Keeps the last losses of every epoch, and how held-out rows judged it where they did. */
export function createTrainingHistory(): TrainingHistory {
  const byEpoch = new Map<number, FitProgress['losses']>()
  return {
    add: ({ epoch, losses, quality }) => {
      if (epoch > 0) byEpoch.set(epoch, { ...losses, ...(quality !== undefined && { quality }) })
    },
    curves: () => {
      const epochs = [...byEpoch.keys()].sort((a, b) => a - b)
      const names = [...new Set([...byEpoch.values()].flatMap(Object.keys))]
      if (epochs.length === 0 || names.length === 0) return undefined
      const lossOf = (epoch: number, name: string) => {
        const value = byEpoch.get(epoch)?.[name] ?? Number.NaN
        return Number.isFinite(value) ? value : null
      }
      return {
        epochs,
        curves: names.map((name) => ({ name, values: epochs.map((epoch) => lossOf(epoch, name)) })),
      }
    },
  }
}
