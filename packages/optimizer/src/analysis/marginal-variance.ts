/**
 * Notation
 *   f̂        a regression tree's prediction, constant on each of its leaves
 *   leaf     a box: an interval of every numeric position, a set of choices of every categorical one; its volume is its share of the space
 *   V        variance of f̂ over the space, all points alike
 *   a_j(x_j) mean of f̂ over all other parameters
 *   V_j      variance of a_j: what parameter j explains by itself
 *   F. Hutter, H. Hoos, K. Leyton-Brown, "An Efficient Approach for Assessing Hyperparameter Importance" (fANOVA), ICML 2014, algorithm 2
 */
import type { RegressionTree, Split } from './regression-tree.ts'

/** The part of one parameter that a leaf covers. */
type Extent =
  | { readonly kind: 'interval'; readonly low: number; readonly high: number }
  | { readonly kind: 'choices'; readonly choices: ReadonlySet<number>; readonly of: number }

interface Leaf {
  readonly value: number
  readonly extents: readonly Extent[]
}

/** V, and V_j of every parameter. */
export interface MarginalVariances {
  readonly total: number
  readonly single: readonly number[]
}

/** `choices`: number of choices of a categorical parameter, 0 for a numeric one. */
export function marginalVariances(tree: RegressionTree, choices: readonly number[]): MarginalVariances {
  const whole = choices.map(
    (count): Extent =>
      count > 0
        ? { kind: 'choices', choices: new Set(Array.from({ length: count }, (_, k) => k)), of: count }
        : { kind: 'interval', low: 0, high: 1 },
  )
  const leaves = leavesOf(tree, whole)
  const volumes = leaves.map(({ extents }) => extents.reduce((product, extent) => product * share(extent), 1))
  const mean = leaves.reduce((sum, { value }, i) => sum + value * (volumes[i] ?? 0), 0)
  const total = leaves.reduce((sum, { value }, i) => sum + (value - mean) ** 2 * (volumes[i] ?? 0), 0)
  const single = choices.map((_, j) => {
    const { ends, sizes } = cellsOf(leaves, j)
    const marginals = new Float64Array(sizes.length)
    for (const [i, { value, extents }] of leaves.entries()) {
      const extent = extents[j]
      if (extent === undefined) continue
      const part = (value * (volumes[i] ?? 0)) / share(extent)
      for (const cell of coveredCells(extent, ends)) marginals[cell] = (marginals[cell] ?? 0) + part
    }
    return marginals.reduce((sum, marginal, cell) => sum + (sizes[cell] ?? 0) * (marginal - mean) ** 2, 0)
  })
  return { total, single }
}

function leavesOf(tree: RegressionTree, extents: readonly Extent[]): Leaf[] {
  if (tree.kind === 'leaf') return [{ value: tree.value, extents }]
  const { split, inside, outside } = tree
  return [
    ...leavesOf(inside, narrowed(extents, split, true)),
    ...leavesOf(outside, narrowed(extents, split, false)),
  ]
}

function narrowed(extents: readonly Extent[], split: Split, inside: boolean): readonly Extent[] {
  return extents.map((extent, j): Extent => {
    if (j !== split.parameter) return extent
    if (split.kind === 'numeric' && extent.kind === 'interval')
      return inside ? { ...extent, high: split.threshold } : { ...extent, low: split.threshold }
    if (split.kind === 'categorical' && extent.kind === 'choices') {
      const kept = [...extent.choices].filter((choice) => (choice === split.choice) === inside)
      return { ...extent, choices: new Set(kept) }
    }
    return extent
  })
}

function share(extent: Extent): number {
  return extent.kind === 'interval' ? extent.high - extent.low : extent.choices.size / extent.of
}

/** The pieces of a parameter on which its marginal is constant: their shares, and the ends of intervals. */
function cellsOf(
  leaves: readonly Leaf[],
  j: number,
): { readonly ends: readonly number[]; readonly sizes: readonly number[] } {
  const ends = new Set<number>()
  for (const { extents } of leaves) {
    const extent = extents[j]
    if (extent?.kind === 'choices')
      return { ends: [], sizes: Array.from({ length: extent.of }, () => 1 / extent.of) }
    if (extent === undefined) continue
    ends.add(extent.low)
    ends.add(extent.high)
  }
  const sorted = [...ends].sort((a, b) => a - b)
  return { ends: sorted, sizes: sorted.slice(1).map((high, k) => high - (sorted[k] ?? 0)) }
}

function coveredCells(extent: Extent, ends: readonly number[]): Iterable<number> {
  if (extent.kind === 'choices') return extent.choices
  const first = indexOfSorted(ends, extent.low)
  return Array.from({ length: indexOfSorted(ends, extent.high) - first }, (_, k) => first + k)
}

function indexOfSorted(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}
