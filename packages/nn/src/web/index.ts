export { onnxWebRuntime } from './onnx-web-runtime.ts'
