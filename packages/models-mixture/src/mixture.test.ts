import { testModel } from '@tabricate/core/testing'
import { describe, it } from 'vitest'
import { mixture } from './mixture.ts'

describe('conformance', () => {
  for (const { name, run } of testModel(mixture, { options: { maxComponents: 4 } })) it(name, run)
})
