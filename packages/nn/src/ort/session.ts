import { nextTurn, TabricateError } from '@tabricate/core'
import type { InferenceSession, Tensor } from 'onnxruntime-common'
import type { Node } from '../graph/node.ts'
import { invalidGraph } from '../graph/shape.ts'
import { toOnnx } from '../onnx/to-onnx.ts'

/** What `onnxruntime-node` and `onnxruntime-web` have in common. */
export type Ort = typeof import('onnxruntime-common')

export interface SessionOptions {
  readonly threads: number
  /** Where the session runs: `cpu` of `onnxruntime-node`, `wasm` of `onnxruntime-web`. */
  readonly executionProvider: 'cpu' | 'wasm'
  /** Write ONNX Runtime's own timing of every node to `<profilePrefix>_<time>.json` when the session is released. */
  readonly profilePrefix?: string
  readonly signal?: AbortSignal | undefined
}

/** Compiles the graph of `outputs`. @throws TabricateError `ABORTED` */
export async function createSession(
  ort: Ort,
  outputs: { readonly [name: string]: Node },
  { threads, executionProvider, profilePrefix, signal }: SessionOptions,
): Promise<InferenceSession> {
  if (!Number.isInteger(threads) || threads < 1) {
    throw invalidGraph(`threads: ${threads} is not a whole number from 1 up`)
  }
  const model = toOnnx(outputs)
  await nextTurn(signal)
  return ort.InferenceSession.create(model, {
    executionProviders: [executionProvider],
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    extra: {
      session: {
        // Moments of weights whose gradient is 0 decay into denormal numbers, which some CPUs compute a hundred times slower.
        set_denormal_as_zero: '1',
        // Threads that wait actively for the next operation take the cores from other processes and from each other: on a busy
        // machine two such threads are slower than one.
        intra_op: { allow_spinning: '0' },
      },
      // Would undo the writer's own transpositions, see `emitGemm`.
      optimization: { disable_specified_optimizers: 'GemmTransposeFusion' },
    },
    ...(profilePrefix === undefined ? {} : { enableProfiling: true, profileFilePrefix: profilePrefix }),
  })
}

/** A tensor over `data`, which is not copied. */
export function tensorOf(ort: Ort, data: Float32Array | Int32Array, { shape }: Node): Tensor {
  return data instanceof Int32Array
    ? new ort.Tensor('int32', data, shape)
    : new ort.Tensor('float32', data, shape)
}

/** The numbers of a result by its name. */
export function floatsOf(results: { readonly [name: string]: Tensor }, name: string): Float32Array {
  const data = results[name]?.data
  if (data instanceof Float32Array) return data
  throw new TabricateError('DEFECT', `ONNX Runtime returned no float32 value for '${name}'.`)
}

/** The text of a result by its name. */
export function textOf(results: { readonly [name: string]: Tensor }, name: string): string {
  const data = results[name]?.data
  const [text] = Array.isArray(data) ? data : []
  if (typeof text === 'string') return text
  throw new TabricateError('DEFECT', `ONNX Runtime returned no text for '${name}'.`)
}
