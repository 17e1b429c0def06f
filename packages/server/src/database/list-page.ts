import type { Knex } from 'knex'

/** A part of a list, with the number of all. */
export interface Page<Row> {
  readonly items: readonly Row[]
  readonly total: number
}

export interface PageQuery {
  readonly limit: number
  readonly offset: number
  /** A column, with a minus for descending. Checked by the contract: it goes into the statement. */
  readonly sort: string
}

/** A row together with the number of all: what {@link totalRows} adds to a statement. */
export type Counted<Row> = Row & { readonly total_rows: number }

/** Counts all rows of a statement, before it is cut to a page. */
export function totalRows(sql: Knex): Knex.Raw {
  return sql.raw('count(*) over () as total_rows')
}

/** The order of a page: `table` is the table, or its alias, that the sort's column and `id` belong to. */
export function pageOrder({ sort }: PageQuery, table: string) {
  const order = sort.startsWith('-') ? 'desc' : 'asc'
  return [
    { column: `${table}.${sort.replace(/^-/, '')}`, order },
    { column: `${table}.id`, order },
  ]
}

/**
 * The rows of a page and the number of all in one statement; a second one only where the page is empty.
 * @param read runs the statement, which selects {@link totalRows} too
 */
export async function listPage<Row extends object>(
  { limit, offset }: PageQuery,
  read: (limit: number, offset: number) => Promise<readonly Counted<Row>[]>,
): Promise<Page<Row>> {
  const rows = await read(limit, offset)
  const [first] = rows
  if (first !== undefined) return { items: rows, total: first.total_rows }
  const [counted] = offset === 0 ? [] : await read(1, 0)
  return { items: [], total: counted?.total_rows ?? 0 }
}
