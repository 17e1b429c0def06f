export type { ConformanceCase } from '@tabricate/core/testing'
export { type TestStrategyArguments, testStrategy } from './test-strategy.ts'
