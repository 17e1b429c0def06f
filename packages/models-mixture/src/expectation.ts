import type { Pacer } from '@tabricate/core'
import type { StateTable } from './encode-states.ts'
import type { Forest, ForestMixture } from './forest-mixture.ts'

/** Rows whose terms are computed at a time: what they take stays in the processor's cache. */
const rowsABlock = 512

/** What an E-step finds. */
export interface Expectation {
  /** r_k(row), by component [K][N]. */
  readonly responsibilities: readonly Float32Array[]
  /** ln p(x) of every row [N]. */
  readonly logLikelihoods: Float64Array
}

/** The E-step: which component a row belongs to, how much. */
export async function expectation(
  mixture: ForestMixture,
  table: StateTable,
  pace: Pacer,
  { keepsShares = true }: { readonly keepsShares?: boolean } = {},
): Promise<Expectation> {
  const { rowCount } = table
  const K = mixture.forests.length
  const responsibilities = mixture.forests.map(() => new Float32Array(keepsShares ? rowCount : 0))
  const logLikelihoods = new Float64Array(rowCount)
  const logTables = mixture.forests.map(({ tables }) => tables.map((each) => each.map(Math.log)))
  const terms = new Float64Array(K * rowsABlock)
  for (let first = 0; first < rowCount; first += rowsABlock) {
    const count = Math.min(rowsABlock, rowCount - first)
    await pace(count * K * table.columns.length)
    mixture.forests.forEach((forest, k) => {
      const own = terms.subarray(k * rowsABlock, k * rowsABlock + count)
      own.fill(Math.log(mixture.weights[k] ?? 0))
      addLogProbabilities(forest, logTables[k] ?? [], table, first, own)
    })
    for (let i = 0; i < count; i++) {
      let largest = Number.NEGATIVE_INFINITY
      for (let k = 0; k < K; k++) largest = Math.max(largest, terms[k * rowsABlock + i] ?? 0)
      if (largest === Number.NEGATIVE_INFINITY) {
        // Impossible in every component: no row that was learned.
        logLikelihoods[first + i] = largest
        continue
      }
      let sum = 0
      for (let k = 0; k < K; k++) {
        const share = Math.exp((terms[k * rowsABlock + i] ?? 0) - largest)
        terms[k * rowsABlock + i] = share
        sum += share
      }
      logLikelihoods[first + i] = largest + Math.log(sum)
      if (keepsShares)
        for (let k = 0; k < K; k++) {
          const own = responsibilities[k]
          if (own !== undefined) own[first + i] = (terms[k * rowsABlock + i] ?? 0) / sum
        }
    }
  }
  return { responsibilities, logLikelihoods }
}

function addLogProbabilities(
  { parents }: Forest,
  logTables: readonly Float32Array[],
  table: StateTable,
  first: number,
  sums: Float64Array,
): void {
  for (let j = 0; j < parents.length; j++) {
    const logs = logTables[j]
    const codes = table.columns[j]?.subarray(first, first + sums.length)
    if (logs === undefined || codes === undefined) continue
    const parent = table.columns[parents[j] ?? -1]?.subarray(first, first + sums.length)
    if (parent === undefined) {
      for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] ?? 0) + (logs[codes[i] ?? 0] ?? 0)
      continue
    }
    const parentCount = table.stateCounts[parents[j] ?? 0] ?? 1
    const width = logs.length / parentCount
    for (let i = 0; i < sums.length; i++)
      sums[i] = (sums[i] ?? 0) + (logs[(parent[i] ?? 0) * width + (codes[i] ?? 0)] ?? 0)
  }
}
