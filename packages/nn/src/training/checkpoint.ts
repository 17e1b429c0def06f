import {
  type Json,
  type ModelState,
  type Rng,
  restoreRng,
  TabricateError,
  type Tensor,
  toJson,
} from '@tabricate/core'
import { z } from 'zod'
import type { Values } from '../runtime/runtime.ts'
import type { Resumption, TrainingState } from './train-epochs.ts'

const word = z.number()
const checkpointMeta = z.strictObject({
  kind: z.string(),
  epoch: z.int().min(0),
  rng: z.strictObject({
    path: z.array(z.union([z.string(), z.number()])),
    words: z.tuple([word, word, word, word]),
  }),
  curve: z.array(
    z.strictObject({
      epoch: z.int().min(1),
      losses: z.record(z.string(), z.number()),
      quality: z.number().exactOptional(),
    }),
  ),
  best: z.strictObject({ epoch: z.int().min(1), quality: z.number() }).nullable(),
  encoding: z.json().exactOptional(),
})

/** Tensors of the state and of the best weights go into one file: what tells them apart. */
const prefixes = { state: 'state/', best: 'best/' } as const

/**
 * A training state as plain data.
 * @param kind the model's id: no model goes on from another's
 * @param encoding how its rows are encoded, so that others can be ({@link fineTuningStart})
 */
export function writeCheckpoint(
  kind: string,
  { epoch, rng, values, curve, best }: TrainingState,
  encoding: Json,
): ModelState {
  const bestOf = best === undefined ? null : { epoch: best.epoch, quality: best.quality }
  return {
    meta: toJson({ kind, epoch, rng, curve, best: bestOf, encoding }),
    tensors: { ...prefixed(prefixes.state, values), ...prefixed(prefixes.best, best?.weights ?? {}) },
  }
}

/** Reads {@link writeCheckpoint}'s data. @throws TabricateError `MODEL_STATE_INVALID` */
export function readCheckpoint(kind: string, checkpoint: ModelState): Resumption {
  const meta = checkpointMeta.safeParse(checkpoint.meta)
  if (!meta.success || meta.data.kind !== kind) {
    throw new TabricateError('MODEL_STATE_INVALID', `The checkpoint is not one of the model "${kind}".`, {
      cause: meta.error,
    })
  }
  const { epoch, rng, curve, best } = meta.data
  const tensors = floatTensors(checkpoint.tensors)
  return {
    epoch,
    rng: restoreRng(rng),
    values: unprefixed(prefixes.state, tensors),
    curve,
    best: best === null ? undefined : { ...best, weights: unprefixed(prefixes.best, tensors) },
  }
}

/** What a training on other rows begins with. */
export interface FineTuningStart {
  /** As it was given to {@link writeCheckpoint}. */
  readonly encoding: Json
  readonly resume: Resumption
}

/**
 * The first state of a training that goes on from a checkpoint with other rows: all its values, optimisers' included, and nothing of its past.
 * @param rng draws what the training feeds
 * @throws TabricateError `MODEL_STATE_INVALID`, also for checkpoints of early versions, which do not hold how rows are encoded
 */
export function fineTuningStart(kind: string, checkpoint: ModelState | undefined, rng: Rng): FineTuningStart {
  if (checkpoint === undefined) throw new TabricateError('DEFECT', 'A fine-tuning has no checkpoint.')
  const { values } = readCheckpoint(kind, checkpoint)
  const { encoding } = checkpointMeta.parse(checkpoint.meta)
  if (encoding === undefined) {
    throw new TabricateError(
      'MODEL_STATE_INVALID',
      `The checkpoint of the model "${kind}" does not hold how its rows were encoded: it was written by an earlier version.`,
    )
  }
  return { encoding, resume: { epoch: 0, rng, values, curve: [], best: undefined } }
}

function prefixed(prefix: string, values: Values): Values {
  return Object.fromEntries(Object.entries(values).map(([name, tensor]) => [prefix + name, tensor]))
}

function unprefixed(prefix: string, tensors: Values): Values {
  return Object.fromEntries(
    Object.entries(tensors).flatMap(([name, tensor]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), tensor]] : [],
    ),
  )
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
