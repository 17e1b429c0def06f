import type { Json } from '@tabricate/client'
import type { Option } from './option-field.ts'

/** What is searched of an option: a range with both ends, or choices. */
export type Searched =
  | { readonly kind: 'range'; readonly low: number; readonly high: number }
  | { readonly kind: 'choices'; readonly values: readonly Json[] }

/** Of an option that can be searched, from half its default to twice it, within its limits; all of what can be chosen. */
export function suggestedSearch({ field }: Option, value: Json): Searched | null {
  switch (field.kind) {
    case 'number': {
      if (typeof value !== 'number') return null
      const least = field.min ?? Number.NEGATIVE_INFINITY
      const most = field.max ?? Number.POSITIVE_INFINITY
      const round = (number: number) => (field.isWhole ? Math.round(number) : number)
      const low = Math.max(least, round(value / 2))
      const high = Math.min(most, value === 0 ? round(Math.min(1, most)) : round(value * 2))
      return low < high ? { kind: 'range', low, high } : null
    }
    case 'boolean':
      return { kind: 'choices', values: [true, false] }
    case 'choice':
      return { kind: 'choices', values: field.choices }
    case 'numbers':
    case 'text':
    case 'other':
      return null
    default:
      return field satisfies never
  }
}

/** As the platform takes it: two numbers are a range, a list of other values choices. */
export function wireSpace(space: { readonly [name: string]: Searched }): { [name: string]: Json[] } {
  return Object.fromEntries(
    Object.entries(space).map(([name, searched]) => [
      name,
      searched.kind === 'range' ? [searched.low, searched.high] : [...searched.values],
    ]),
  )
}
