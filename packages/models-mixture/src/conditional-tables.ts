/**
 * Notation
 *   c(u, v)    weighted rows of a component with parent state u and child state v;  c(u) = Σ_v c(u, v);  n = Σ_u c(u)
 *   g(v)       share of v in the whole table;  p(v) = (c(v) + a g(v)) / (n + a): the component's marginal, drawn to the whole table's
 *   e(u, v)    c(u) p(v): what c would be without dependence
 *   ~          sums over neighbouring states of ordered columns (neighbour-sums.ts, decay h), in both directions
 *   l(u, v)    (c~ + b) / (e~ + b): lift, smoothed, and drawn to 1 where few rows speak
 *   q(v | u)   p(v) l(u, v) / z(u): what is believed of a parent state without rows
 *   p(v | u)   (c(u, v) + s q(v | u)) / (c(u) + s): the posterior mean under a Dirichlet prior of s rows
 *   L          Σ c ln p, each row's p found without the row itself: c, c~, c(u) less by one.
 *              a, and h, b, s one after the other, are those of greatest L, for every column of every component: M. Stone, "Cross-Validatory Choice
 *              and Assessment of Statistical Predictions", J. Royal Statistical Society B 36(2), 1974
 */
import { addNeighbours } from './neighbour-sums.ts'

/** How strongly a table given the parent is smoothed. */
export interface PairSmoothing {
  /** h */
  readonly decay: number
  /** b */
  readonly lift: number
  /** s */
  readonly strength: number
}

/** Probabilities, and the log-likelihood L of their rows, each left out in turn. */
export interface FittedTable<Smoothing> {
  readonly table: Float32Array
  readonly smoothing: Smoothing
  readonly score: number
}

const marginalStrengths = [1, 4, 16, 64, 256]
const decays = [0, 0.25, 0.5, 0.75]
const lifts = [0.02, 0.2, 2]
const strengths = [1, 4, 16, 64, 256]

/** What is held while the others are chosen. */
const firstGuess: PairSmoothing = { decay: 0, lift: 0.2, strength: 64 }

/** p(v) of counts c(v), with the best a, or a given one. */
export function marginalTable(
  counts: Float64Array,
  overall: Float64Array,
  fixed?: number,
): FittedTable<number> {
  let total = 0
  for (const count of counts) total += count
  let [smoothing, score] = [fixed ?? 0, Number.NEGATIVE_INFINITY]
  for (const a of fixed === undefined ? marginalStrengths : [fixed]) {
    let sum = 0
    for (let v = 0; v < counts.length; v++) {
      const count = counts[v] ?? 0
      if (count === 0) continue
      const own = Math.min(1, count)
      sum += count * Math.log((count - own + a * (overall[v] ?? 0)) / (total - own + a))
    }
    if (sum > score || score === Number.NEGATIVE_INFINITY) [smoothing, score] = [a, sum]
  }
  const table = new Float32Array(counts.length)
  for (let v = 0; v < counts.length; v++)
    table[v] = ((counts[v] ?? 0) + smoothing * (overall[v] ?? 0)) / (total + smoothing)
  return { table, smoothing, score }
}

/** What a table of probabilities given a parent is made of. */
export interface PairCounts {
  /** c(u, v), parent's states outside [U · V] */
  readonly counts: Float64Array
  readonly parentStates: number
  readonly childStates: number
  /** So many of the states, the first ones, are in ascending order; 0 where there is no order. */
  readonly orderedParents: number
  readonly orderedChildren: number
}

/**
 * p(v | u), with the best h, then b, then s, or given ones.
 * @param marginal p(v) @param share of the best s that is used: less keeps more of the dependence, at the cost of likelihood
 */
export function conditionalTable(
  pair: PairCounts,
  marginal: Float32Array,
  { fixed, share = 1 }: { readonly fixed?: PairSmoothing | undefined; readonly share?: number } = {},
): FittedTable<PairSmoothing> {
  const isOrdered = pair.orderedParents > 0 || pair.orderedChildren > 0
  if (fixed !== undefined || !isOrdered) {
    const { decay } = fixed ?? firstGuess
    return smoothNear(pair, nearCounts(pair, marginal, decay), marginal, fixed, share)
  }
  const cells = occupiedCells(pair)
  let best: { near: Near; score: number } | undefined
  for (const decay of decays) {
    const near = nearCounts(pair, marginal, decay)
    const sums = beliefSums(pair, near, marginal, firstGuess.lift)
    const score = leaveOneOut(pair, cells, near, marginal, sums, firstGuess.lift, firstGuess.strength)
    if (best === undefined || score > best.score) best = { near, score }
  }
  return smoothNear(pair, best?.near ?? nearCounts(pair, marginal, 0), marginal, undefined, share)
}

