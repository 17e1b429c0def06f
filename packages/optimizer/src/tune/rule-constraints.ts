import type { OptionRule } from '@tabricate/core'
import { type Constraint, optionRuleConstraint, type Values } from '../space/constraint.ts'
import type { Space } from '../space/space.ts'
import { toOptionValues } from './tune-space.ts'

/**
 * A model's rules between options as constraints between the parameters that set them, so that no trial is wasted on options that the model
 * refuses. Rules about fixed options alone are left to the model.
 */
export function ruleConstraints<Options>(
  rules: readonly OptionRule<Options>[],
  toOptions: (values: Values) => Options,
  space: Space,
  ties: { readonly [name: string]: readonly string[] },
): Constraint[] {
  return rules
    .map((rule) => optionRuleConstraint(rule, (values) => toOptions(toOptionValues(values, ties))))
    .map((constraint) => tieConstraint(constraint, ties))
    .filter(({ parameters }) => parameters.some((name) => Object.hasOwn(space, name)))
}

/** A rule about options concerns the parameters that set them. */
function tieConstraint(
  constraint: Constraint,
  ties: { readonly [name: string]: readonly string[] },
): Constraint {
  const parameters = constraint.parameters.flatMap((option) => [
    option,
    ...Object.keys(ties).filter((name) => ties[name]?.includes(option)),
  ])
  return { ...constraint, parameters }
}
