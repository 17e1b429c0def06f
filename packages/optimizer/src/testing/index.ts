/**
 * The suite that a strategy must pass.
 * @module @tabricate/optimizer/testing
 */

export type { ConformanceCase } from '@tabricate/core/testing'
export { type TestStrategyArguments, testStrategy } from './test-strategy.ts'
