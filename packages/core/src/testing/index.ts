export { type ConformanceCase, ensure, ensureSame } from './conformance-case.ts'
export * from './table-fixtures.ts'
export { type TestModelArguments, testModel } from './test-model.ts'
