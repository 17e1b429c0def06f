import { nextTurn, TabricateError } from '@tabricate/core'
import type { Tensor } from '@tensorflow/tfjs-core'
import type { Node } from '../graph/node.ts'
import type { CompileOptions, Feeds, Program, Runtime, Step, Values } from '../runtime/runtime.ts'
import { checkFeeds, checkState, stepSignature } from '../runtime/step-signature.ts'
import type { TensorFlow } from './kernels.ts'
import { planTensors } from './tensor-plan.ts'

/**
 * Runs steps with TensorFlow.js, operation by operation, on the backend that `tf` uses: `cpu`, `wasm`, `webgl`, `webgpu`, or the native
 * ones of `@tensorflow/tfjs-node` and `@tensorflow/tfjs-node-gpu`.
 *
 * The gradients are the graph's own: a backend needs the forward operations only. The state stays in the backend's memory between
 * steps. `threads` is not used: how many threads a backend takes is set with `tf`, for all of its users.
 *
 * @param tf the module `@tensorflow/tfjs-core` with a backend registered, or `@tensorflow/tfjs`, or `@tensorflow/tfjs-node`
 * @throws RUNTIME_UNAVAILABLE on `compile`, when no backend can be initialised
 */
export function tfjsRuntime(tf: TensorFlow): Runtime {
  return { id: 'tfjs', compile: (step, options) => compile(tf, step, options) }
}

async function compile(tf: TensorFlow, step: Step, { signal }: CompileOptions): Promise<Program> {
  await requireBackend(tf)
  await nextTurn(signal)
  const signature = stepSignature(step)
  const changing = signature.state.filter(({ value, next }) => value !== next)
  const outputNames = Object.keys(step.outputs)
  const plan = planTensors(tf, [...Object.values(step.outputs), ...changing.map(({ next }) => next)])
  const tensorOf = (values: Float32Array | Int32Array, { shape, dtype }: Node): Tensor =>
    // Copies: the cpu backend keeps the array that it is given.
    tf.tensor(dtype === 'int32' ? Int32Array.from(values) : Float32Array.from(values), [...shape], dtype)
  const state = new Map(
    signature.state.map(({ name, value, size }) => [name, tensorOf(new Float32Array(size), value)]),
  )
  const setState = (name: string, tensor: Tensor): void => {
    state.get(name)?.dispose()
    state.set(name, tensor)
  }

  function evaluate(feeds: Feeds): Tensor[] {
    const inputs = new Map<Node, Tensor>()
    for (const { name, value } of signature.state) {
      const tensor = state.get(name)
      if (tensor !== undefined) inputs.set(value, tensor)
    }
    return tf.tidy(() => {
      for (const { name, node } of signature.feeds) {
        const data = feeds[name]
        if (data !== undefined) inputs.set(node, tensorOf(data, node))
      }
      return plan.evaluate(inputs)
    })
  }

  async function run(feeds: Feeds): Promise<Values> {
    checkFeeds(signature, feeds)
    const tensors = evaluate(feeds)
    const outputs = tensors.slice(0, outputNames.length)
    try {
      const values = await Promise.all(outputs.map(readFloats))
      changing.forEach(({ name }, index) => {
        const next = tensors[outputNames.length + index]
        if (next !== undefined) setState(name, next.clone())
      })
      return Object.fromEntries(outputNames.map((name, i) => [name, values[i] ?? new Float32Array(0)]))
    } finally {
      for (const tensor of tensors) tensor.dispose()
    }
  }

  return {
    run,
    async runMany(steps) {
      for (const feeds of steps) checkFeeds(signature, feeds)
      const outputs: Values[] = []
      for (const feeds of steps) outputs.push(await run(feeds))
      return outputs
    },
    readState: () =>
      Object.fromEntries([...state].map(([name, tensor]) => [name, Float32Array.from(tensor.dataSync())])),
    writeState(values) {
      checkState(signature, values)
      for (const { name, value } of signature.state) {
        const given = values[name]
        if (given !== undefined) setState(name, tensorOf(given, value))
      }
    },
    async dispose() {
      for (const tensor of state.values()) tensor.dispose()
      state.clear()
      plan.dispose()
    },
  }
}

async function requireBackend(tf: TensorFlow): Promise<void> {
  try {
    await tf.ready()
  } catch (cause) {
    throw new TabricateError(
      'RUNTIME_UNAVAILABLE',
      'TensorFlow.js has no backend that works here. Import one, e.g. @tensorflow/tfjs-backend-wasm, or hand in @tensorflow/tfjs, ' +
        'which brings cpu and webgl.',
      { cause },
    )
  }
}

async function readFloats(tensor: Tensor): Promise<Float32Array> {
  return Float32Array.from(await tensor.data())
}
