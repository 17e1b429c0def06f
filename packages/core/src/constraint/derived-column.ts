import { z } from 'zod'
import { dateResolution } from '../encoding/date-resolution.ts'
import { roundToDecimals } from '../encoding/number-rounding.ts'
import { commonDecimals } from '../encoding/prepare-numbers.ts'
import type { Field } from './fields.ts'

/**
 * Notation
 *   x   a value computed from other columns
 *   u   unit of the column: 10^−decimals, or the resolution of its dates
 */

/** What the values of a column that is computed from others are like in the real table. */
export const derivedColumnSchema = z.strictObject({
  column: z.string(),
  /** Real range of the present values. */
  min: z.number(),
  max: z.number(),
  /** Decimals of numbers (`null`: no common rounding), or the grid of dates: `origin` + k · `resolution`, in ms. */
  rounding: z.union([
    z.strictObject({ decimals: z.int().min(0).nullable() }),
    z.strictObject({ origin: z.number(), resolution: z.number().positive() }),
  ]),
})
export type DerivedColumn = z.infer<typeof derivedColumnSchema>

/** Learns what a column of numbers or dates is like; `undefined` when all of it is missing. */
export function learnDerived(name: string, field: Field): DerivedColumn | undefined {
  const { column } = field
  if (column.type !== 'numerical' && column.type !== 'datetime') return undefined
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of column.values) {
    if (value < min) min = value
    if (value > max) max = value
  }
  if (min > max) return undefined
  const rounding =
    column.type === 'datetime'
      ? { origin: min, resolution: dateResolution(present(column.values), min) }
      : { decimals: decimalsOf(field) }
  return { column: name, min, max, rounding }
}

/** The same column with bounds that hold further values too. */
export function widenDerived(derived: DerivedColumn, field: Field): DerivedColumn {
  const own = learnDerived(derived.column, field)
  if (own === undefined) return derived
  return { ...derived, min: Math.min(derived.min, own.min), max: Math.max(derived.max, own.max) }
}

/** Decimals that a column of numbers is rounded to; `null`: none in common. */
export function decimalsOf({ schema, column }: Field): number | null {
  return column.type === 'numerical' ? commonDecimals(schema, present(column.values)) : null
}

function present(values: Float64Array): Float64Array {
  return values.filter((value) => !Number.isNaN(value))
}

/** `x` rounded as the column is. NaN stays missing. */
export function roundDerived({ rounding }: DerivedColumn, x: number): number {
  if ('decimals' in rounding) return rounding.decimals === null ? x : roundToDecimals(x, rounding.decimals)
  return rounding.origin + Math.round((x - rounding.origin) / rounding.resolution) * rounding.resolution
}

/** `x` moved by one unit of the column up (`steps` 1) or down (−1); itself where numbers are not rounded. */
export function moveDerived(derived: DerivedColumn, x: number, steps: 1 | -1): number {
  const { rounding } = derived
  if ('resolution' in rounding) return x + steps * rounding.resolution
  return rounding.decimals === null ? x : roundDerived(derived, x + steps * 10 ** -rounding.decimals)
}

/** Clears the marks of rows whose value leaves the real range. Missing ones stay. */
export function markOutside({ min, max }: DerivedColumn, values: Float64Array, marks: Uint8Array): void {
  values.forEach((value, row) => {
    if (value < min || value > max) marks[row] = 0
  })
}
