/**
 * Search spaces, studies, strategies and pruners; `tune` for the options of a model.
 * @module @tabricate/optimizer
 */

export { type ConvergencePoint, convergence } from './analysis/convergence.ts'
export {
  type ImportanceOptions,
  type ParameterImportance,
  parameterImportance,
} from './analysis/importance.ts'
export {
  type CoordinateAxis,
  type ParallelCoordinates,
  parallelCoordinates,
} from './analysis/parallel-coordinates.ts'
export type { LengthScalePrior } from './gaussian-process/priors.ts'
export { exportJournal } from './journal/export-journal.ts'
export { importJournal, type JournalStudy, type JournalTrial } from './journal/import-journal.ts'
export {
  type HalvingPrunerOptions,
  type HyperbandPrunerOptions,
  halvingPruner,
  hyperbandPruner,
} from './pruner/halving-pruner.ts'
export { type MedianPrunerOptions, medianPruner } from './pruner/median-pruner.ts'
export { type PatiencePrunerOptions, patiencePruner } from './pruner/patience-pruner.ts'
export type { PruneArguments, Pruner } from './pruner/pruner.ts'
export { createHalton } from './sequence/halton.ts'
export { latinHypercube } from './sequence/latin-hypercube.ts'
export { createSobol, maxSobolDimensions, type PointSequence } from './sequence/sobol.ts'
export { atMost, type Constraint, multipleOf, optionRuleConstraint, type Values } from './space/constraint.ts'
export {
  type CategoricalParameter,
  type Choice,
  categorical,
  type FloatOptions,
  type FloatParameter,
  float,
  type IntOptions,
  type IntParameter,
  int,
  type Parameter,
} from './space/parameter.ts'
export type { SearchSpace } from './space/search-space.ts'
export { type ParametersOf, type ParameterValue, type Space, spaceSchema } from './space/space.ts'
export { auto } from './strategy/auto.ts'
export { type AcquisitionName, type BayesianOptions, bayesian } from './strategy/bayesian.ts'
export { type GridOptions, grid } from './strategy/grid.ts'
export { halton, type LatinHypercubeOptions, latin, sobol } from './strategy/quasi-random.ts'
export { random } from './strategy/random.ts'
export type { Observation, Strategy, SuggestArguments, Suggestion } from './strategy/strategy.ts'
export { type TpeOptions, tpe } from './strategy/tpe.ts'
export { type TurboOptions, turbo } from './strategy/turbo.ts'
export type { Aggregate } from './study/aggregate.ts'
export type { Direction, Metric } from './study/metric.ts'
export {
  type Objective,
  type OptimizeOptions,
  type OptimizeResult,
  optimize,
  type StopReason,
  type TrialContext,
} from './study/optimize.ts'
export type { Plateau } from './study/plateau.ts'
export { type RestoreStudyOptions, restoreStudy } from './study/restore-study.ts'
export { type SavedStudy, savedStudySchema } from './study/saved-study.ts'
export { createStudy, type Outcome, type Study, type StudyOptions } from './study/study.ts'
export type { StepReport, Trial, TrialState } from './study/trial.ts'
export { ruleConstraints } from './tune/rule-constraints.ts'
export {
  type TuneArguments,
  type TuneBudget,
  type TuneModelArguments,
  type TuneResult,
  tune,
  tuneModel,
} from './tune/tune.ts'
export { efficacyMetric, type JudgeArguments, qualityMetric, type TuneMetric } from './tune/tune-metric.ts'
export { type ParameterFor, type Ties, type TuneSpace, toOptionValues } from './tune/tune-space.ts'
