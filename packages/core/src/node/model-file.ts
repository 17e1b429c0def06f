import { decodeModel, decodeSnapshot, encodeModel, type Restorer } from '../artifact/model-file.ts'
import { isTabricateError, TabricateError } from '../errors.ts'
import type { RestoreArguments } from '../model/define-model.ts'
import type { Synthesizer, SynthesizerSnapshot } from '../model/model.ts'
import { readBytes } from './read-bytes.ts'
import { type WriteFileOptions, writeFileAtomically } from './write-file-atomically.ts'

/**
 * Saves a synthesizer as a `.tabricate` file: data only, nothing executable.
 * @throws TabricateError `FILE_EXISTS` unless `force`, `FILE_NOT_FOUND` when the folder does not exist, `ABORTED`
 */
export async function saveModel(
  synthesizer: Synthesizer,
  path: string,
  options: WriteFileOptions = {},
): Promise<void> {
  await writeFileAtomically(path, [await encodeModel(synthesizer)], options)
}

/**
 * The synthesizer in a `.tabricate` file, made again by the plugin among `models` that the file names.
 * @throws TabricateError `FILE_NOT_FOUND`, `MODEL_FILE_CORRUPT`, `MODEL_FILE_NEWER`, `MODEL_UNKNOWN`, `MODEL_STATE_INVALID`,
 * `CONSTRAINT_REQUIRED`
 */
export async function loadModel(
  path: string,
  models: readonly Restorer[],
  restoreArguments: RestoreArguments = {},
): Promise<Synthesizer> {
  return decodeFile(path, (bytes) => decodeModel(bytes, models, restoreArguments))
}

/**
 * What a `.tabricate` file says of its synthesizer, without making it again: see {@link decodeSnapshot}.
 * @throws TabricateError `FILE_NOT_FOUND`, `MODEL_FILE_CORRUPT`, `MODEL_FILE_NEWER`
 */
export async function loadSnapshot(path: string): Promise<SynthesizerSnapshot> {
  return decodeFile(path, decodeSnapshot)
}

/** Errors name the file. */
async function decodeFile<Result>(
  path: string,
  decode: (bytes: Uint8Array) => Promise<Result>,
): Promise<Result> {
  const bytes = await readBytes(path, 'model file')
  return decode(bytes).catch((cause: unknown) => {
    if (!isTabricateError(cause)) throw cause
    throw new TabricateError(cause.code, `"${path}": ${cause.message}`, { issues: cause.issues, cause })
  })
}
