import { input, mul, type Runtime } from '@tabricate/nn'
import { onnxWebRuntime } from '@tabricate/nn/web'
import * as ort from 'onnxruntime-web/wasm'

// One thread needs no special headers of the server; the .wasm file lies beside this one.
ort.env.wasm.numThreads = 1
ort.env.wasm.wasmPaths = new URL('./', import.meta.url).href

/** Has ONNX Runtime load its .wasm file, which it does for its first session. */
export async function warmUp(): Promise<void> {
  const x = input('x', [1])
  const program = await onnxWebRuntime(ort).compile({ state: {}, outputs: { y: mul(x, 2) } }, { threads: 1 })
  await program.dispose()
}

/**
 * `webgpu`: TensorFlow.js on the graphics card; its code is loaded when it is first asked for. Anything else: ONNX Runtime's WebAssembly build.
 */
export async function openRuntime(engine: string): Promise<Runtime> {
  if (engine !== 'webgpu') return onnxWebRuntime(ort)
  const [tf, { tfjsRuntime }] = await Promise.all([
    import('@tensorflow/tfjs-core'),
    import('@tabricate/nn/tfjs'),
    import('@tensorflow/tfjs-backend-webgpu'),
  ])
  if (!(await tf.setBackend('webgpu'))) throw new Error('This browser gives TensorFlow.js no graphics card.')
  return tfjsRuntime(tf)
}
