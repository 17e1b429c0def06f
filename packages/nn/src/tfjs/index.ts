export type { TensorFlow } from './kernels.ts'
export { tfjsRuntime } from './tfjs-runtime.ts'
