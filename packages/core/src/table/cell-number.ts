import type { ColumnSchema } from './schema.ts'

/** The number that a user's value stands for in a numerical column, or in ms since 1970 in a datetime one; NaN when it is none. */
export function cellNumber(schema: ColumnSchema, value: string | number | boolean): number {
  if (typeof value === 'number') return value
  if (typeof value === 'boolean' || value.trim() === '') return Number.NaN
  return schema.type === 'datetime' ? Date.parse(value) : Number(value)
}
