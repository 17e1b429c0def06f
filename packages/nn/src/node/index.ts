export { type OnnxRuntimeOptions, onnxRuntime } from './onnx-runtime.ts'
