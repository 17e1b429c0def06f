import { testModel } from '@tabricate/core/testing'
import { describe, test } from 'vitest'
import { quantiles } from './quantiles.ts'

describe('a model of your own passes the published suite', () => {
  for (const { name, run } of testModel(quantiles)) test(name, run)
})
