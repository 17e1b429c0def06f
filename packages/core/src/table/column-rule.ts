import type { PersonalLocale, PersonalProvider } from '../personal/personal-format.ts'
import type { ColumnType } from './column.ts'

/** What the user knows better than inference about a column: its type, or the type with details. */
export type ColumnRule =
  | ColumnType
  | {
      readonly type: ColumnType
      /** The text that stands for a missing value. Default: the most frequent of the usual ones (empty, `NA`, `?`, …). */
      readonly missing?: string
      /** For a datetime: its strftime format. Default: found from the values. */
      readonly format?: string
      /** For a boolean: the words for false and true. Default: found from the values. */
      readonly words?: readonly [string, string]
      /** For an id: the personal data that new values are made as. Default: found from name and values. */
      readonly provider?: PersonalProvider
      /** For an id of a provider: its language. Default: found from name and values, or that of the other columns. */
      readonly locale?: PersonalLocale
      /** For an id: what new values look like (see `IdFormat`). Default: that of most values. */
      readonly pattern?: string
    }

/** Rules by column name. Of an object only its own keys count, so that a column may be called `__proto__`. */
export type ColumnRules = ReadonlyMap<string, ColumnRule> | Readonly<Record<string, ColumnRule>>

/** The rules as a map. */
export function ruleMap(rules: ColumnRules | undefined): ReadonlyMap<string, ColumnRule> {
  if (rules === undefined) return new Map()
  return isMap(rules) ? rules : new Map(Object.entries(rules))
}

function isMap(rules: ColumnRules): rules is ReadonlyMap<string, ColumnRule> {
  return rules instanceof Map
}
