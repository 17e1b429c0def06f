/**
 * A symbolic graph with gradients of second order, layers, optimisers, and the seam that runtimes fill.
 * @module @tabricate/nn
 */

export { grad } from './autodiff/grad.ts'
export {
  broadcastTo,
  concat,
  gather,
  oneHot,
  pad,
  reshape,
  slice,
  transpose,
} from './graph/arrange.ts'
export {
  abs,
  add,
  div,
  exp,
  greater,
  leakyRelu,
  leakyReluSlope,
  log,
  maximum,
  mul,
  neg,
  relu,
  select,
  sigmoid,
  sqrt,
  square,
  step,
  stopGradient,
  sub,
  tanh,
} from './graph/elementwise.ts'
export { matmul } from './graph/matmul.ts'
export { constant, type Dtype, input, type Node, type Op, type Operand, type Segment } from './graph/node.ts'
export { max, mean, type ReductionOptions, sum } from './graph/reduce.ts'
export type { Shape } from './graph/shape.ts'
export { logSoftmax, segmentLogSoftmax, segmentSoftmax, softmax } from './graph/softmax.ts'
export { type BatchNorm, type BatchNormOptions, batchNorm } from './layers/batch-norm.ts'
export { segmentCrossEntropy } from './layers/cross-entropy.ts'
export { dropout, fillDropoutMask } from './layers/dropout.ts'
export { gumbelSoftmax } from './layers/gumbel-softmax.ts'
export { type Linear, type LinearOptions, linear } from './layers/linear.ts'
export { type Residual, residual } from './layers/residual.ts'
export {
  type Binding,
  current,
  filledVariable,
  initialValues,
  uniformVariable,
  type Variable,
} from './layers/variable.ts'
export { type OnnxModelOptions, toOnnx } from './onnx/to-onnx.ts'
export { type AdamOptions, adam, type Optimiser, type Update } from './optimisers/adam.ts'
export { type MovingAverage, movingAverage } from './optimisers/moving-average.ts'
export { evaluate, type NumericFeeds } from './reference/evaluate.ts'
export { referenceRuntime } from './reference/reference-runtime.ts'
export {
  compileTrained,
  type LazyProgram,
  lazyProgram,
  type TrainedGraph,
  weightsOf,
} from './runtime/compile-trained.ts'
export { requireRuntime } from './runtime/require-runtime.ts'
export type { CompileOptions, Feeds, Program, Runtime, Step, Transition, Values } from './runtime/runtime.ts'
export { stateOf } from './runtime/state-of.ts'
export { type StepCost, stepCost } from './runtime/step-cost.ts'
export {
  type ExportedColumn,
  type ExportMetadata,
  exportMetadataSchema,
} from './table-sampler/describe-columns.ts'
export { exportSampler, type TableSampler } from './table-sampler/export-sampler.ts'
export { averageDecay, averagedWeights } from './training/averaging.ts'
export {
  type FineTuningStart,
  fineTuningStart,
  floatTensors,
  readCheckpoint,
  writeCheckpoint,
} from './training/checkpoint.ts'
export { encodeForTraining, type TrainingData } from './training/encode-for-training.ts'
export {
  type Best,
  type Probing,
  type ProbingOptions,
  probeCount,
  probingOf,
} from './training/probing.ts'
export {
  type Resumption,
  type TrainingArguments,
  type TrainingPlan,
  type TrainingResult,
  type TrainingState,
  trainEpochs,
} from './training/train-epochs.ts'
export {
  type CountedTraining,
  countNumbers,
  probingElements,
  trainingCost,
} from './training/training-cost.ts'
export { trainingOptions } from './training/training-options.ts'
