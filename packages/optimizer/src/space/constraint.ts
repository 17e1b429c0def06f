import type { OptionRule } from '@tabricate/core'

/** Values by parameter name, before their types are known. */
export type Values = { readonly [name: string]: unknown }

/** A rule between parameters that every trial obeys. */
export interface Constraint {
  /** The parameters concerned: only these are changed to make a point obey. */
  readonly parameters: readonly string[]
  /** What must hold, for people; identifies the constraint in a saved study. */
  readonly description: string
  holds(values: Values): boolean
}

/** `parameter` is a multiple of `of`: another parameter's name, or a number above 0. */
export function multipleOf(parameter: string, of: string | number): Constraint {
  return {
    parameters: typeof of === 'string' ? [parameter, of] : [parameter],
    description: `${parameter} is a multiple of ${of}`,
    holds(values) {
      const divisor = typeof of === 'string' ? Number(values[of]) : of
      const quotient = Number(values[parameter]) / divisor
      // 1e-9: 0.3 / 0.1 is not 3.
      return Math.abs(quotient - Math.round(quotient)) < 1e-9
    },
  }
}

/** `parameter` is not above `limit`: another parameter's name, or a number. */
export function atMost(parameter: string, limit: string | number): Constraint {
  return {
    parameters: typeof limit === 'string' ? [parameter, limit] : [parameter],
    description: `${parameter} is at most ${limit}`,
    holds: (values) =>
      Number(values[parameter]) <= (typeof limit === 'string' ? Number(values[limit]) : limit),
  }
}

/** A model's rule as a constraint; `toOptions` completes the values to the model's options. */
export function optionRuleConstraint<Options>(
  rule: OptionRule<Options>,
  toOptions: (values: Values) => Options,
): Constraint {
  return {
    parameters: rule.fields,
    description: rule.description,
    holds: (values) => rule.check(toOptions(values)) === undefined,
  }
}
