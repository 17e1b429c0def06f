import { z } from 'zod'
import { TabricateError } from '../errors.ts'
import type { Checkpoint } from '../model/model.ts'
import { toJson } from '../model/state.ts'
import { decodeContainer, encodeContainer } from './container.ts'
import { planSchema, savedConstraintsSchema, transformationSchema } from './snapshot-schema.ts'

const originSchema = z.strictObject({
  modelId: z.string(),
  modelVersion: z.int().min(1),
  options: z.json(),
  seed: z.number(),
  rowCount: z.int().min(1),
  columns: z.array(z.string()),
  constraints: savedConstraintsSchema.exactOptional(),
  fineTunings: z.int().min(1).exactOptional(),
  encoding: z
    .strictObject({ plan: planSchema, transformation: transformationSchema.exactOptional() })
    .exactOptional(),
})

/** A training's state as the bytes of a file, in the container of model files: data only, every part hashed. */
export async function encodeCheckpoint({ state, ...origin }: Checkpoint): Promise<Uint8Array> {
  const meta = toJson({ kind: 'checkpoint', origin, state: state.meta })
  return encodeContainer({ meta, tensors: state.tensors })
}

/**
 * Reads what {@link encodeCheckpoint} wrote.
 * @throws TabricateError `MODEL_FILE_CORRUPT`, also for a model file, which holds too little to go on from; `MODEL_FILE_NEWER`
 */
export async function decodeCheckpoint(file: Uint8Array): Promise<Checkpoint> {
  const { meta, tensors } = await decodeContainer(file)
  const content = z
    .strictObject({ kind: z.literal('checkpoint'), origin: originSchema, state: z.json() })
    .safeParse(meta)
  if (!content.success) {
    throw new TabricateError(
      'MODEL_FILE_CORRUPT',
      'The file holds something other than a checkpoint. A model file cannot be trained on: give the file that `onCheckpoint` or --checkpoint wrote.',
      { cause: content.error },
    )
  }
  const { origin, state } = content.data
  return { ...origin, state: { meta: state, tensors } }
}
