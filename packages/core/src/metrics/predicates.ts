/**
 * Notation
 *   condition   low ≤ rank ≤ high, but not `except`, in one column; missing is rank 0, see ranked-rows.ts
 *   predicate   a conjunction of conditions; it singles a row out of a table if it matches exactly one
 */

import type { Rng } from '../random/rng.ts'
import { nextTurn } from '../turns/next-turn.ts'
import type { RankedColumn, RankedRows, RankIndex } from './ranked-rows.ts'

const attemptsPerTurn = 20_000

/** A test of one column's cells. */
export interface Condition {
  /** The column's place. */
  readonly column: number
  readonly low: number
  readonly high: number
  /** A rank that does not pass; −1 for none. */
  readonly except: number
}

/** Conditions that must all hold. */
export type Predicate = readonly Condition[]

export const equals = (column: number, rank: number): Condition => ({
  column,
  low: rank,
  high: rank,
  except: -1,
})

/** At least `rank`, and not missing. */
export const atLeast = (column: number, rank: number, size: number): Condition => ({
  column,
  low: Math.max(1, rank),
  high: size,
  except: -1,
})

/** At most `rank`, and not missing. */
export const atMost = (column: number, rank: number): Condition => ({
  column,
  low: 1,
  high: rank,
  except: -1,
})

/** Another value, and not missing. */
export const differsFrom = (column: number, rank: number, size: number): Condition => ({
  column,
  low: 1,
  high: size,
  except: rank,
})

/** Number of rows that match, counted up to `limit`. In the worst case O(rows that match one of the conditions). */
export function countMatches(index: RankIndex, predicate: Predicate, limit = index.rowCount): number {
  let narrowest: { readonly rows: Int32Array; readonly from: number; readonly to: number } = {
    rows: new Int32Array(0),
    from: 0,
    to: Number.POSITIVE_INFINITY,
  }
  for (const { column, low, high } of predicate) {
    const order = index.orders[column]
    const [from, to] = [order?.starts[low] ?? 0, order?.starts[high + 1] ?? 0]
    if (order !== undefined && to - from < narrowest.to - narrowest.from)
      narrowest = { rows: order.rows, from, to }
  }
  const { rows, from, to } = narrowest
  let count = 0
  for (let place = from; place < Math.min(to, rows.length) && count < limit; place++) {
    const row = rows[place] ?? 0
    if (predicate.every((condition) => holds(condition, index.cells, row))) count++
  }
  return count
}

function holds({ column, low, high, except }: Condition, cells: RankedRows['cells'], row: number): boolean {
  const rank = cells[column]?.[row] ?? 0
  return rank >= low && rank <= high && rank !== except
}

/** Predicates that each single out a row of `rows`, all different, in random order. */
export interface PredicateSearch {
  readonly columns: readonly RankedColumn[]
  readonly rows: RankIndex
  /** How many to find. */
  readonly count: number
  readonly rng: Rng
}

/** Predicates over one column: a value that occurs once, the smallest or largest, missing where one is. O(columns · rows). */
export function univariatePredicates({ columns, rows, count, rng }: PredicateSearch): Predicate[] {
  const found = columns.flatMap(({ ordered, size }, column): Predicate[] => {
    const counts = new Int32Array(size + 1)
    for (const rank of rows.cells[column] ?? []) counts[rank] = (counts[rank] ?? 0) + 1
    const single = Array.from(counts.keys()).filter((rank) => counts[rank] === 1)
    const smallest = counts.findIndex((n, rank) => rank > 0 && n > 0)
    const largest = counts.findLastIndex((n, rank) => rank > 0 && n > 0)
    const ends = ordered
      ? [
          ...(counts[smallest] === 1 ? [[atMost(column, smallest)]] : []),
          ...(counts[largest] === 1 ? [[atLeast(column, largest, size)]] : []),
        ]
      : []
    return [...single.map((rank) => [equals(column, rank)]), ...ends]
  })
  // Where no other table goes further, the smallest value and all up to it are one predicate.
  const different = new Map(found.map((predicate) => [predicateKey(predicate), predicate]))
  return drawWithout([...different.values()], count, rng)
}

