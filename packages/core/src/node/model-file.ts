import { decodeModel, encodeModel, type Restorer } from '../artifact/model-file.ts'
import { isTabricateError, TabricateError } from '../errors.ts'
import type { RestoreArguments } from '../model/define-model.ts'
import type { Synthesizer } from '../model/model.ts'
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
  const bytes = await readBytes(path, 'model file')
  return decodeModel(bytes, models, restoreArguments).catch((cause: unknown) => {
    if (!isTabricateError(cause)) throw cause
    throw new TabricateError(cause.code, `"${path}": ${cause.message}`, { issues: cause.issues, cause })
  })
}
