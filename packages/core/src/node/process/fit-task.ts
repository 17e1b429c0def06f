import { z } from 'zod'
import { encodeModel } from '../../artifact/model-file.ts'
import type { ConstraintRule } from '../../constraint/constraint.ts'
import type { ViolatingRows } from '../../constraint/obeying-rows.ts'
import type { PrepareOptions } from '../../encoding/prepare-table.ts'
import type { Checkpoint } from '../../model/model.ts'
import type { Json } from '../../model/state.ts'
import type { Table } from '../../table/table.ts'
import { loadPlugin } from './load-plugins.ts'
import type { TaskContext } from './serve-task.ts'

/** A fit as plain data. */
export interface FitTask {
  /** The module that exports the model. */
  readonly modelUrl: string
  readonly modelId: string
  readonly options: { readonly [name: string]: Json }
  readonly table: Table
  readonly seed?: number
  readonly threads?: number
  readonly encoding?: PrepareOptions
  readonly maxSeconds?: number
  readonly checkpoint?: Checkpoint
  readonly constraints?: readonly ConstraintRule[]
  readonly violatingRows?: ViolatingRows
}

/** What a fit tells on the way. */
export const fitMessageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('notice'), notice: z.string() }),
  z.object({
    kind: z.literal('progress'),
    progress: z.object({
      epoch: z.number(),
      epochs: z.number(),
      losses: z.record(z.string(), z.number().or(z.nan())),
      rowsPerSecond: z.number(),
      elapsedMs: z.number(),
      remainingMs: z.number().or(z.literal(Infinity)),
      quality: z.number().or(z.nan()).exactOptional(),
    }),
  }),
])

type FitMessage = z.infer<typeof fitMessageSchema>

/** Fits in this process; the answer is the content of a model file. */
export async function runFitTask(given: unknown, { signal, onProgress }: TaskContext): Promise<Uint8Array> {
  const { modelUrl, modelId, options, table, ...fitArguments } = readFitTask(given)
  const tell = (message: FitMessage) => onProgress(message)
  const plugin = await loadPlugin(modelUrl, modelId)
  const synthesizer = await plugin(options).fit(table, {
    ...fitArguments,
    signal,
    onNotice: (notice) => tell({ kind: 'notice', notice }),
    onProgress: (progress) => tell({ kind: 'progress', progress }),
  })
  try {
    return await encodeModel(synthesizer)
  } finally {
    await synthesizer.dispose()
  }
}

/** Only the parent sends tasks: of this copy of the package, and trusted. */
function readFitTask(given: unknown): FitTask {
  if (isFitTask(given)) return given
  throw new TypeError('This is no task of a fit.')
}

function isFitTask(given: unknown): given is FitTask {
  return typeof given === 'object' && given !== null && 'modelUrl' in given && 'table' in given
}
