/**
 * Notation
 *   x, y   the lower and the higher column of a `lessThan`;  one of them is learned as it is, the other as the gap
 *   g      y − x ≥ 0.  Restored: y = x + g, or x = y − g, so that drawn rows obey whatever gap is drawn
 *   f      what stands for the learned column where it is missing, so that the other can be learned there: its gap to f is not negative
 */

import { z } from 'zod'
import { roundToDecimals } from '../encoding/number-rounding.ts'
import type { Schema } from '../table/schema.ts'
import type { LessThan } from './constraint.ts'
import {
  decimalsOf,
  derivedColumnSchema,
  learnDerived,
  markOutside,
  moveDerived,
  roundDerived,
} from './derived-column.ts'
import { describedField, type Field, type Fields, fieldOf, valuesOfField } from './fields.ts'

export const gapStepSchema = z.strictObject({
  kind: z.literal('gap'),
  derived: derivedColumnSchema,
  other: z.string(),
  /** 1: the higher column is computed from the lower one; −1: the lower from the higher. */
  direction: z.union([z.literal(1), z.literal(-1)]),
  orEqual: z.boolean(),
  fallback: z.number(),
  /** Decimals of gaps between numbers. */
  decimals: z.int().min(0).nullable(),
})
export type GapStep = z.infer<typeof gapStepSchema>

/** How `column`, one side of the rule, is computed from the other one; `undefined` where gaps cannot be told (all missing, too large). */
export function learnGap(fields: Fields, rule: LessThan, column: string): GapStep | undefined {
  const direction = column === rule.high ? 1 : -1
  const other = direction === 1 ? rule.low : rule.high
  const [field, otherField] = [fieldOf(fields, column), fieldOf(fields, other)]
  const derived = learnDerived(column, field)
  if (derived === undefined) return undefined
  const decimals = [decimalsOf(field), decimalsOf(otherField)]
  const [values, others] = [valuesOfField(fields, column), valuesOfField(fields, other)]
  let alone: number | undefined
  values.forEach((value, row) => {
    if (!Number.isNaN(others[row] ?? Number.NaN) || Number.isNaN(value)) return
    if (alone === undefined || direction * value < direction * alone) alone = value
  })
  const step: GapStep = {
    kind: 'gap',
    derived,
    other,
    direction,
    orEqual: rule.orEqual ?? false,
    fallback: alone ?? (direction === 1 ? derived.min : derived.max),
    decimals: decimals.some((each) => each === null) ? null : Math.max(...decimals.map((each) => each ?? 0)),
  }
  const gaps = gapsOf(step, values, others)
  return gaps.some((gap) => Math.abs(gap) === Number.POSITIVE_INFINITY) ? undefined : step
}

/** The gap in place of the column. */
export function applyGap(step: GapStep, real: Fields, learned: Map<string, Field>): void {
  const { column } = step.derived
  const { schema } = fieldOf(real, column)
  const values = gapsOf(step, valuesOfField(real, column), valuesOfField(real, step.other))
  const reason = `the difference to "${step.other}"`
  if (schema.type === 'numerical') {
    const format = { style: 'shortest', decimals: step.decimals } as const
    learned.set(column, {
      schema: { ...schema, format, reason },
      column: { type: 'numerical', values },
    })
  } else {
    // Times since 1970 like any other: the resolution of gaps is found as that of dates is.
    learned.set(column, { schema: { ...schema, reason }, column: { type: 'datetime', values } })
  }
}

function gapsOf({ direction, fallback, decimals }: GapStep, values: Float64Array, others: Float64Array) {
  return values.map((value, row) => {
    const other = others[row] ?? Number.NaN
    const gap = direction * (value - (Number.isNaN(other) ? fallback : other))
    return decimals === null ? gap + 0 : roundToDecimals(gap, decimals)
  })
}

/** The column in place of the gap; rows whose value leaves the real range lose their mark. */
export function revertGap(
  step: GapStep,
  schema: Schema,
  fields: Map<string, Field>,
  marks: Uint8Array,
): void {
  const { derived, other, direction, orEqual, fallback } = step
  const others = valuesOfField(fields, other)
  const values = valuesOfField(fields, derived.column).map((gap, row) => {
    const base = others[row] ?? Number.NaN
    if (Number.isNaN(base)) return roundDerived(derived, fallback + direction * gap)
    const value = roundDerived(derived, base + direction * gap)
    // A column of a coarser unit may be rounded to the wrong side.
    const isWrong = direction * value < direction * base || (!orEqual && value === base)
    return isWrong ? moveDerived(derived, value, direction) : value
  })
  markOutside(derived, values, marks)
  fields.set(derived.column, describedField(schema, derived.column, values))
}
