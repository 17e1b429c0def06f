import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { testFunctions } from './functions.ts'

const golden = z
  .object({
    functions: z.record(
      z.string(),
      z.object({
        calls: z.number(),
        optimum: z.number(),
        checks: z.array(z.object({ params: z.record(z.string(), z.json()), value: z.number() })),
      }),
    ),
  })
  .parse(
    JSON.parse(
      readFileSync(join(import.meta.dirname, '../../packages/optimizer/test/data/functions.json'), 'utf8'),
    ),
  )

it.each(testFunctions)(
  '$name has the recorded values (1e-12, relative above 1)',
  ({ name, calls, optimum, evaluate }) => {
    const expected = golden.functions[name]
    expect([calls, optimum]).toEqual([expected?.calls, expected?.optimum])
    for (const { params, value } of expected?.checks ?? [])
      expect(Math.abs(evaluate(params) - value)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(value)))
  },
)
