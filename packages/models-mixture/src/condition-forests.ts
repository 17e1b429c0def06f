/**
 * Notation (see forest-mixture.ts and evidence.ts)
 *   m_j(u)     Σ_v p_k(v | u) t_j(v), t_j(v) = e_j(v) Π_children c of j m_c(v): probability of what is asked of j and the columns below it,
 *              given the state u of its parent.  1 where nothing is asked
 *   w_k'       w_k Π_roots m_j, scaled to sum 1: posterior weight of component k
 *   p_k'(v | u) = p_k(v | u) t_j(v) / m_j(u)
 *   So a mixture of forests under conditions is a mixture of forests again, and drawing from it takes no rejection: J. Pearl, "Reverend
 *   Bayes on Inference Engines", AAAI 1982.
 */
import { cumulate, drawCumulative, type Rng } from '@tabricate/core'
import type { ColumnEvidence } from './evidence.ts'
import type { Forest, ForestMixture } from './forest-mixture.ts'

/** Draws the states of rows. */
export interface StateDraw {
  /** Whether any row can satisfy the conditions. */
  readonly isPossible: boolean
  /** ln of the probability that a row satisfies the conditions (densities for single values of bins). */
  readonly logProbability: number
  /** States of `count` rows, by column. */
  draw(count: number, rng: Rng): Uint16Array[]
}

/** The states of rows that satisfy conditions, with exactly the probabilities that they have among all rows. */
export function conditionForests(mixture: ForestMixture, evidence: readonly ColumnEvidence[]): StateDraw {
  const { stateCounts, forests } = mixture
  const byColumn = new Map(evidence.map((each) => [each.column, each.shares]))
  const logWeights = new Float64Array(forests.length)
  const conditioned = forests.map((forest, k) => {
    const found = conditionForest(forest, stateCounts, byColumn)
    logWeights[k] = Math.log(mixture.weights[k] ?? 0) + found.logProbability
    return found.cumulative
  })
  const largest = logWeights.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const isPossible = largest > Number.NEGATIVE_INFINITY
  const weights = cumulate(logWeights.map((each) => (isPossible ? Math.exp(each - largest) : 1)))
  return {
    isPossible,
    logProbability: largest + Math.log(weights.at(-1) ?? 0),
    draw(count, rng) {
      const columns = stateCounts.map(() => new Uint16Array(count))
      for (let row = 0; row < count; row++) {
        const k = drawCumulative(rng, weights)
        drawRow(forests[k], conditioned[k] ?? [], stateCounts, columns, row, rng)
      }
      return columns
    },
  }
}

function drawRow(
  forest: Forest | undefined,
  cumulative: readonly Float32Array[],
  stateCounts: readonly number[],
  columns: readonly Uint16Array[],
  row: number,
  rng: Rng,
): void {
  if (forest === undefined) return
  const { order, parents } = forest
  for (let i = 0; i < order.length; i++) {
    const j = order[i] ?? 0
    const sums = cumulative[j]
    const codes = columns[j]
    if (sums === undefined || codes === undefined) continue
    const width = stateCounts[j] ?? 1
    const first = (columns[parents[j] ?? -1]?.[row] ?? 0) * width
    codes[row] = drawState(sums, first, width, rng.uniform())
  }
}

/** The first state whose running sum is above u times the last: never one of probability 0. */
function drawState(sums: Float32Array, first: number, width: number, u: number): number {
  const target = u * (sums[first + width - 1] ?? 0)
  let [low, high] = [0, width - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sums[first + middle] ?? 0) > target) high = middle
    else low = middle + 1
  }
  return low
}

interface Conditioned {
  /** Running sums of p_k'(v | u) over v, by column. */
  readonly cumulative: Float32Array[]
  readonly logProbability: number
}

function conditionForest(
  { parents, order, tables }: Forest,
  stateCounts: readonly number[],
  evidence: ReadonlyMap<number, Float64Array>,
): Conditioned {
  /** t_j, of columns of which something is asked, or of one below. */
  const asked = new Map<number, Float64Array>()
  for (const [column, shares] of evidence) asked.set(column, shares.slice())
  const cumulative: Float32Array[] = []
  let logProbability = 0
  for (let i = order.length - 1; i >= 0; i--) {
    const j = order[i] ?? 0
    const table = tables[j] ?? new Float32Array(0)
    const width = stateCounts[j] ?? 1
    const own = asked.get(j)
    const { sums, messages } = accumulate(table, width, own)
    cumulative[j] = sums
    if (own === undefined) continue
    const parent = parents[j] ?? -1
    if (parent < 0) {
      logProbability += Math.log(messages[0] ?? 0)
      continue
    }
    const above = asked.get(parent) ?? new Float64Array(stateCounts[parent] ?? 1).fill(1)
    for (let u = 0; u < above.length; u++) above[u] = (above[u] ?? 0) * (messages[u] ?? 0)
    asked.set(parent, above)
  }
  return { cumulative, logProbability }
}

/** Running sums over v of p(v | u) t(v), scaled to end at 1, and m(u), their ends before. */
function accumulate(table: Float32Array, width: number, own: Float64Array | undefined) {
  const sums = new Float32Array(table.length)
  const messages = new Float64Array(table.length / width)
  for (let u = 0, first = 0; u < messages.length; u++, first += width) {
    let sum = 0
    for (let v = 0; v < width; v++) sum += (table[first + v] ?? 0) * (own === undefined ? 1 : (own[v] ?? 0))
    messages[u] = sum
    const scale = sum > 0 ? 1 / sum : 0
    let running = 0
    for (let v = 0; v < width; v++) {
      running += (table[first + v] ?? 0) * (own === undefined ? 1 : (own[v] ?? 0)) * scale
      sums[first + v] = running
    }
  }
  return { sums, messages }
}
