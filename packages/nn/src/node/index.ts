/**
 * ONNX Runtime in Node.
 * @module @tabricate/nn/node
 */

export { type OnnxRuntimeOptions, onnxRuntime } from './onnx-runtime.ts'
