import type { Json } from '@tabricate/client'

/** How an option of a model is entered. Limits are inclusive; null for none. */
export type OptionField =
  | {
      readonly kind: 'number'
      readonly isWhole: boolean
      readonly min: number | null
      readonly max: number | null
    }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'numbers'; readonly isWhole: boolean }
  | { readonly kind: 'text' }
  /** What the form cannot show is left at its default. */
  | { readonly kind: 'other' }

export interface Option {
  readonly name: string
  readonly description: string
  readonly field: OptionField
}

/** The fields of a model's form, from the JSON Schema of its options. */
export function optionFields(schema: { readonly [name: string]: Json }): readonly Option[] {
  return Object.entries(record(schema.properties)).map(([name, property]) => {
    const { description } = record(property)
    return { name, description: typeof description === 'string' ? description : '', field: fieldOf(property) }
  })
}

function fieldOf(property: Json): OptionField {
  const { type, enum: choices, items, anyOf } = record(property)
  // What may also be null is entered as what it is otherwise; empty is null.
  if (isList(anyOf)) {
    const [only, ...others] = anyOf.filter((part) => record(part).type !== 'null')
    return only === undefined || others.length > 0 ? { kind: 'other' } : fieldOf(only)
  }
  if (isList(choices)) return { kind: 'choice', choices: choices.map(String) }
  if (type === 'integer' || type === 'number')
    return { kind: 'number', isWhole: type === 'integer', ...limits(record(property)) }
  if (type === 'boolean') return { kind: 'boolean' }
  if (type === 'string') return { kind: 'text' }
  const itemType = type === 'array' ? record(items ?? null).type : null
  if (itemType !== 'integer' && itemType !== 'number') return { kind: 'other' }
  return { kind: 'numbers', isWhole: itemType === 'integer' }
}

function limits({ minimum, maximum, exclusiveMinimum }: { readonly [name: string]: Json }) {
  const least = typeof minimum === 'number' ? minimum : exclusiveMinimum
  return {
    min: typeof least === 'number' ? least : null,
    // The greatest that a double holds is no limit that a person wants to read.
    max: typeof maximum === 'number' && maximum < Number.MAX_SAFE_INTEGER ? maximum : null,
  }
}

function record(value: Json | undefined): { readonly [name: string]: Json } {
  return isRecord(value) ? value : {}
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

function isRecord(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Numbers that are separated by commas or spaces; null for anything else. */
export function parseNumbers(text: string, isWhole: boolean): readonly number[] | null {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '')
  const numbers = parts.map(Number)
  const isRight = numbers.every((number) => (isWhole ? Number.isInteger(number) : Number.isFinite(number)))
  return parts.length > 0 && isRight ? numbers : null
}