/** How predicates over several columns are looked for. */
export interface MultivariateOptions {
  readonly width: number
  /** Number of predicates to try before giving up. */
  readonly attempts: number
  readonly signal: AbortSignal | undefined
}

/**
 * Predicates over `width` random columns of a random row: its category, or a number on its side of the median.
 * @throws TabricateError `ABORTED`
 */
export async function multivariatePredicates(
  { columns, rows, count, rng }: PredicateSearch,
  { width, attempts, signal }: MultivariateOptions,
): Promise<Predicate[]> {
  const medians = columns.map((_, column) => medianRank(rows.cells[column] ?? new Int32Array(0)))
  const found = new Map<string, Predicate>()
  const order = Array.from(columns.keys())
  for (let attempt = 0; attempt < attempts && found.size < count && rows.rowCount > 0; attempt++) {
    if (attempt % attemptsPerTurn === 0) await nextTurn(signal)
    const row = rng.integer(rows.rowCount)
    const predicate = drawWithout(order, width, rng).map((column) => {
      const rank = rows.cells[column]?.[row] ?? 0
      const described = columns[column]
      if (rank === 0 || described?.ordered !== true) return equals(column, rank)
      return rank > (medians[column] ?? 0) ? atLeast(column, rank, described.size) : atMost(column, rank)
    })
    if (countMatches(rows, predicate, 2) === 1) found.set(predicateKey(predicate), predicate)
  }
  return [...found.values()]
}

/** Predicates over `width` random columns with random comparisons to random values of `rows`, that need not single out any row. */
export function randomPredicates({ columns, rows, count, rng }: PredicateSearch, width: number): Predicate[] {
  const values = rows.cells.map((ranks) => [...new Set(ranks)])
  const order = Array.from(columns.keys())
  return Array.from({ length: count }, () =>
    drawWithout(order, width, rng).map((column) => {
      const occurring = values[column] ?? []
      const rank = occurring[rng.integer(Math.max(1, occurring.length))] ?? 0
      const { ordered = false, size = 0 } = columns[column] ?? {}
      return randomCondition(column, rank, { ordered, size }, rng)
    }),
  )
}

function randomCondition(
  column: number,
  rank: number,
  { ordered, size }: Pick<RankedColumn, 'ordered' | 'size'>,
  rng: Rng,
): Condition {
  const choice = rng.integer(ordered && rank > 0 ? 6 : 2)
  if (choice === 0) return equals(column, rank)
  if (choice === 1) return differsFrom(column, rank, size)
  if (choice === 2) return atLeast(column, rank, size)
  if (choice === 3) return atLeast(column, rank + 1, size)
  return atMost(column, choice === 4 ? rank : rank - 1)
}

/** The mean of the two middle ranks that are not missing. */
function medianRank(ranks: Int32Array): number {
  const present = ranks.filter((rank) => rank > 0).sort()
  const middle = present.length >> 1
  const upper = present[middle] ?? 0
  return present.length % 2 === 1 ? upper : ((present[middle - 1] ?? 0) + upper) / 2
}

function predicateKey(predicate: Predicate): string {
  return predicate
    .map(({ column, low, high }) => `${column}:${low}-${high}`)
    .sort()
    .join()
}

/** `count` of the items, or all where there are not more, in random order, none twice. */
function drawWithout<T>(items: readonly T[], count: number, rng: Rng): T[] {
  const left = items.slice()
  for (let i = 0; i < Math.min(count, left.length); i++) {
    const j = i + rng.integer(left.length - i)
    const [a, b] = [left[i], left[j]]
    if (a === undefined || b === undefined) continue
    left[i] = b
    left[j] = a
  }
  return left.slice(0, count)
}
