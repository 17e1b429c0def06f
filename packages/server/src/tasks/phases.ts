import type { FitProgress, Json } from '@tabricate/core'

type Phase = 'preparing' | 'training' | 'sampling' | 'reporting' | 'saving'

/** What a generation says of itself, in the names of the contract. */
export interface Phases {
  enter(phase: Phase): void
  training(progress: FitProgress): void
  sampled(rows: number): void
}

export function createPhases(onProgress: (progress: Json) => void): Phases {
  const start = performance.now()
  let phase: Phase = 'preparing'
  let last: { readonly [name: string]: Json } = {
    epoch: null,
    epochs: null,
    losses: {},
    quality: null,
    rows_per_second: null,
    remaining_seconds: null,
    rows_sampled: null,
  }
  const tell = (change: { readonly [name: string]: Json }) => {
    last = { ...last, ...change }
    onProgress({ ...last, phase, elapsed_seconds: (performance.now() - start) / 1000 })
  }
  return {
    enter(next) {
      phase = next
      tell({})
    },
    training: ({ epoch, epochs, losses, quality, rowsPerSecond, remainingMs }) =>
      tell({
        epoch,
        epochs,
        losses: finite(losses),
        ...(quality !== undefined && Number.isFinite(quality) && { quality }),
        rows_per_second: rowsPerSecond,
        remaining_seconds: remainingMs / 1000,
      }),
    sampled: (rows) => tell({ rows_sampled: rows, remaining_seconds: null }),
  }
}

/** JSON has no infinity. */
function finite(losses: { readonly [name: string]: number }): { readonly [name: string]: number } {
  return Object.fromEntries(Object.entries(losses).filter(([, loss]) => Number.isFinite(loss)))
}
