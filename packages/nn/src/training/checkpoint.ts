import { type ModelState, type Rng, restoreRng, TabricateError, type Tensor, toJson } from '@tabricate/core'
import { z } from 'zod'
import type { Values } from '../runtime/runtime.ts'
import type { TrainingState } from './train-epochs.ts'

const word = z.number()
const checkpointMeta = z.strictObject({
  kind: z.string(),
  epoch: z.int().min(0),
  rng: z.strictObject({
    path: z.array(z.union([z.string(), z.number()])),
    words: z.tuple([word, word, word, word]),
  }),
})

/** A training state as plain data. @param kind the model's id: no model goes on from another's */
export function writeCheckpoint(kind: string, { epoch, rng, values }: TrainingState): ModelState {
  return { meta: toJson({ kind, epoch, rng }), tensors: values }
}

/** Reads {@link writeCheckpoint}'s data. @throws TabricateError `MODEL_STATE_INVALID` */
export function readCheckpoint(
  kind: string,
  checkpoint: ModelState,
): { readonly epoch: number; readonly rng: Rng; readonly values: Values } {
  const meta = checkpointMeta.safeParse(checkpoint.meta)
  if (!meta.success || meta.data.kind !== kind) {
    throw new TabricateError('MODEL_STATE_INVALID', `The checkpoint is not one of the model "${kind}".`, {
      cause: meta.error,
    })
  }
  const { epoch, rng } = meta.data
  return { epoch, rng: restoreRng(rng), values: floatTensors(checkpoint.tensors) }
}

/** All tensors, which must be float32. @throws TabricateError `MODEL_STATE_INVALID` */
export function floatTensors(tensors: { readonly [name: string]: Tensor }): Values {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => {
      if (tensor instanceof Float32Array) return [name, tensor]
      throw new TabricateError('MODEL_STATE_INVALID', `The tensor "${name}" is not float32.`)
    }),
  )
}