/** The best b, then s, for a given h. */
function smoothNear(
  pair: PairCounts,
  near: Near,
  marginal: Float32Array,
  fixed: PairSmoothing | undefined,
  share: number,
): FittedTable<PairSmoothing> {
  if (fixed !== undefined)
    return { table: posteriorMean(pair, near, marginal, fixed), smoothing: fixed, score: Number.NaN }
  const cells = occupiedCells(pair)
  let smoothing: PairSmoothing = { ...firstGuess, decay: near.decay }
  let score = Number.NEGATIVE_INFINITY
  const consider = (lift: number, sums: Float64Array, strength: number) => {
    const found = leaveOneOut(pair, cells, near, marginal, sums, lift, strength)
    if (found <= score) return
    score = found
    smoothing = { decay: near.decay, lift, strength }
  }
  for (const lift of lifts) consider(lift, beliefSums(pair, near, marginal, lift), firstGuess.strength)
  const { lift } = smoothing
  const sums = beliefSums(pair, near, marginal, lift)
  for (const strength of strengths) if (strength !== firstGuess.strength) consider(lift, sums, strength)
  const kept = { ...smoothing, strength: share * smoothing.strength }
  return { table: posteriorMean(pair, near, marginal, kept), smoothing: kept, score }
}

/** Where c(u, v) is not 0, ascending. */
function occupiedCells({ counts }: PairCounts): Int32Array {
  const cells: number[] = []
  for (let at = 0; at < counts.length; at++) if ((counts[at] ?? 0) > 0) cells.push(at)
  return Int32Array.from(cells)
}

/** Sums over neighbours with one decay. */
interface Near {
  readonly decay: number
  /** c(u) */
  readonly parents: Float64Array
  /** c~(u, v) */
  readonly counts: Float64Array
  /** e~(u, v) = parentSums(u) · childSums(v) */
  readonly parentSums: Float64Array
  readonly childSums: Float64Array
}

function nearCounts(pair: PairCounts, marginal: Float32Array, decay: number): Near {
  const { counts, parentStates: U, childStates: V, orderedParents, orderedChildren } = pair
  const parents = new Float64Array(U)
  for (let u = 0, at = 0; u < U; u++)
    for (let v = 0; v < V; v++, at++) parents[u] = (parents[u] ?? 0) + (counts[at] ?? 0)
  const alongChildren = addNeighbours(
    counts,
    { lines: U, length: V, ordered: orderedChildren, stride: 1 },
    decay,
  )
  return {
    decay,
    parents,
    counts: addNeighbours(alongChildren, { lines: V, length: U, ordered: orderedParents, stride: V }, decay),
    parentSums: addNeighbours(parents, { lines: 1, length: U, ordered: orderedParents, stride: 1 }, decay),
    childSums: addNeighbours(
      Float64Array.from(marginal),
      { lines: 1, length: V, ordered: orderedChildren, stride: 1 },
      decay,
    ),
  }
}

/** z(u) */
function beliefSums(
  { parentStates: U, childStates: V }: PairCounts,
  { counts, parentSums, childSums }: Near,
  marginal: Float32Array,
  lift: number,
): Float64Array {
  const sums = new Float64Array(U)
  for (let u = 0, at = 0; u < U; u++) {
    const parentSum = parentSums[u] ?? 0
    let sum = 0
    for (let v = 0; v < V; v++, at++)
      sum += ((marginal[v] ?? 0) * ((counts[at] ?? 0) + lift)) / (parentSum * (childSums[v] ?? 0) + lift)
    sums[u] = sum
  }
  return sums
}

/** L */
function leaveOneOut(
  { counts, childStates: V }: PairCounts,
  cells: Int32Array,
  near: Near,
  marginal: Float32Array,
  sums: Float64Array,
  lift: number,
  strength: number,
): number {
  let score = 0
  for (const at of cells) {
    const u = Math.floor(at / V)
    const v = at - u * V
    const count = counts[at] ?? 0
    const own = Math.min(1, count)
    const expected = (near.parentSums[u] ?? 0) * (near.childSums[v] ?? 0)
    const believed =
      ((marginal[v] ?? 0) * ((near.counts[at] ?? 0) - own + lift)) / ((expected + lift) * (sums[u] ?? 1))
    score += count * Math.log((count - own + strength * believed) / ((near.parents[u] ?? 0) - own + strength))
  }
  return score
}

function posteriorMean(
  pair: PairCounts,
  near: Near,
  marginal: Float32Array,
  { lift, strength }: PairSmoothing,
): Float32Array {
  const { counts, parentStates: U, childStates: V } = pair
  const sums = beliefSums(pair, near, marginal, lift)
  const table = new Float32Array(U * V)
  for (let u = 0, at = 0; u < U; u++) {
    const parentSum = near.parentSums[u] ?? 0
    const total = (near.parents[u] ?? 0) + strength
    const scale = strength / ((sums[u] ?? 1) * total)
    for (let v = 0; v < V; v++, at++) {
      const lifted = ((near.counts[at] ?? 0) + lift) / (parentSum * (near.childSums[v] ?? 0) + lift)
      table[at] = (counts[at] ?? 0) / total + scale * (marginal[v] ?? 0) * lifted
    }
  }
  return table
}
