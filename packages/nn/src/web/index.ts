/**
 * ONNX Runtime in browsers, by WebAssembly.
 * @module @tabricate/nn/web
 */

export { onnxWebRuntime } from './onnx-web-runtime.ts'
