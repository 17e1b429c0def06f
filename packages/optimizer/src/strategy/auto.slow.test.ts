import { it } from 'vitest'
import { testStrategy } from '../testing/test-strategy.ts'
import { auto } from './auto.ts'

// A thousand trials go from the Gaussian process to TPE on the way.
for (const { name, run } of testStrategy(auto)) if (/1,000/.test(name)) it(name, run)
