/**
 * Tables and their schemas, reading and writing formats, the model interface, conditions, constraints, the report and its metrics, and three
 * baselines. Runs in browsers.
 * @module @tabricate/core
 */

export { decodeModel, decodeSnapshot, encodeModel, type Restorer } from './artifact/model-file.ts'
export { identity } from './baselines/identity.ts'
export { independent } from './baselines/independent.ts'
export { uniform } from './baselines/uniform.ts'
export {
  type Constraint,
  type ConstraintRule,
  type CustomConstraint,
  constrainedColumns,
  constraintListSchema,
  constraintSchema,
  type FixedCombinations,
  fixedCombinations,
  type LessThan,
  lessThan,
  type Range,
  range,
  type SumOf,
  sumOf,
  type Unique,
  unique,
} from './constraint/constraint.ts'
export { formatConstraint, parseConstraint } from './constraint/constraint-text.ts'
export { type ConstrainedRow, custom } from './constraint/custom-constraint.ts'
export { obeyingRows, type ViolatingRows } from './constraint/obeying-rows.ts'
export { readConstraints } from './constraint/read-constraints.ts'
export { maxNetworkCategories } from './encoding/category-groups.ts'
export type { PreparedCondition } from './encoding/condition-on-prepared.ts'
export { decodeSpans } from './encoding/decode-spans.ts'
export { collapseRows, expandRows } from './encoding/dense-rows.ts'
export { drawSpanRows } from './encoding/draw-span-rows.ts'
export { deviationsAtOne, encodeSpans } from './encoding/encode-spans.ts'
export { encodingCellElements, encodingElements } from './encoding/encoding-cost.ts'
export { type IdStream, type IdStreams, openIdStreams } from './encoding/id-stream.ts'
export { largestLayout } from './encoding/largest-layout.ts'
export type { ColumnPlan, PreparationPlan } from './encoding/preparation-plan.ts'
export { type PrepareOptions, prepareTable } from './encoding/prepare-table.ts'
export { type PreparedRows, prepareWithPlan } from './encoding/prepare-with-plan.ts'
export {
  type ContinuousColumn,
  type DiscreteColumn,
  type PreparedColumn,
  type PreparedTable,
  selectPreparedRows,
} from './encoding/prepared.ts'
export type { NumberRange } from './encoding/prepared-intervals.ts'
export { restoreTable } from './encoding/restore-table.ts'
export { shareCorrections } from './encoding/share-corrections.ts'
export { fitSpanEncoder, type SpanEncoder } from './encoding/span-encoder.ts'
export { readSpanEncoder, spanEncoderSchema } from './encoding/span-encoder-schema.ts'
export {
  allocateSpanRows,
  type ColumnRange,
  type EncodedTable,
  type Span,
  type SpanLayout,
  type SpanRows,
  scalarMask,
  softmaxRanges,
} from './encoding/span-layout.ts'
export {
  type ErrorCode,
  errorCodes,
  formatIssue,
  type Issue,
  isTabricateError,
  TabricateError,
  throwIfAborted,
  throwIssues,
} from './errors.ts'
export { type DetectionFamily, type DetectionFamilyArguments, detection } from './evaluation/detection.ts'
export { type DiagnosticResult, evaluateDiagnostic } from './evaluation/diagnostic.ts'
export { type EvaluateArguments, evaluate } from './evaluation/evaluate.ts'
export {
  type EfficacyScore,
  type LearnerEfficacy,
  type MlEfficacyArguments,
  type MlEfficacyFamily,
  mlEfficacy,
} from './evaluation/ml-efficacy.ts'
export {
  evaluatePrivacy,
  type PrivacyArguments,
  type PrivacyFamily,
  type PrivacyOptions,
} from './evaluation/privacy.ts'
export type { ColumnSets, PrivacyAttacks } from './evaluation/privacy-attacks.ts'
export type { PrivacyDistances } from './evaluation/privacy-distances.ts'
export {
  evaluateQuality,
  type QualityArguments,
  type QualityResult,
  type QualityScores,
  type QualityScoring,
  rescoreQuality,
} from './evaluation/quality.ts'
export type { QualityInterval } from './evaluation/quality-intervals.ts'
export type { ReferenceScores, Report, ReportOrigin } from './evaluation/report.ts'
export { reportSchema, reportVersion } from './evaluation/report-schema.ts'
export { type CsvFormatOptions, formatCsv, formatCsvChunks } from './format/csv/format-csv.ts'
export { type CsvParseOptions, type CsvStreamOptions, parseCsv, streamCsv } from './format/csv/parse-csv.ts'
export { formatTable, formatTableChunks, type TableFormatOptions } from './format/format-table.ts'
export {
  type FormatOptions,
  parseTable,
  streamTable,
  type TableParseOptions,
  type TableStreamOptions,
} from './format/parse-table.ts'
export { type ProfileSourceOptions, profileSource } from './format/profile-source.ts'
export type { FileSource, RandomAccess } from './format/random-access.ts'
export type { TableFormat } from './format/table-format.ts'
export type { Source, TextEncodingName } from './format/text-source.ts'
export { knownNames } from './known-names.ts'
export { createInverseHessian, type InverseHessian } from './learners/inverse-hessian.ts'
export type { AttackResult, SuccessRate } from './metrics/attack-risk.ts'
export type {
  ColumnMetric,
  ColumnPair,
  ComparisonResult,
  MetricDescription,
  MetricResult,
  PairMetric,
} from './metrics/metric.ts'
export {
  type CellValue,
  type Condition,
  matchRows,
  type RangeCondition,
  type Rebalance,
  readWhere,
  type Where,
} from './model/conditions.ts'
export { defineModel, type ModelPlugin, type RestoreArguments } from './model/define-model.ts'
export { estimateFit } from './model/estimate-fit.ts'
export type { FitCost } from './model/fit-cost.ts'
export type { EstimateArguments, FitEstimate } from './model/fit-estimate.ts'
export type {
  Checkpoint,
  CurvePoint,
  EpochReport,
  FineTuneArguments,
  FineTuning,
  FitArguments,
  FitContext,
  FitProgress,
  Fitted,
  Model,
  ModelDefinition,
  ModelRuntime,
  RestoreContext,
  SampleArguments,
  SampleStats,
  Synthesizer,
  SynthesizerSnapshot,
  UnknownValues,
} from './model/model.ts'
export { type OptionRule, optionsJsonSchema, parseOptions } from './model/options.ts'
export { prepareNewRows } from './model/prepare-new-rows.ts'
export { readStrata, type Stratum } from './model/rebalance.ts'
export { type Json, type ModelState, type Tensor, toJson } from './model/state.ts'
export {
  type PersonalFormat,
  type PersonalLocale,
  type PersonalProvider,
  personalLocales,
  personalProviders,
} from './personal/personal-format.ts'
export type { QualityProbe } from './probe/quality-probe.ts'
export { splitValidation, type ValidationSplit, validationRows } from './probe/split-validation.ts'
export {
  type ColumnProfile,
  type Profile,
  type ProfileWarning,
  profileSchema,
  profileVersion,
} from './profile/profile.ts'
export { createTableProfiler, profileTable, type TableProfiler } from './profile/profile-table.ts'
export {
  cumulate,
  drawCumulative,
  fillNormal,
  fillUniform,
  normal,
  permutation,
  shuffle,
} from './random/distributions.ts'
export { createIndexPermutation } from './random/index-permutation.ts'
export { createRng, type Rng, type RngState, restoreRng } from './random/rng.ts'
export {
  type JudgedCandidate,
  type ModelCandidate,
  type RecommendArguments,
  type Recommendation,
  recommendModel,
} from './recommendation/recommend-model.ts'
export { type Alternative, type TryModelArguments, tryModel } from './recommendation/try-model.ts'
export { type Column, type ColumnType, columnLength, isMissing, takeRows } from './table/column.ts'
export type { ColumnRule, ColumnRules } from './table/column-rule.ts'
export { concatTables } from './table/concat-tables.ts'
export type { RowSampleOptions } from './table/row-sampler.ts'
export type { ColumnSchema, IdFormat, NumberFormat, Schema } from './table/schema.ts'
export { splitRows } from './table/split-rows.ts'
export { getColumn, type NamedColumn, namedColumns, selectRows, type Table } from './table/table.ts'
export { validateTable } from './table/validate-table.ts'
export { nextTurn } from './turns/next-turn.ts'
export { createPacer, type Pacer } from './turns/pacer.ts'
