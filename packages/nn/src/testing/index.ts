export { type GanShape, type GanStep, ganStep } from './gan-step.ts'
export { type OperationCase, operationCases } from './operation-cases.ts'
export { testRuntime } from './test-runtime.ts'
