import type { Condition, Where } from '@tabricate/core'
import type { z } from 'zod'
import type { conditionsSchema } from '../contracts/generation.ts'

/** Conditions of a request as core takes them: without the ends of ranges that are not given. */
export function readConditions(conditions: z.output<typeof conditionsSchema>): Where {
  return Object.fromEntries(
    Object.entries(conditions).map(([name, condition]): readonly [string, Condition] => {
      if (typeof condition !== 'object' || condition === null || Array.isArray(condition))
        return [name, condition]
      const { min, max } = condition
      return [name, { ...(min !== undefined && { min }), ...(max !== undefined && { max }) }]
    }),
  )
}
