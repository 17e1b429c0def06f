import type { Order } from './use-order.ts'

/** What every synthetic row must obey, as the platform takes it. */
export type Rule = NonNullable<Order['constraints']>[number]
export type RuleKind = Rule['kind']
type Bound = number | string

/** What is entered until it makes a rule. What its kind does not need is kept for another kind, and not sent. */
export interface RuleDraft {
  readonly kind: RuleKind
  /** The lower of two, the one within bounds, or the total. */
  readonly column: string
  /** The higher of two. */
  readonly other: string
  readonly canBeEqual: boolean
  /** Those that occur together, are parts, or are unique together. */
  readonly columns: readonly string[]
  /** Empty for none. */
  readonly min: Bound
  readonly max: Bound
}

export const firstRuleDraft: RuleDraft = {
  kind: 'less_than',
  column: '',
  other: '',
  canBeEqual: true,
  columns: [],
  min: '',
  max: '',
}

/** Can a column have a rule of a kind? Ids are made up, and nothing is known of them. */
export function suits(kind: RuleKind, type: string): boolean {
  if (type === 'id') return false
  if (kind === 'sum_of') return type === 'numerical'
  if (kind === 'less_than' || kind === 'range') return type === 'numerical' || type === 'datetime'
  return true
}

/** The rule that is entered; `undefined` as long as something is missing. */
export function ruleOf({ kind, column, other, canBeEqual, columns, min, max }: RuleDraft): Rule | undefined {
  switch (kind) {
    case 'less_than':
      return column === '' || other === '' || column === other
        ? undefined
        : { kind, low: column, high: other, or_equal: canBeEqual }
    case 'range':
      return column === '' || (min === '' && max === '')
        ? undefined
        : { kind, column, ...(min !== '' && { min }), ...(max !== '' && { max }) }
    case 'sum_of':
      return column === '' || columns.length < 2 || columns.includes(column)
        ? undefined
        : { kind, total: column, parts: [...columns] }
    case 'fixed_combinations':
      return columns.length < 2 ? undefined : { kind, columns: [...columns] }
    case 'unique':
      return columns.length === 0 ? undefined : { kind, columns: [...columns] }
    default:
      return kind satisfies never
  }
}
