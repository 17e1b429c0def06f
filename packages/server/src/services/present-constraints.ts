import type { ConstraintRule } from '@tabricate/core'
import type { z } from 'zod'
import type { constraintsSchema } from '../contracts/constraint.ts'

type WireConstraint = z.output<typeof constraintsSchema>[number]

/** Constraints in the names of the contract. Names of columns stay as they are. */
export function presentConstraints(constraints: readonly ConstraintRule[]): WireConstraint[] {
  return constraints.map((rule): WireConstraint => {
    switch (rule.kind) {
      case 'lessThan':
        return { kind: 'less_than', low: rule.low, high: rule.high, or_equal: rule.orEqual ?? false }
      case 'fixedCombinations':
        return { kind: 'fixed_combinations', columns: rule.columns }
      case 'sumOf':
        return { kind: 'sum_of', total: rule.total, parts: rule.parts }
      case 'range':
      case 'unique':
        return rule
      default:
        return rule satisfies never
    }
  })
}
