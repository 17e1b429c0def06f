import { AsyncLocalStorage } from 'node:async_hooks'
import type { Knex } from 'knex'

export type DatabaseEngine = 'postgresql' | 'pglite'

/** The platform's database: SQL lives in repositories, which take this. */
export interface Database {
  readonly engine: DatabaseEngine
  /** The connection to ask: that of the transaction that the caller runs in, or any. */
  sql(): Knex
  /**
   * Runs `work` in a transaction, or in the one that the caller is in already. With one connection, as the embedded database has,
   * anything else would wait for itself.
   */
  transaction<Result>(work: () => Promise<Result>): Promise<Result>
  /** Runs `work` once the transaction of the caller is committed, and not at all if it is not; at once without one. */
  afterCommit(work: () => void): void
  /** Runs a statement with `$1` … as the driver takes it. */
  raw(text: string, values?: readonly unknown[]): Promise<readonly { readonly [column: string]: unknown }[]>
  /** The whole embedded database as a gzipped tar file; null on PostgreSQL, which has its own tools. */
  dump(): Promise<Uint8Array | null>
  close(): Promise<void>
}

interface DatabaseParts {
  readonly engine: DatabaseEngine
  readonly knex: Knex
  readonly dump: () => Promise<Uint8Array | null>
  readonly close: () => Promise<void>
}

interface Current {
  readonly transaction: Knex.Transaction
  readonly afterwards: (() => void)[]
}

export function createDatabase({ engine, knex, dump, close }: DatabaseParts): Database {
  const current = new AsyncLocalStorage<Current>()
  return {
    engine,
    sql: () => current.getStore()?.transaction ?? knex,
    async transaction(work) {
      if (current.getStore() !== undefined) return work()
      const afterwards: (() => void)[] = []
      const result = await knex.transaction((transaction) => current.run({ transaction, afterwards }, work))
      for (const each of afterwards) each()
      return result
    },
    afterCommit(work) {
      const store = current.getStore()
      // What runs afterwards, and whatever it begins, must not take the transaction for its own.
      const detached = () => current.exit(work)
      if (store === undefined) detached()
      else store.afterwards.push(detached)
    },
    async raw(text, values = []) {
      // knex has its own placeholders; a statement's own question marks are spared from them.
      const escaped = text.replaceAll('?', '\\?')
      const bindings: Knex.RawBinding[] = []
      const positioned = escaped.replaceAll(/\$(\d+)/g, (_, number: string) => {
        bindings.push(toBinding(values[Number(number) - 1]))
        return '?'
      })
      const result: unknown = await (current.getStore()?.transaction ?? knex).raw(
        values.length === 0 ? escaped : positioned,
        bindings,
      )
      return rowsOf(result)
    },
    dump,
    close,
  }
}

function toBinding(value: unknown): Knex.RawBinding {
  if (value === undefined || value === null) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (value instanceof Date || value instanceof Uint8Array)
    return value instanceof Date ? value : Buffer.from(value)
  if (Array.isArray(value)) return value.map(String)
  return JSON.stringify(value)
}

type Row = { readonly [column: string]: unknown }

/** Of several statements at once, the rows of the last one that has any. */
function rowsOf(result: unknown): readonly Row[] {
  const results: readonly unknown[] = Array.isArray(result) ? result : [result]
  for (const each of results.toReversed()) if (hasRows(each)) return each.rows
  return []
}

/** As the driver gives them. */
function hasRows(value: unknown): value is { readonly rows: readonly Row[] } {
  return typeof value === 'object' && value !== null && 'rows' in value && Array.isArray(value.rows)
}
