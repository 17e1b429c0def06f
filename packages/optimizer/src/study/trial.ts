import type { Json } from '@tabricate/core'
import { z } from 'zod'
import type { ParametersOf, Space } from '../space/space.ts'

/** `running` until told; `pruned` was stopped early, `failed` gave no value. */
export const trialStateSchema = z.enum(['running', 'complete', 'pruned', 'failed'])
export type TrialState = z.infer<typeof trialStateSchema>

/** A value on the way: what a trial was worth after `step` units of work. */
export const reportSchema = z.strictObject({ step: z.int().min(0), value: z.number() })
export type StepReport = Readonly<z.infer<typeof reportSchema>>

/** The saved form of a trial; `parameters` are checked against the space. */
export const trialSchema = z.strictObject({
  number: z.int().min(0),
  state: trialStateSchema,
  parameters: z.record(z.string(), z.json()),
  values: z.array(z.number()).readonly().nullable(),
  reports: z.array(reportSchema).readonly(),
  error: z.string().nullable(),
  startedMs: z.number().nullable(),
  completedMs: z.number().nullable(),
  attributes: z.record(z.string(), z.json()),
})

/** One evaluation of the objective. Plain JSON. */
export interface Trial<S extends Space = Space> {
  /** 0, 1, … in the order of asking. */
  readonly number: number
  readonly state: TrialState
  readonly parameters: ParametersOf<S>
  /** A value for every metric; `null` unless complete. */
  readonly values: readonly number[] | null
  /** Values on the way, of the first metric, by increasing step. */
  readonly reports: readonly StepReport[]
  /** Why it failed. */
  readonly error: string | null
  /** Milliseconds since 1970; `null` when unknown. */
  readonly startedMs: number | null
  readonly completedMs: number | null
  /** What the strategy wants to remember, and the user's own notes. */
  readonly attributes: { readonly [name: string]: Json }
}
