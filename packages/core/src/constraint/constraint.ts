import { type ZodType, z } from 'zod'
import type { Table } from '../table/table.ts'

const column = z.string().min(1).describe('Name of a column.')
const bound = z.union([z.number(), z.string()])

/** One column's values stay below another's, in numbers or dates. */
const lessThanSchema = z.strictObject({
  kind: z.literal('lessThan'),
  low: column,
  high: column,
  orEqual: z.boolean().describe('May both be the same? Default false.').exactOptional(),
})

/** A column's values stay within bounds, both included. */
const rangeSchema = z.strictObject({
  kind: z.literal('range'),
  column,
  min: bound.describe('Least value: a number, or a date as ISO 8601 text.').exactOptional(),
  max: bound.describe('Greatest value.').exactOptional(),
})

/** Values of several columns occur together only as they do in the real table. */
const fixedCombinationsSchema = z.strictObject({
  kind: z.literal('fixedCombinations'),
  columns: z.array(column).min(2),
})

/** A column is the sum of others, to its own decimals. */
const sumOfSchema = z.strictObject({
  kind: z.literal('sumOf'),
  total: column,
  parts: z.array(column).min(2),
})

/** No two rows have the same values in all of these columns. */
const uniqueSchema = z.strictObject({
  kind: z.literal('unique'),
  columns: z.array(column).min(1),
})

/**
 * A business rule as data: JSON, saved with the model. A rule speaks of rows in which none of its columns is missing; all other rows obey.
 */
export const constraintSchema = z.discriminatedUnion('kind', [
  lessThanSchema,
  rangeSchema,
  fixedCombinationsSchema,
  sumOfSchema,
  uniqueSchema,
])

export type LessThan = z.infer<typeof lessThanSchema>
export type Range = z.infer<typeof rangeSchema>
export type FixedCombinations = z.infer<typeof fixedCombinationsSchema>
export type SumOf = z.infer<typeof sumOfSchema>
export type Unique = z.infer<typeof uniqueSchema>

/** See {@link constraintSchema}. */
export type ConstraintRule = LessThan | Range | FixedCombinations | SumOf | Unique

/** The rules of a request or a file. */
export const constraintListSchema: ZodType<readonly ConstraintRule[]> = z.array(constraintSchema).max(100)

/** A rule that only this process knows: its function is not saved, a loaded model asks for it again. */
export interface CustomConstraint {
  readonly kind: 'custom'
  /** Names it in statistics, in errors, and in the model file. */
  readonly name: string
  /** Marks with 1 the rows that obey. Ids are not made yet where rows are checked: they are missing. */
  check(table: Table): Uint8Array
}

/** What every synthetic row must obey. */
export type Constraint = ConstraintRule | CustomConstraint

/**
 * `low` stays below `high`, both numbers or both dates.
 * @example lessThan('admitted', 'discharged', { orEqual: true })
 */
export function lessThan(low: string, high: string, options: { readonly orEqual?: boolean } = {}): LessThan {
  return { kind: 'lessThan', low, high, ...options }
}

/**
 * The values of `name` stay within `min` and `max`, both included; either may be left out. Dates as ISO 8601 text.
 * @example range('age', { min: 18 })
 */
export function range(
  name: string,
  bounds: { readonly min?: number | string; readonly max?: number | string },
): Range {
  return { kind: 'range', column: name, ...bounds }
}

/**
 * The values of these columns occur together only as in the real table; a missing value is one of them.
 * @example fixedCombinations('city', 'country')
 */
export function fixedCombinations(...columns: readonly string[]): FixedCombinations {
  return { kind: 'fixedCombinations', columns: [...columns] }
}

/**
 * `total` is the sum of `parts`, rounded to the decimals of `total`.
 * @example sumOf('pay', ['wage', 'bonus'])
 */
export function sumOf(total: string, parts: readonly string[]): SumOf {
  return { kind: 'sumOf', total, parts: [...parts] }
}

/**
 * No two rows of a sample or stream have the same values in all of these columns.
 * @example unique('year', 'region')
 */
export function unique(...columns: readonly string[]): Unique {
  return { kind: 'unique', columns: [...columns] }
}

/** The columns that a rule speaks of. */
export function constrainedColumns(rule: ConstraintRule): readonly string[] {
  switch (rule.kind) {
    case 'lessThan':
      return [rule.low, rule.high]
    case 'range':
      return [rule.column]
    case 'sumOf':
      return [rule.total, ...rule.parts]
    case 'fixedCombinations':
    case 'unique':
      return rule.columns
    default:
      return rule satisfies never
  }
}
