import type { PersonalFormat } from '../personal/personal-format.ts'

/**
 * How a number is written: `integer` (`42`), `fixed` (always `decimals` digits: `1.50`) or `shortest`
 * (the shortest text that reads back to the same double). `decimals` is the largest number of decimal digits seen;
 * `null` when the values have no common rounding.
 */
export interface NumberFormat {
  readonly style: 'integer' | 'fixed' | 'shortest'
  readonly decimals: number | null
  /** With `shortest`: the fewest decimal digits written, as in the `5.0` of Python's floats. Default 0. */
  readonly minDecimals?: number
  /** What stands between whole and decimal digits; default `.`. */
  readonly decimalMark?: ','
}

/**
 * What an id column's new values look like: a running number, a UUID, or a pattern in which `A` stands for an upper-case
 * letter, `a` for a lower-case one, `9` for a digit and every other character (or one after `\`) for itself; or personal data
 * made up in a language.
 */
export type IdFormat =
  | { readonly kind: 'sequence'; readonly start: number; readonly step: number }
  | { readonly kind: 'uuid' }
  | { readonly kind: 'pattern'; readonly pattern: string }
  | PersonalFormat

interface ColumnSchemaBase {
  readonly name: string
  /** Why inference chose this type, for people to read. */
  readonly reason: string
  /** The text that stands for a missing value. */
  readonly missing: string
}

/** A column's type and all that is needed to write its values back as they were read. */
export type ColumnSchema =
  | (ColumnSchemaBase & { readonly type: 'numerical'; readonly format: NumberFormat })
  /** `format` in strftime notation, e.g. `%Y-%m-%d`; times without a zone are taken as UTC. */
  | (ColumnSchemaBase & { readonly type: 'datetime'; readonly format: string })
  | (ColumnSchemaBase & { readonly type: 'categorical' })
  /** `words[0]` is written for false, `words[1]` for true. */
  | (ColumnSchemaBase & { readonly type: 'boolean'; readonly words: readonly [string, string] })
  | (ColumnSchemaBase & { readonly type: 'id'; readonly format: IdFormat; readonly unique: boolean })

/** The columns of a table, in order. Plain JSON. */
export interface Schema {
  readonly columns: readonly ColumnSchema[]
}
