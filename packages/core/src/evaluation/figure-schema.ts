import { z } from 'zod'

/** A number from 0 to 1. */
export const share = z.number().min(0).max(1)

/** How many there are. */
export const count = z.int().min(0)

/** From the lower to the upper end, 95 %; `null` where the figure has none. */
export const interval = z.tuple([share, share]).readonly().nullable()

/** An object with these keys and no others. */
export function record<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape).readonly()
}

export function list<Item extends z.ZodType>(item: Item) {
  return z.array(item).readonly()
}

/** A figure, or `null` and why it cannot be computed, with what it consists of. `value` is a share unless said otherwise. */
export function figure<Shape extends z.ZodRawShape>(shape: Shape, value: z.ZodNumber = share) {
  return z.union([
    record({ value, ...shape }),
    record({ value: z.null(), /** A sentence for people to read. */ reason: z.string(), ...shape }),
  ])
}

/** A figure and nothing else. */
export const plainFigure = figure({})
