import { z } from 'zod'

/** Settings come from the environment as text, and from a host's code as values: each reader takes both. */

/** A whole number between `min` and `max`, both included. */
export function wholeNumber(min: number, max = Number.MAX_SAFE_INTEGER) {
  return numeric(z.int().min(min).max(max))
}

/** A number between `min` and `max`, both included. */
export function decimalNumber(min: number, max: number) {
  return numeric(z.number().min(min).max(max))
}

function numeric(schema: z.ZodNumber) {
  return z.preprocess(
    (value) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value),
    schema,
  )
}

const booleanWords: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['yes', true],
  ['on', true],
  ['false', false],
  ['0', false],
  ['no', false],
  ['off', false],
])

/** `true`, `1`, `yes`, `on` or their opposites. */
export function flag() {
  return z.preprocess(
    (value) => (typeof value === 'string' ? (booleanWords.get(value.trim().toLowerCase()) ?? value) : value),
    z.boolean(),
  )
}

/** A list, as text separated by commas. */
export function list<Item extends z.ZodType>(item: Item) {
  return z.preprocess(
    (value) =>
      typeof value === 'string'
        ? value
            .split(',')
            .map((part) => part.trim())
            .filter((part) => part !== '')
        : value,
    z.array(item),
  )
}
