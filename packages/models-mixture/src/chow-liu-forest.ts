/**
 * Notation
 *   I_ij   mutual information of the grouped columns i and j under a component's responsibilities, in nats, less what independent columns
 *          would show by chance, (G_i − 1)(G_j − 1) / 2n with n rows and G groups that occur (G. A. Miller, 1955)
 *   The forest has the edges of greatest Σ I_ij, each positive: C. K. Chow, C. N. Liu, "Approximating Discrete Probability Distributions
 *   with Dependence Trees", IEEE Transactions on Information Theory 14(3), 1968.
 */
import type { GroupedTable } from './state-groups.ts'

/** Rows of a component, and how much of each is its own. */
export interface WeightedRows {
  readonly rows: Int32Array
  readonly weights: Float32Array
  /** Σ weights */
  readonly total: number
}

/** Parents (−1 = none) and an order in which they come before their children. */
export interface ForestShape {
  readonly parents: Int32Array
  readonly order: Int32Array
}

/** The forest of greatest mutual information. */
export function chowLiuForest(grouped: GroupedTable, own: WeightedRows): ForestShape {
  const d = grouped.columns.length
  const information = new Float64Array(d * d)
  const marginals = grouped.columns.map((column, j) => marginal(column, grouped.groupCounts[j] ?? 1, own))
  for (let i = 0; i < d; i++) {
    for (let j = i + 1; j < d; j++) {
      const value = pairInformation(grouped, own, marginals, i, j)
      information[i * d + j] = value
      information[j * d + i] = value
    }
  }
  return spanningForest(information, d)
}

/** Every column by itself. */
export function withoutEdges(d: number): ForestShape {
  return { parents: new Int32Array(d).fill(-1), order: Int32Array.from({ length: d }, (_, j) => j) }
}

/** Prim's algorithm on positive edges only: columns join the column with which they share most. */
export function spanningForest(information: Float64Array, d: number): ForestShape {
  const parents = new Int32Array(d).fill(-1)
  const order = new Int32Array(d)
  const best = new Float64Array(d)
  const joined = new Uint8Array(d)
  for (let step = 0; step < d; step++) {
    let next = -1
    for (let j = 0; j < d; j++)
      if (joined[j] === 0 && (next < 0 || (best[j] ?? 0) > (best[next] ?? 0))) next = j
    order[step] = next
    joined[next] = 1
    for (let j = 0; j < d; j++) {
      const shared = information[next * d + j] ?? 0
      if (joined[j] === 1 || shared <= (best[j] ?? 0)) continue
      best[j] = shared
      parents[j] = next
    }
  }
  return { parents, order }
}

function marginal(column: Uint8Array, groups: number, { rows, weights }: WeightedRows): Float64Array {
  const sums = new Float64Array(groups)
  for (let i = 0; i < rows.length; i++) {
    const group = column[rows[i] ?? 0] ?? 0
    sums[group] = (sums[group] ?? 0) + (weights[i] ?? 0)
  }
  return sums
}

function pairInformation(
  { columns, groupCounts }: GroupedTable,
  { rows, weights, total }: WeightedRows,
  marginals: readonly Float64Array[],
  i: number,
  j: number,
): number {
  const [left, right] = [columns[i], columns[j]]
  const [a, b] = [marginals[i], marginals[j]]
  if (left === undefined || right === undefined || a === undefined || b === undefined || total <= 0) return 0
  const width = groupCounts[j] ?? 1
  const joint = new Float64Array((groupCounts[i] ?? 1) * width)
  for (let r = 0; r < rows.length; r++) {
    const row = rows[r] ?? 0
    const cell = (left[row] ?? 0) * width + (right[row] ?? 0)
    joint[cell] = (joint[cell] ?? 0) + (weights[r] ?? 0)
  }
  let sum = 0
  for (let g = 0; g < a.length; g++) {
    for (let h = 0; h < b.length; h++) {
      const cell = joint[g * width + h] ?? 0
      if (cell > 0) sum += cell * Math.log((cell * total) / ((a[g] ?? 0) * (b[h] ?? 0)))
    }
  }
  const occurring = (sums: Float64Array) => sums.reduce((count, value) => count + (value > 0.5 ? 1 : 0), 0)
  return sum / total - ((occurring(a) - 1) * (occurring(b) - 1)) / (2 * total)
}
