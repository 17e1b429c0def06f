import { createOrtProgram } from '../ort/ort-program.ts'
import type { Ort } from '../ort/session.ts'
import type { Runtime } from '../runtime/runtime.ts'

/**
 * Runs steps with ONNX Runtime's WebAssembly build, in browsers and everywhere else where WebAssembly is.
 *
 * A run blocks its thread: in a page, train in a worker. The number of threads is a setting of the module, `ort.env.wasm.numThreads`,
 * for all of its users and before the first session; more than one needs a page that is cross-origin isolated. Likewise
 * `ort.env.wasm.wasmPaths` says where the module's `.wasm` file lies.
 *
 * @param ort the module `onnxruntime-web`, or `onnxruntime-web/wasm`, which leaves out what is for graphics cards
 */
export function onnxWebRuntime(ort: Ort): Runtime {
  return {
    id: 'onnx-web',
    compile: (step, options) => createOrtProgram(ort, step, { ...options, executionProvider: 'wasm' }),
  }
}
