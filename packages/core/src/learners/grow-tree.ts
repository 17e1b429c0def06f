/**
 * Notation
 *   η          `learningRate`
 *   value      of a leaf: −η G / (H + λ) (see find-split.ts; T. Chen, C. Guestrin, "XGBoost", 2016, equation 5)
 *   Trees grow leaf by leaf, always where a split gains most (G. Ke et al., "LightGBM", 2017)
 */
import type { BinColumn, BinnedRows } from './bin-features.ts'
import { findSplit, type NodeSums, type Split, type SplitRules } from './find-split.ts'
import { slotStarts, subtractHistogram, sumHistogram } from './histogram.ts'
import { type Tree, wordsPerSet } from './tree.ts'

/** How trees grow. */
export interface TreeRules extends SplitRules {
  readonly maxLeaves: number
  /** η, above 0. */
  readonly learningRate: number
}

/** Grows trees on the same rows again and again. */
export interface TreeGrower {
  /**
   * Fits a tree to derivatives, one of each per row, and adds its values to `scores`.
   */
  grow(gradients: Float64Array, hessians: Float64Array, scores: Float64Array): Tree
}

/** A node that may still be split: the rows from `begin` up to `end` of the grower's order. */
interface OpenLeaf {
  readonly node: number
  readonly begin: number
  readonly end: number
  readonly sums: NodeSums
  readonly histogram: Float64Array
  readonly split: Split | undefined
}

/** Prepares for trees on `rows`; memory for `maxLeaves` histograms is kept. */
export function createTreeGrower(
  columns: readonly BinColumn[],
  rows: BinnedRows,
  rules: TreeRules,
): TreeGrower {
  const starts = slotStarts(columns)
  const histogramSize = 3 * (starts[columns.length] ?? 0)
  const spare: Float64Array[] = []
  const order = new Int32Array(rows.rowCount)
  const rightRows = new Int32Array(rows.rowCount)
  const nodeGradients = new Float64Array(rows.rowCount)
  const nodeHessians = new Float64Array(rows.rowCount)

  /** Moves the rows that go left to the front, in order; returns where the others begin. */
  function partition({ begin, end }: OpenLeaf, { column, leftBins }: Split): number {
    const bins = rows.bins.subarray(column * rows.rowCount, (column + 1) * rows.rowCount)
    let left = begin
    let right = 0
    for (let i = begin; i < end; i++) {
      const row = order[i] ?? 0
      const bin = bins[row] ?? 0
      if (((leftBins[bin >> 5] ?? 0) >>> (bin & 31)) & 1) order[left++] = row
      else rightRows[right++] = row
    }
    order.set(rightRows.subarray(0, right), left)
    return left
  }

  function sum(begin: number, end: number, gradients: Float64Array, hessians: Float64Array): Float64Array {
    const selected = order.subarray(begin, end)
    const count = selected.length
    for (let i = 0; i < count; i++) {
      const row = selected[i] ?? 0
      nodeGradients[i] = gradients[row] ?? 0
      nodeHessians[i] = hessians[row] ?? 0
    }
    const histogram = spare.pop() ?? new Float64Array(histogramSize)
    sumHistogram(histogram, starts, rows, {
      rows: selected,
      gradients: nodeGradients,
      hessians: nodeHessians,
    })
    return histogram
  }

  function open(
    node: number,
    [begin, end]: readonly [number, number],
    sums: NodeSums,
    histogram: Float64Array,
  ): OpenLeaf {
    const split =
      sums.rows < 2 * rules.minLeafRows ? undefined : findSplit(histogram, starts, columns, sums, rules)
    return { node, begin, end, sums, histogram, split }
  }

  return {
    grow(gradients, hessians, scores) {
      const draft = createDraft(2 * rules.maxLeaves - 1)
      for (let row = 0; row < order.length; row++) order[row] = row
      const total: NodeSums = {
        gradient: sumOf(gradients),
        hessian: sumOf(hessians),
        rows: rows.rowCount,
      }
      const leaves = [open(draft.add(), [0, order.length], total, sum(0, order.length, gradients, hessians))]
      while (leaves.length < rules.maxLeaves) {
        const next = mostGain(leaves)
        const leaf = leaves[next]
        if (leaf?.split === undefined) break
        const { split, begin, end } = leaf
        const middle = partition(leaf, split)
        const [left, right] = draft.split(leaf.node, split)
        // The smaller side is summed; the other's sums are what is left of their parent's.
        const leftIsSmaller = middle - begin < end - middle
        const small = leftIsSmaller
          ? sum(begin, middle, gradients, hessians)
          : sum(middle, end, gradients, hessians)
        const large = leaf.histogram
        subtractHistogram(large, small)
        leaves.splice(
          next,
          1,
          open(left, [begin, middle], split.left, leftIsSmaller ? small : large),
          open(right, [middle, end], split.right, leftIsSmaller ? large : small),
        )
      }
      for (const { node, begin, end, sums, histogram } of leaves) {
        const value = (-rules.learningRate * sums.gradient) / (sums.hessian + rules.l2 + Number.EPSILON)
        draft.setValue(node, value)
        for (let i = begin; i < end; i++) {
          const row = order[i] ?? 0
          scores[row] = (scores[row] ?? 0) + value
        }
        spare.push(histogram)
      }
      return draft.finish()
    },
  }
}

function mostGain(leaves: readonly OpenLeaf[]): number {
  let best = 0
  leaves.forEach(({ split }, i) => {
    if ((split?.gain ?? 0) > (leaves[best]?.split?.gain ?? 0)) best = i
  })
  return best
}

function sumOf(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum
}

/** A tree in the making. */
function createDraft(maxNodes: number) {
  const column = new Int32Array(maxNodes).fill(-1)
  const leftBins = new Uint32Array(maxNodes * wordsPerSet)
  const left = new Int32Array(maxNodes)
  const right = new Int32Array(maxNodes)
  const value = new Float64Array(maxNodes)
  let count = 0
  return {
    add: () => count++,
    split(node: number, split: Split): [number, number] {
      column[node] = split.column
      leftBins.set(split.leftBins, node * wordsPerSet)
      const children: [number, number] = [count++, count++]
      left[node] = children[0]
      right[node] = children[1]
      return children
    },
    setValue(node: number, leafValue: number) {
      value[node] = leafValue
    },
    finish: (): Tree => ({
      column: column.slice(0, count),
      leftBins: leftBins.slice(0, count * wordsPerSet),
      left: left.slice(0, count),
      right: right.slice(0, count),
      value: value.slice(0, count),
    }),
  }
}
