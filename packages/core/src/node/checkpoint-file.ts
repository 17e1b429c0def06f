import { decodeCheckpoint, encodeCheckpoint } from '../artifact/checkpoint-file.ts'
import type { Checkpoint } from '../model/model.ts'
import { readBytes } from './read-bytes.ts'
import { writeFileAtomically } from './write-file-atomically.ts'

/**
 * Writes a training's state to a file, in place of an older one: at no time is there half a file.
 * @throws TabricateError `FILE_NOT_FOUND` when the folder does not exist
 */
export async function saveCheckpoint(checkpoint: Checkpoint, path: string): Promise<void> {
  await writeFileAtomically(path, [await encodeCheckpoint(checkpoint)], { force: true })
}

/**
 * The training's state in a file that {@link saveCheckpoint} wrote, for `fit({ checkpoint })`.
 * @throws TabricateError `FILE_NOT_FOUND`, `MODEL_FILE_CORRUPT`, `MODEL_FILE_NEWER`
 */
export async function loadCheckpoint(path: string): Promise<Checkpoint> {
  return decodeCheckpoint(await readBytes(path, 'checkpoint'))
}
