import { z } from 'zod'

export type Direction = 'minimize' | 'maximize'

export const directionSchema = z.enum(['minimize', 'maximize'])

/** Something a trial is judged by. */
export const metricSchema = z.strictObject({
  name: z.string().min(1),
  direction: directionSchema,
  /** Above 0; counts in weighted and rank aggregation and as a scale of the Pareto search. */
  weight: z.number().positive(),
})

export type Metric = Readonly<z.infer<typeof metricSchema>>

/** The value as something to be made small. */
export function toLoss(direction: Direction, value: number): number {
  switch (direction) {
    case 'minimize':
      return value
    case 'maximize':
      // 0 − value and not −value: there is no −0 in JSON.
      return 0 - value
    default:
      return direction satisfies never
  }
}
