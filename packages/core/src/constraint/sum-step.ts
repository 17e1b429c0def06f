/**
 * Notation
 *   y        the column that is computed: the total, or one of its parts
 *   w_j x_j  the others with their signs: y = Σ w_j x_j in rows in which none is missing
 *   r        y − Σ w_j x_j over the present x_j: 0 in complete rows; elsewhere what the missing ones hold. Learned only if some row misses
 *            a value, so that y is known there too
 */

import { z } from 'zod'
import type { Schema } from '../table/schema.ts'
import type { SumOf } from './constraint.ts'
import { derivedColumnSchema, learnDerived, markOutside, roundDerived } from './derived-column.ts'
import { describedField, type Field, type Fields, fieldOf, valuesOfField } from './fields.ts'

export const sumStepSchema = z.strictObject({
  kind: z.literal('sum'),
  derived: derivedColumnSchema,
  terms: z.array(z.strictObject({ column: z.string(), weight: z.union([z.literal(1), z.literal(-1)]) })),
  hasRest: z.boolean(),
})
export type SumStep = z.infer<typeof sumStepSchema>

/** How `column`, the total or a part, is computed from the others; `undefined` when all of it is missing. */
export function learnSum(fields: Fields, { total, parts }: SumOf, column: string): SumStep | undefined {
  const derived = learnDerived(column, fieldOf(fields, column))
  if (derived === undefined) return undefined
  const others = parts.filter((part) => part !== column)
  const terms: SumStep['terms'] =
    column === total
      ? parts.map((part) => ({ column: part, weight: 1 }))
      : [{ column: total, weight: 1 }, ...others.map((part) => ({ column: part, weight: -1 }) as const)]
  const hasRest = [total, ...parts].some((name) => valuesOfField(fields, name).some(Number.isNaN))
  return { kind: 'sum', derived, terms, hasRest }
}

/** The rest in place of the column, or nothing. */
export function applySum(step: SumStep, real: Fields, learned: Map<string, Field>): void {
  const { column } = step.derived
  if (!step.hasRest) {
    learned.delete(column)
    return
  }
  const { sums, isComplete } = sumsOf(step, real)
  const { schema } = fieldOf(real, column)
  const values = valuesOfField(real, column).map((value, row) =>
    Number.isNaN(value)
      ? value
      : isComplete[row] === 1
        ? 0
        : roundDerived(step.derived, value - (sums[row] ?? 0)),
  )
  const reason = `what is left of it without ${step.terms.map((term) => `"${term.column}"`).join(', ')}`
  learned.set(column, { schema: { ...schema, reason }, column: { type: 'numerical', values } })
}

/** The column in place of the rest; rows whose value leaves the real range lose their mark. */
export function revertSum(
  step: SumStep,
  schema: Schema,
  fields: Map<string, Field>,
  marks: Uint8Array,
): void {
  const { derived, hasRest } = step
  const { sums, isComplete } = sumsOf(step, fields)
  const rests = hasRest ? valuesOfField(fields, derived.column) : undefined
  const values = sums.map((sum, row) => {
    const rest = rests?.[row] ?? 0
    return roundDerived(derived, isComplete[row] === 1 && !Number.isNaN(rest) ? sum : sum + rest)
  })
  markOutside(derived, values, marks)
  fields.set(derived.column, describedField(schema, derived.column, values))
}

function sumsOf({ terms }: SumStep, fields: Fields) {
  const columns = terms.map(({ column, weight }) => ({ values: valuesOfField(fields, column), weight }))
  const length = columns[0]?.values.length ?? 0
  const sums = new Float64Array(length)
  const isComplete = new Uint8Array(length).fill(1)
  for (const { values, weight } of columns) {
    for (let row = 0; row < length; row++) {
      const value = values[row] ?? Number.NaN
      if (Number.isNaN(value)) isComplete[row] = 0
      else sums[row] = (sums[row] ?? 0) + weight * value
    }
  }
  return { sums, isComplete }
}
