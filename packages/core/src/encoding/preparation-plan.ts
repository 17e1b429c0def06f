import type { IdFormat, Schema } from '../table/schema.ts'
import type { CategoryGroups } from './category-groups.ts'

interface ColumnPlanBase {
  readonly name: string
  /** Which prepared column the column became; `null` when there is nothing to learn of it. */
  readonly preparedIndex: number | null
  /** Whether the real column has missing cells. In a discrete column missing is the last code. */
  readonly hasMissing: boolean
  /** Why the column is prepared this way, for people to read. */
  readonly reason: string
}

/** Categories: prepared code c is `categories[used[c]]`, or one of `groups` of these. */
export interface CategoriesPlan extends ColumnPlanBase {
  readonly kind: 'categories'
  /** All categories of the real column, also those without a row. */
  readonly categories: readonly string[]
  /** Indices into `categories` that occur, ascending. */
  readonly used: readonly number[]
  /** How categories share the codes that a model learns, where there are too many. */
  readonly groups?: CategoryGroups
}

/** Booleans: prepared code c is `used[c]`, 0 = false, 1 = true. */
export interface BooleansPlan extends ColumnPlanBase {
  readonly kind: 'booleans'
  readonly used: readonly number[]
}

/** Numbers or dates of few distinct values: prepared code c is `values[c]`. */
export interface DistinctPlan extends ColumnPlanBase {
  readonly kind: 'distinct'
  readonly type: 'numerical' | 'datetime'
  /** Ascending; dates in milliseconds since 1970. */
  readonly values: readonly number[]
}

/** Numbers: prepared values are the real ones. */
export interface NumbersPlan extends ColumnPlanBase {
  readonly kind: 'numbers'
  readonly min: number
  readonly max: number
  /** Decimal digits to round to; `null` when the real values have no common rounding. */
  readonly decimals: number | null
  /** All real values, ascending, when they are few and each on many rows: drawn ones go to the nearest. Otherwise `null`. */
  readonly grid: readonly number[] | null
}

/** Dates: a prepared value v is the date `origin + v · resolution`, v = 0 … `last`. */
export interface DatesPlan extends ColumnPlanBase {
  readonly kind: 'dates'
  /** The earliest date, in milliseconds since 1970. */
  readonly origin: number
  /** Milliseconds of a day, hour, minute, second or 1. */
  readonly resolution: number
  readonly last: number
  /** All real steps, as for numbers. */
  readonly grid: readonly number[] | null
}

/** Ids: made anew. When there are missing cells, whether a cell is missing is learned: code 0 present, 1 missing. */
export interface GeneratedPlan extends ColumnPlanBase {
  readonly kind: 'generated'
  /** The real column's format; but a sequence starts after the real numbers. */
  readonly format: IdFormat
  readonly unique: boolean
  /** How many different real values there were. */
  readonly distinct: number
  /** Which texts must not be made: the real ones and about half of all others (real-value-filter.ts). Empty for sequences. */
  readonly real: string
}

/** How one column of a table was prepared, and all that is needed to restore it. */
export type ColumnPlan =
  | CategoriesPlan
  | BooleansPlan
  | DistinctPlan
  | NumbersPlan
  | DatesPlan
  | GeneratedPlan

/** How a table was prepared: `columns[i]` is for `schema.columns[i]`. Plain JSON, saved with every model. */
export interface PreparationPlan {
  readonly schema: Schema
  readonly columns: readonly ColumnPlan[]
}
