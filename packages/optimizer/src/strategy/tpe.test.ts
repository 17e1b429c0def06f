import { it } from 'vitest'
import { testStrategy } from '../testing/test-strategy.ts'
import { tpe } from './tpe.ts'

for (const { name, run } of testStrategy(() => tpe())) it(name, run)
