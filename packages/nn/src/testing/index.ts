/**
 * The suite that a runtime must pass, and comparisons of trainings on several.
 * @module @tabricate/nn/testing
 */

export { type GanShape, type GanStep, ganStep } from './gan-step.ts'
export { type OperationCase, operationCases } from './operation-cases.ts'
export {
  type ExportedCell,
  type ExportedRows,
  type ExportNoise,
  runExported,
  shareOfDifferentCells,
  tableCells,
} from './run-exported.ts'
export { testRuntime } from './test-runtime.ts'
export {
  parityLossTolerance,
  parityWeightTolerance,
  type TrainingParity,
  testTrainingParity,
  trainingParity,
} from './training-parity.ts'
