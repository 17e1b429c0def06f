import { TabricateError } from '@tabricate/core'
import type { Runtime } from '../runtime/runtime.ts'

/**
 * What bundles for browsers get in place of ONNX Runtime for Node (export condition `browser`).
 *
 * @throws RUNTIME_UNAVAILABLE on `compile`
 */
export function onnxRuntime(): Runtime {
  return {
    id: 'onnx',
    compile: () =>
      Promise.reject(
        new TabricateError(
          'RUNTIME_UNAVAILABLE',
          'ONNX Runtime for Node does not run in a browser. Hand in a runtime that does, e.g. ' +
            'fit(table, { runtime: onnxWebRuntime(ort) }) with onnxWebRuntime of @tabricate/nn/web.',
        ),
      ),
  }
}
