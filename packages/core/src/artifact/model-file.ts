import { z } from 'zod'
import { TabricateError } from '../errors.ts'
import type { RestoreArguments } from '../model/define-model.ts'
import type { Synthesizer, SynthesizerSnapshot } from '../model/model.ts'
import { toJson } from '../model/state.ts'
import { decodeContainer, encodeContainer } from './container.ts'
import { snapshotSchema } from './snapshot-schema.ts'

/** The part of a plugin that loading needs: plugins of any options in one list. */
export interface Restorer {
  readonly id: string
  restore(snapshot: SynthesizerSnapshot, restoreArguments?: RestoreArguments): Promise<Synthesizer>
}

/** A synthesizer as the bytes of a `.tabricate` file: data only, nothing executable, every part hashed. */
export async function encodeModel(synthesizer: Synthesizer): Promise<Uint8Array> {
  const { state, ...snapshot } = synthesizer.snapshot()
  const meta = toJson({ kind: 'synthesizer', snapshot, state: state.meta })
  return encodeContainer({ meta, tensors: state.tensors })
}

/**
 * What a `.tabricate` file says of its synthesizer, without making it again: whichever plugin it is of, whatever constraints of one's own it was fitted with.
 * @throws TabricateError `MODEL_FILE_CORRUPT`, `MODEL_FILE_NEWER`
 */
export async function decodeSnapshot(file: Uint8Array): Promise<SynthesizerSnapshot> {
  const { meta, tensors } = await decodeContainer(file)
  const content = z
    .strictObject({ kind: z.literal('synthesizer'), snapshot: snapshotSchema, state: z.json() })
    .safeParse(meta)
  if (!content.success) {
    throw new TabricateError('MODEL_FILE_CORRUPT', 'The file holds something other than a synthesizer.', {
      cause: content.error,
    })
  }
  const { snapshot, state } = content.data
  return { ...snapshot, state: { meta: state, tensors } }
}

/**
 * The synthesizer in a `.tabricate` file, made again by the plugin among `models` that it names.
 * @throws TabricateError `MODEL_FILE_CORRUPT`, `MODEL_FILE_NEWER`, `MODEL_UNKNOWN`, `MODEL_STATE_INVALID`, `CONSTRAINT_REQUIRED`
 */
export async function decodeModel(
  file: Uint8Array,
  models: readonly Restorer[],
  restoreArguments: RestoreArguments = {},
): Promise<Synthesizer> {
  const snapshot = await decodeSnapshot(file)
  const plugin = models.find((each) => each.id === snapshot.modelId)
  if (plugin === undefined) {
    throw new TabricateError(
      'MODEL_UNKNOWN',
      `The file holds a model "${snapshot.modelId}"; the models given are: ${models.map((each) => each.id).join(', ')}.`,
    )
  }
  return plugin.restore(snapshot, restoreArguments)
}
