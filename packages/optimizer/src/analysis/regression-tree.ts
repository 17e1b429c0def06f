/**
 * Notation
 *   n        rows
 *   x_i, y_i point of the space and target of row i; categorical coordinates are indices
 *   gain     fall of the sum of squared residuals by a split
 *   L. Breiman et al., "Classification and Regression Trees", 1984; randomised as in P. Geurts, D. Ernst, L. Wehenkel, "Extremely Randomized Trees",
 *   Mach. Learn. 63, 2006, except that all parameters are candidates: fANOVA needs every effect, also the weak ones
 */
import type { Rng } from '@tabricate/core'

/** A side of a split: positions up to `threshold`, or the `choice` alone. */
export type Split =
  | { readonly kind: 'numeric'; readonly parameter: number; readonly threshold: number }
  | { readonly kind: 'categorical'; readonly parameter: number; readonly choice: number }

export type RegressionTree =
  | { readonly kind: 'leaf'; readonly value: number }
  | {
      readonly kind: 'node'
      readonly split: Split
      readonly inside: RegressionTree
      readonly outside: RegressionTree
    }

export interface TreeInput {
  readonly points: readonly Float64Array[]
  readonly targets: readonly number[]
  /** Number of choices of a categorical parameter, 0 for a numeric one. */
  readonly choices: readonly number[]
}

/** Leaves of one row: marginals average over the rest of the tree, and a forest over the trees. */
const fewestRowsToSplit = 2
/** Thresholds tried for each numeric parameter of a node. */
const thresholdsTried = 8

/** A tree grown on the given rows. */
export function growTree(input: TreeInput, rows: readonly number[], rng: Rng): RegressionTree {
  const value = mean(rows.map((row) => input.targets[row] ?? 0))
  if (rows.length < fewestRowsToSplit) return { kind: 'leaf', value }
  const split = bestSplit(input, rows, rng)
  if (split === undefined) return { kind: 'leaf', value }
  const isInside = (row: number) => lies(split, input.points[row])
  return {
    kind: 'node',
    split,
    inside: growTree(input, rows.filter(isInside), rng),
    outside: growTree(
      input,
      rows.filter((row) => !isInside(row)),
      rng,
    ),
  }
}

/** Is a point on the inner side of a split? */
function lies(split: Split, point: Float64Array | undefined): boolean {
  const at = point?.[split.parameter] ?? 0
  return split.kind === 'numeric' ? at <= split.threshold : at === split.choice
}

function bestSplit(input: TreeInput, rows: readonly number[], rng: Rng): Split | undefined {
  let best: Split | undefined
  let bestGain = 1e-12
  for (const split of candidates(input, rows, rng)) {
    const gain = gainOf(input, rows, split)
    if (gain <= bestGain) continue
    best = split
    bestGain = gain
  }
  return best
}

function* candidates({ points, choices }: TreeInput, rows: readonly number[], rng: Rng): Generator<Split> {
  for (const [parameter, count] of choices.entries()) {
    if (count > 0) {
      const present = new Set(rows.map((row) => points[row]?.[parameter] ?? 0))
      if (present.size > 1) for (const choice of present) yield { kind: 'categorical', parameter, choice }
      continue
    }
    const positions = [...new Set(rows.map((row) => points[row]?.[parameter] ?? 0))].sort((a, b) => a - b)
    const gaps = positions.length - 1
    for (let k = 0; k < Math.min(gaps, thresholdsTried); k++) {
      const gap = gaps <= thresholdsTried ? k : rng.integer(gaps)
      // Anywhere between two positions: the trees of a forest then differ, and their mean is smooth.
      const u = rng.uniform()
      yield {
        kind: 'numeric',
        parameter,
        threshold: (1 - u) * (positions[gap] ?? 0) + u * (positions[gap + 1] ?? 0),
      }
    }
  }
}

/** With n1, n2 rows of means m1, m2 on the two sides, the sum of squares falls by n1 n2 / (n1 + n2) · (m1 − m2)². */
function gainOf({ points, targets }: TreeInput, rows: readonly number[], split: Split): number {
  let insideCount = 0
  let insideSum = 0
  let sum = 0
  for (const row of rows) {
    const target = targets[row] ?? 0
    sum += target
    if (!lies(split, points[row])) continue
    insideCount++
    insideSum += target
  }
  const outsideCount = rows.length - insideCount
  if (insideCount === 0 || outsideCount === 0) return 0
  const difference = insideSum / insideCount - (sum - insideSum) / outsideCount
  return ((insideCount * outsideCount) / rows.length) * difference ** 2
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
