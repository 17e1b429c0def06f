/**
 * TensorFlow.js on any of its backends.
 * @module @tabricate/nn/tfjs
 */

export type { TensorFlow } from './kernels.ts'
export { tfjsRuntime } from './tfjs-runtime.ts'
