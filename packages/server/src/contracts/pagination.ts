import { z } from 'zod'

/** An object's number. */
export const idSchema = z.int().min(1).max(2_147_483_647)

/** `{id}` of a path. */
export const idParams = z.object({ id: z.coerce.number<string>().pipe(idSchema) })

/** Query of a list. `sort` is a field, with a minus for descending. */
export function listQuery<const Fields extends readonly [string, ...string[]]>(sortable: Fields) {
  const sorts = sortable.flatMap((field) => [field, `-${field}`])
  return z.object({
    limit: z.coerce.number<string>().pipe(z.int().min(1).max(200)).default(50),
    offset: z.coerce.number<string>().pipe(z.int().min(0).max(1_000_000_000)).default(0),
    sort: z.enum(sorts).default(`-${sortable[0]}`),
  })
}

/** A part of a list, with the number of all. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({
    items: z.array(item),
    total: z.int().min(0),
    limit: z.int(),
    offset: z.int(),
  })
}
