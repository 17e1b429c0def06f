import { TabricateError } from '@tabricate/core'
import type { InferenceSession, Tensor } from 'onnxruntime-common'
import type { Node } from '../graph/node.ts'
import { invalidGraph } from '../graph/shape.ts'
import { toOnnx } from '../onnx/to-onnx.ts'
import type { CompileOptions, Program, Runtime, Step, Values } from '../runtime/runtime.ts'
import { checkFeeds, checkState, stepSignature } from '../runtime/step-signature.ts'

type Ort = typeof import('onnxruntime-node')

export interface OnnxRuntimeOptions {
  /** Write ONNX Runtime's own timing of every node to `<profilePrefix>_<time>.json` when the program is disposed. */
  readonly profilePrefix?: string
}

/**
 * Runs steps with ONNX Runtime on the CPU, by the package `onnxruntime-node`, which the first `compile` loads.
 *
 * A run yields to the event loop once and then blocks the JavaScript thread until it is done.
 *
 * @throws RUNTIME_UNAVAILABLE on `compile`, when the package is not installed or has no binary for this platform
 */
export function onnxRuntime(options: OnnxRuntimeOptions = {}): Runtime {
  return { id: 'onnx', compile: (step, compileOptions) => compile(step, compileOptions, options) }
}

async function compile(
  step: Step,
  { threads }: CompileOptions,
  options: OnnxRuntimeOptions,
): Promise<Program> {
  const signature = stepSignature(step)
  const ort = await loadOrt()
  // Values that a run changes come back as outputs, under names that no other output has.
  const changing = signature.state
    .filter(({ value, next }) => value !== next)
    .map((entry) => ({ ...entry, output: `next ${entry.name}` }))
  const outputs = {
    ...step.outputs,
    ...Object.fromEntries(changing.map(({ output, next }) => [output, next])),
  }
  const session = await ort.InferenceSession.create(toOnnx(outputs), sessionOptions(threads, options))

  // Some state may be kept but not computed with; the session knows only what it reads.
  const read = new Set(session.inputNames)
  const tensor = (data: Float32Array | Int32Array, { shape, dtype }: Node): Tensor =>
    data instanceof Int32Array ? new ort.Tensor('int32', data, shape) : new ort.Tensor(dtype, data, shape)
  const state = new Map(
    signature.state.map(({ name, value, size }) => [name, tensor(new Float32Array(size), value)]),
  )

  return {
    async run(feeds) {
      checkFeeds(signature, feeds)
      const inputs: Record<string, Tensor> = {}
      for (const { name, inputName } of signature.state) {
        const value = state.get(name)
        if (value !== undefined && read.has(inputName)) inputs[inputName] = value
      }
      for (const { name, node } of signature.feeds) {
        const data = feeds[name]
        if (data !== undefined) inputs[name] = tensor(data, node)
      }
      const results = await session.run(inputs)
      for (const { name, output } of changing) state.set(name, resultOf(results, output))
      return Object.fromEntries(
        Object.keys(step.outputs).map((name) => [name, floatsOf(resultOf(results, name))]),
      )
    },
    readState: () => Object.fromEntries([...state].map(([name, value]) => [name, floatsOf(value).slice()])),
    writeState(values: Values) {
      checkState(signature, values)
      for (const { name, value } of signature.state) {
        const given = values[name]
        if (given !== undefined) state.set(name, tensor(given.slice(), value))
      }
    },
    async dispose() {
      if (options.profilePrefix !== undefined) session.endProfiling()
      await session.release()
    },
  }
}

function sessionOptions(
  threads: number,
  { profilePrefix }: OnnxRuntimeOptions,
): InferenceSession.SessionOptions {
  if (!Number.isInteger(threads) || threads < 1)
    throw invalidGraph(`threads: ${threads} is not a whole number from 1 up`)
  return {
    executionProviders: ['cpu'],
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // Moments of weights whose gradient is 0 decay into denormal numbers, which a CPU computes with at a hundredth of its speed.
    extra: { session: { set_denormal_as_zero: '1' } },
    ...(profilePrefix === undefined ? {} : { enableProfiling: true, profileFilePrefix: profilePrefix }),
  }
}

async function loadOrt(): Promise<Ort> {
  try {
    return await import('onnxruntime-node')
  } catch (cause) {
    const platform = `${process.platform} ${process.arch}, Node ${process.version}`
    throw new TabricateError(
      'RUNTIME_UNAVAILABLE',
      `The package 'onnxruntime-node' could not be loaded on ${platform}. Install it beside this one (its CPU binaries cover Linux and ` +
        'Windows on x64 and arm64 and macOS on arm64), or pass another runtime.',
      { cause },
    )
  }
}

function resultOf(results: { readonly [name: string]: Tensor }, name: string): Tensor {
  const result = results[name]
  if (result === undefined)
    throw new TabricateError('DEFECT', `ONNX Runtime returned no value for '${name}'.`)
  return result
}

function floatsOf({ data }: Tensor): Float32Array {
  if (data instanceof Float32Array) return data
  throw new TabricateError('DEFECT', 'ONNX Runtime returned a value that is not float32.')
}
