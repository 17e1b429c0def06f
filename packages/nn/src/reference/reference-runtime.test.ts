import { describe, test } from 'vitest'
import { testRuntime } from '../testing/test-runtime.ts'
import { referenceRuntime } from './reference-runtime.ts'

describe('the reference runtime', () => {
  for (const { name, run } of testRuntime(referenceRuntime())) test(name, run)
})
