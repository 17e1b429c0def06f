import { type Issue, type Json, throwIssues } from '@tabricate/core'
import { z } from 'zod'

/** A value of a categorical parameter: any JSON value, such as a text or a list of layer widths. */
export type Choice = Json

/**
 * The one schema of parameters: types, checks and the saved form of studies come from it.
 *
 * Bounds are included. Numbers with a `step` take `low`, `low + step`, …, up to `high`. `log` searches the logarithm, and needs a
 * `low` above 0; it goes with no step, or 1 for whole numbers.
 */
export const floatSchema = z
  .strictObject({
    type: z.literal('float'),
    low: z.number(),
    high: z.number(),
    log: z.boolean(),
    step: z.number().positive().nullable(),
  })
  .superRefine((parameter, context) => {
    for (const issue of rangeIssues(parameter)) context.addIssue({ code: 'custom', ...issue })
    if (parameter.log && parameter.step !== null)
      context.addIssue({ code: 'custom', path: ['step'], message: 'a logarithmic parameter takes no step' })
  })

export const intSchema = z
  .strictObject({
    type: z.literal('int'),
    low: z.int(),
    high: z.int(),
    log: z.boolean(),
    step: z.int().positive(),
  })
  .superRefine((parameter, context) => {
    for (const issue of rangeIssues(parameter)) context.addIssue({ code: 'custom', ...issue })
    if (parameter.log && parameter.step !== 1)
      context.addIssue({ code: 'custom', path: ['step'], message: 'must be 1 with log' })
  })

export const categoricalSchema = z
  .strictObject({ type: z.literal('categorical'), choices: z.array(z.json()).min(1).readonly() })
  .superRefine(({ choices }, context) => {
    if (new Set(choices.map((choice) => JSON.stringify(choice))).size < choices.length)
      context.addIssue({ code: 'custom', path: ['choices'], message: 'a choice is there twice' })
  })

export const parameterSchema = z.discriminatedUnion('type', [floatSchema, intSchema, categoricalSchema])

export type FloatParameter = Readonly<z.infer<typeof floatSchema>>
export type IntParameter = Readonly<z.infer<typeof intSchema>>
export interface CategoricalParameter<C extends Choice = Choice> {
  readonly type: 'categorical'
  readonly choices: readonly C[]
}

/** One dimension of a search space, as plain JSON: made by {@link float}, {@link int} and {@link categorical}. */
export type Parameter = FloatParameter | IntParameter | CategoricalParameter

export interface FloatOptions {
  /** Search the logarithm. Default false. */
  readonly log?: boolean
  /** Only `low`, `low + step`, … Default: any number. */
  readonly step?: number
}

export interface IntOptions {
  /** Search the logarithm. Default false. */
  readonly log?: boolean
  /** Only `low`, `low + step`, … Default 1. */
  readonly step?: number
}

/**
 * A number from `low` to `high`, both included.
 * @throws TabricateError `INVALID_OPTIONS`
 */
export function float(low: number, high: number, { log = false, step }: FloatOptions = {}): FloatParameter {
  return checked(floatSchema, { type: 'float', low, high, log, step: step ?? null })
}

/**
 * A whole number from `low` to `high`, both included.
 * @throws TabricateError `INVALID_OPTIONS`
 */
export function int(low: number, high: number, { log = false, step = 1 }: IntOptions = {}): IntParameter {
  return checked(intSchema, { type: 'int', low, high, log, step })
}

/**
 * One of `choices`, in no order.
 * @throws TabricateError `INVALID_OPTIONS`
 */
export function categorical<const C extends Choice>(choices: readonly C[]): CategoricalParameter<C> {
  checked(categoricalSchema, { type: 'categorical', choices })
  return { type: 'categorical', choices }
}

function rangeIssues({ low, high, log }: { low: number; high: number; log: boolean }) {
  const issues: { path: string[]; message: string }[] = []
  if (low > high) issues.push({ path: ['high'], message: `must not be below low, ${low}; it is ${high}` })
  if (log && low <= 0) issues.push({ path: ['low'], message: `must be above 0 with log; it is ${low}` })
  return issues
}

function checked<T>(schema: z.ZodType<T>, given: Readonly<Record<string, unknown>>): T {
  const result = schema.safeParse(given)
  if (!result.success) {
    const issues = result.error.issues.map(
      ({ path, message }): Issue => ({ path: path.map((part) => String(part)), message }),
    )
    throwIssues('INVALID_OPTIONS', `The ${String(given.type)} parameter is not valid`, issues)
  }
  return schema.parse(given)
}
