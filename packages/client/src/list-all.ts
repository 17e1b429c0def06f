import { type Client, fillPath } from './create-client.ts'
import type { Data, Input, PathOf, RequestOptions } from './endpoint.ts'
import { readData } from './read-answer.ts'

/** Paths that answer a list in pages. */
export type ListPath = {
  [P in PathOf<'get'>]: Data<P, 'get'> extends {
    readonly items: readonly unknown[]
    readonly total: number
    readonly offset: number
  }
    ? P
    : never
}[PathOf<'get'>]

export type ListQuery<P extends ListPath> = NonNullable<Input<P, 'get'>['query']>

export type ListItem<P extends ListPath> =
  Data<P, 'get'> extends { readonly items: readonly (infer Item)[] } ? Item : never

/** So many are asked for at a time. */
const pageSize = 100

/**
 * Everything on a list, page by page as it is read: `for await (const dataset of listAll(client, '/upload/datasets'))`.
 * In an order in which new things come last, unless `sort` says otherwise, so that none is told twice.
 */
export async function* listAll<P extends ListPath>(
  client: Client,
  path: P,
  query: Partial<Omit<ListQuery<P>, 'limit' | 'offset'>> = {},
  { signal }: RequestOptions = {},
): AsyncGenerator<ListItem<P>> {
  for (let offset = 0; ; ) {
    const fullPath = fillPath(path, { query: { sort: 'id', ...query, limit: pageSize, offset } })
    const response = await client.transport.send({ method: 'GET', path: fullPath, signal })
    const page = await readData<ListPage<ListItem<P>>>(response)
    yield* page.items
    offset += page.items.length
    if (page.items.length === 0 || offset >= page.total) return
  }
}

interface ListPage<Item> {
  readonly items: readonly Item[]
  readonly total: number
}
