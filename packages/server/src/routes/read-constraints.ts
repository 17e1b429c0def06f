import type { ConstraintRule } from '@tabricate/core'
import type { z } from 'zod'
import type { constraintsSchema } from '../contracts/constraint.ts'

type WireConstraint = z.output<typeof constraintsSchema>[number]

/** Constraints of a request as core takes them. Names of columns stay as they are. */
export function readWireConstraints(constraints: readonly WireConstraint[]): readonly ConstraintRule[] {
  return constraints.map((constraint): ConstraintRule => {
    switch (constraint.kind) {
      case 'less_than': {
        const { low, high, or_equal: orEqual } = constraint
        return { kind: 'lessThan', low, high, ...(orEqual && { orEqual }) }
      }
      case 'range': {
        const { column, min, max } = constraint
        return { kind: 'range', column, ...(min !== undefined && { min }), ...(max !== undefined && { max }) }
      }
      case 'fixed_combinations':
        return { kind: 'fixedCombinations', columns: constraint.columns }
      case 'sum_of':
        return { kind: 'sumOf', total: constraint.total, parts: constraint.parts }
      case 'unique':
        return { kind: 'unique', columns: constraint.columns }
      default:
        return constraint satisfies never
    }
  })
}
