/**
 * Notation
 *   stratum   the rows that have a certain value, or none of the values named, in every column of a rebalancing
 *   p_s       its target share;  Σ p_s = 1
 *   c_s(k)    rows of it among the first k: row k + 1 is one of the stratum with the largest p_s (k + 1) − c_s(k), so that
 *             |c_s(k) − p_s k| stays below 1 for two strata, and a few for many, at every k
 */

import { concatPreparedRows, type PreparedTable, selectPreparedRows } from '../encoding/prepared.ts'
import { type Issue, throwIssues } from '../errors.ts'
import type { Schema } from '../table/schema.ts'
import { type AcceptedRows, openAcceptedRows, type RowDemand } from './accepted-rows.ts'
import { type CellValue, type ColumnCondition, type Rebalance, readWhere } from './conditions.ts'
import type { SampleStats } from './model.ts'

/** Rows of one kind, and their share. */
export interface Stratum {
  readonly share: number
  readonly conditions: readonly ColumnCondition[]
}

/** Strata are the product of the values of all columns. */
const maxStrata = 1000

/** Shares may miss 1 by what floating-point sums do. */
const tolerance = 1e-9

/**
 * Reads target shares against a schema: no strata where there are none.
 * @throws TabricateError `CONDITION_INVALID` with every issue at once
 */
export function readStrata(schema: Schema, rebalance: Rebalance): readonly Stratum[] {
  const entries = Object.entries(rebalance)
  if (entries.length === 0) return []
  const issues: Issue[] = []
  const columns = entries.map(([name, shares]) => strataOfColumn(schema, name, shares, issues))
  const count = columns.reduce((product, strata) => product * Math.max(1, strata.length), 1)
  if (count > maxStrata)
    issues.push({
      path: [],
      message: `the values make ${count} combinations; at most ${maxStrata} are possible`,
    })
  throwIssues('CONDITION_INVALID', 'The shares cannot be used', issues)
  return columns
    .reduce<readonly Stratum[]>(
      (product, strata) =>
        product.flatMap((left) =>
          strata.map((right) => ({
            share: left.share * right.share,
            conditions: [...left.conditions, ...right.conditions],
          })),
        ),
      [{ share: 1, conditions: [] }],
    )
    .filter(({ share }) => share > 0)
}

function strataOfColumn(
  schema: Schema,
  name: string,
  shares: { readonly [value: string]: number },
  issues: Issue[],
): readonly Stratum[] {
  const named: { readonly share: number; readonly condition: ColumnCondition }[] = []
  let sum = 0
  for (const [value, share] of Object.entries(shares)) {
    if (!(share >= 0 && share <= 1)) {
      issues.push({ path: [name, value], message: `a share is a number from 0 to 1, not ${share}` })
      continue
    }
    sum += share
    try {
      const [condition] = readWhere(schema, { [name]: value === '' ? [value, null] : value })
      if (condition !== undefined) named.push({ share, condition })
    } catch (error) {
      issues.push({ path: [name, value], message: error instanceof Error ? error.message : String(error) })
    }
  }
  if (sum > 1 + tolerance) issues.push({ path: [name], message: `the shares sum to ${sum}, more than 1` })
  const [first] = named
  if (first === undefined) {
    issues.push({ path: [name], message: 'no value is given a share' })
    return []
  }
  const strata = named.map(({ share, condition }): Stratum => ({ share, conditions: [condition] }))
  if (sum >= 1 - tolerance) return strata
  const matches = (cell: CellValue) => named.every(({ condition }) => !condition.matches(cell))
  return [...strata, { share: 1 - sum, conditions: [{ ...first.condition, matches, ranges: undefined }] }]
}

/** Rows in which the strata take turns. */
const rowsPerChunk = 1000

/** Rows of all strata in turn, each drawn for itself. */
export function openRebalancedRows(demand: RowDemand, strata: readonly Stratum[]): AcceptedRows {
  const sources = strata.map(({ conditions }, index) =>
    openAcceptedRows({
      ...demand,
      conditions: [...demand.conditions, ...conditions],
      rng: demand.rng.split('stratum').split(index),
    }),
  )
  const readers = sources.map(openReader)
  const takeTurns = createTurns(strata.map(({ share }) => share))
  return {
    async next() {
      const turns = Array.from({ length: rowsPerChunk }, takeTurns)
      const counts = strata.map(() => 0)
      for (const turn of turns) counts[turn] = (counts[turn] ?? 0) + 1
      const parts: PreparedTable[] = []
      for (const [index, read] of readers.entries()) parts.push(await read(counts[index] ?? 0))
      // Row by row, the next one of the stratum whose turn it is.
      let before = 0
      const next = counts.map((count) => {
        before += count
        return before - count
      })
      const order = Int32Array.from(turns, (turn) => {
        const at = next[turn] ?? 0
        next[turn] = at + 1
        return at
      })
      return selectPreparedRows(concatPreparedRows(parts), order)
    },
    stats: () => sumStats(sources.map((source) => source.stats())),
  }
}

/** Says whose turn it is: row by row the stratum that lags most behind its share. */
function createTurns(shares: readonly number[]): () => number {
  const made = shares.map(() => 0)
  let rows = 0
  return () => {
    rows++
    let turn = 0
    let most = Number.NEGATIVE_INFINITY
    shares.forEach((share, index) => {
      const lag = share * rows - (made[index] ?? 0)
      if (lag <= most) return
      most = lag
      turn = index
    })
    made[turn] = (made[turn] ?? 0) + 1
    return turn
  }
}

/** Takes rows in any number from a source that gives them in batches. */
function openReader(source: AcceptedRows): (count: number) => Promise<PreparedTable> {
  let rest: PreparedTable | undefined
  return async (count) => {
    rest ??= await source.next()
    while (rest.rowCount < count) rest = concatPreparedRows([rest, await source.next()])
    const all = rest
    const rows = (from: number, to: number) =>
      selectPreparedRows(
        all,
        Int32Array.from({ length: to - from }, (_, i) => from + i),
      )
    rest = rows(count, all.rowCount)
    return rows(0, count)
  }
}

function sumStats(all: readonly SampleStats[]): SampleStats {
  const rejected = new Map<string, number>()
  for (const { rejectedRows } of all) {
    for (const [reason, count] of Object.entries(rejectedRows))
      rejected.set(reason, (rejected.get(reason) ?? 0) + count)
  }
  const sum = (read: (stats: SampleStats) => number) => all.reduce((total, stats) => total + read(stats), 0)
  return {
    drawnRows: sum(({ drawnRows }) => drawnRows),
    acceptedRows: sum(({ acceptedRows }) => acceptedRows),
    rejectedRows: Object.fromEntries(rejected),
  }
}
