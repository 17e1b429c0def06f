import { TabricateError } from '@tabricate/core'
import { createOrtProgram } from '../ort/ort-program.ts'
import type { SessionOptions } from '../ort/session.ts'
import type { Runtime } from '../runtime/runtime.ts'

export type OnnxRuntimeOptions = Pick<SessionOptions, 'profilePrefix'>

/**
 * Runs steps with ONNX Runtime on the CPU, by the package `onnxruntime-node`, which the first `compile` loads.
 *
 * A run yields to the event loop once and then blocks the JavaScript thread until it is done.
 *
 * @throws RUNTIME_UNAVAILABLE on `compile`, when the package is not installed or has no binary for this platform
 */
export function onnxRuntime(options: OnnxRuntimeOptions = {}): Runtime {
  return {
    id: 'onnx',
    compile: async (step, compileOptions) =>
      createOrtProgram(await loadOrt(), step, { ...options, ...compileOptions, executionProvider: 'cpu' }),
  }
}

/** @throws RUNTIME_UNAVAILABLE */
async function loadOrt(): Promise<typeof import('onnxruntime-node')> {
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
