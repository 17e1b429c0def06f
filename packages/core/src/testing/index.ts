/**
 * The suites that models and metrics must pass, and tables to test with.
 * @module @tabricate/core/testing
 */

export { type ConformanceCase, ensure, ensureSame } from './conformance-case.ts'
export { constrainedTable, tableRules } from './constrained-table.ts'
export { type KeptModelFile, testKeptModelFile } from './kept-model-file.ts'
export type { MetricTables } from './metric-tables.ts'
export * from './table-fixtures.ts'
export { type MetricClaim, type TableMetric, type TestMetricArguments, testMetric } from './test-metric.ts'
export { type TestModelArguments, testModel } from './test-model.ts'
