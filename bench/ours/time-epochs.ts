import type { Model, Table } from '@tabricate/core'
import { median } from '../harness/summary.ts'

/** Milliseconds of one epoch, and of all that comes before the first one. */
export interface EpochTimes {
  readonly epochMs: number
  readonly encodeMs: number
}

/** Fits `model` (two epochs or more) and reads the clock at the end of each epoch; the first one warms up. */
export async function timeEpochs(
  model: Model,
  table: Table,
  { seed, threads }: { readonly seed: number; readonly threads: number },
): Promise<EpochTimes> {
  const ends = new Map<number, number>()
  const start = performance.now()
  const synthesizer = await model.fit(table, {
    seed,
    threads,
    onProgress: ({ epoch }) => {
      if (epoch > 0 && !ends.has(epoch)) ends.set(epoch, performance.now() - start)
    },
  })
  await synthesizer.dispose()
  const times = [...ends.values()]
  const epochMs = median(times.slice(1).map((end, i) => end - (times[i] ?? 0)))
  return { epochMs, encodeMs: (times[0] ?? 0) - epochMs }
}
