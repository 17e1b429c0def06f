import type { Pacer } from '@tabricate/core'
import { chowLiuForest, type ForestShape, type WeightedRows, withoutEdges } from './chow-liu-forest.ts'
import type { ColumnStates } from './column-states.ts'
import { conditionalTable, marginalTable, type PairSmoothing } from './conditional-tables.ts'
import type { StateTable } from './encode-states.ts'
import type { Forest, ForestMixture } from './forest-mixture.ts'
import type { GroupedTable } from './state-groups.ts'

/** Less of a row than this is not counted. */
const leastShare = 1e-3

/** What the M-step works on, the same in every round. */
export interface Training {
  readonly states: readonly ColumnStates[]
  readonly table: StateTable
  readonly grouped: GroupedTable
  /** g(v) of each column. */
  readonly overall: readonly Float64Array[]
  /** Whether the columns of a component depend on each other. */
  readonly hasEdges: boolean
  /** Share of the best smoothing that is used. */
  readonly smoothing: number
}

/** How a component is smoothed and shaped: found in some rounds, kept in others. */
export interface ForestPlan extends ForestShape {
  readonly marginals: readonly number[]
  readonly pairs: readonly (PairSmoothing | undefined)[]
}

/** The M-step. Shapes and smoothing are found anew where no plans are given. */
export async function maximisation(
  training: Training,
  responsibilities: readonly Float32Array[],
  plans: readonly ForestPlan[] | undefined,
  pace: Pacer,
): Promise<{ readonly mixture: ForestMixture; readonly plans: readonly ForestPlan[] }> {
  const { table } = training
  const forests: Forest[] = []
  const newPlans: ForestPlan[] = []
  const weights = new Float64Array(responsibilities.length)
  for (const [k, own] of responsibilities.entries()) {
    const rows = ownRows(own)
    await pace(rows.rows.length * table.columns.length * (plans === undefined ? table.columns.length / 2 : 1))
    weights[k] = (rows.total + 1) / (table.rowCount + responsibilities.length)
    const plan = plans?.[k]
    const shape =
      plan ?? (training.hasEdges ? chowLiuForest(training.grouped, rows) : withoutEdges(table.columns.length))
    const parents = shape.parents.slice()
    const tables: Float32Array[] = []
    const marginals: number[] = []
    const pairs: (PairSmoothing | undefined)[] = []
    for (let j = 0; j < table.columns.length; j++) {
      const column = fitColumn(training, rows, j, parents[j] ?? -1, plan)
      if (column.pair === undefined) parents[j] = -1
      await pace(column.table.length * (plan === undefined ? 50 : 5))
      tables.push(column.table)
      marginals.push(column.marginal)
      pairs.push(column.pair)
    }
    forests.push({ parents, order: shape.order, tables })
    newPlans.push({ parents, order: shape.order, marginals, pairs })
  }
  return { mixture: { stateCounts: table.stateCounts, weights, forests }, plans: newPlans }
}

function ownRows(shares: Float32Array): WeightedRows {
  let count = 0
  for (let row = 0; row < shares.length; row++) if ((shares[row] ?? 0) >= leastShare) count++
  const rows = new Int32Array(count)
  const weights = new Float32Array(count)
  let [at, total] = [0, 0]
  for (let row = 0; row < shares.length; row++) {
    const share = shares[row] ?? 0
    if (share < leastShare) continue
    rows[at] = row
    weights[at++] = share
    total += share
  }
  return { rows, weights, total }
}

function fitColumn(
  { states, table, overall, smoothing }: Training,
  { rows, weights }: WeightedRows,
  j: number,
  parent: number,
  plan: ForestPlan | undefined,
) {
  const codes = table.columns[j] ?? new Uint16Array(0)
  const width = table.stateCounts[j] ?? 1
  const shares = overall[j] ?? new Float64Array(width)
  const single = new Float64Array(width)
  for (let i = 0; i < rows.length; i++) {
    const code = codes[rows[i] ?? 0] ?? 0
    single[code] = (single[code] ?? 0) + (weights[i] ?? 0)
  }
  const alone = marginalTable(single, shares, plan?.marginals[j])
  const parentCodes = table.columns[parent]
  if (parentCodes === undefined) return { table: alone.table, marginal: alone.smoothing, pair: undefined }
  const parentStates = table.stateCounts[parent] ?? 1
  const counts = new Float64Array(parentStates * width)
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? 0
    const cell = (parentCodes[row] ?? 0) * width + (codes[row] ?? 0)
    counts[cell] = (counts[cell] ?? 0) + (weights[i] ?? 0)
  }
  const pair = conditionalTable(
    {
      counts,
      parentStates,
      childStates: width,
      orderedParents: orderedStates(states[parent]),
      orderedChildren: orderedStates(states[j]),
    },
    alone.table,
    { fixed: plan?.pairs[j], share: smoothing },
  )
  // An edge that rows left out do not speak for is none.
  if (plan === undefined && pair.score <= alone.score)
    return { table: alone.table, marginal: alone.smoothing, pair: undefined }
  return { table: pair.table, marginal: alone.smoothing, pair: pair.smoothing }
}

function orderedStates(states: ColumnStates | undefined): number {
  return states?.kind === 'numeric' ? states.starts.length - 1 : 0
}
