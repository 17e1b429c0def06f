import type { Constraint, ConstraintRule, CustomConstraint } from '../constraint/constraint.ts'
import { TabricateError } from '../errors.ts'

/**
 * The constraints that a file names: its rules, and of the custom ones those given again.
 * @throws TabricateError `CONSTRAINT_REQUIRED` with the names of those that are missing
 */
export function requireConstraints(
  saved: readonly (ConstraintRule | string)[],
  given: readonly CustomConstraint[],
): readonly Constraint[] {
  const missing = saved.filter((each) => typeof each === 'string' && !given.some(({ name }) => name === each))
  if (missing.length > 0) {
    throw new TabricateError(
      'CONSTRAINT_REQUIRED',
      `Give the constraints again that the model was fitted with: ${missing.join(', ')}.`,
    )
  }
  return [...saved.flatMap((each) => (typeof each === 'string' ? [] : [each])), ...given]
}

/** Constraints as a file names them. */
export function savedConstraints(constraints: readonly Constraint[]): readonly (ConstraintRule | string)[] {
  return constraints.map((each) => (each.kind === 'custom' ? each.name : each))
}
