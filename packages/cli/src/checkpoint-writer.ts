import type { Checkpoint, Synthesizer } from '@tabricate/core'
import { saveCheckpoint } from '@tabricate/core/node'

/** A crash costs at most so much of a training. */
const checkpointIntervalMs = 30_000

/** Writes the training's state after the first epoch, and then whenever the last one written is old enough. */
export function checkpointWriter(path: string, clock: () => number) {
  let due = Number.NEGATIVE_INFINITY
  return async (_epoch: number, checkpoint: () => Checkpoint): Promise<void> => {
    if (clock() < due) return
    await saveCheckpoint(checkpoint(), path)
    due = clock() + checkpointIntervalMs
  }
}

/** Writes where a training ended: what a fine-tuning begins with. Nothing for models without a training. */
export async function saveLastCheckpoint(synthesizer: Synthesizer, path: string): Promise<void> {
  const checkpoint = synthesizer.checkpoint()
  if (checkpoint !== undefined) await saveCheckpoint(checkpoint, path)
}
