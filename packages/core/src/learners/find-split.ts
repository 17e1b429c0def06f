/**
 * Notation
 *   G, H, N    sums of g, h and rows (see histogram.ts) over the rows of a node; G_L … over those that go left
 *   λ          `l2`
 *   gain       G_L²/(H_L + λ) + G_R²/(H_R + λ) − G²/(H + λ): twice the loss that the split saves (T. Chen, C. Guestrin, "XGBoost",
 *              2016, equation 7)
 *   Numbers split at a threshold, with missing on the side that saves more (ibid., algorithm 3). Categories are sorted by
 *   G/(H + 10) and split like numbers (W. D. Fisher, 1958; smoothed as in LightGBM); those of few rows go right.
 */
import type { BinColumn } from './bin-features.ts'
import { wordsPerSet } from './tree.ts'

/** What a split has to respect. */
export interface SplitRules {
  /** Fewest rows on either side. */
  readonly minLeafRows: number
  /** λ, from 0. */
  readonly l2: number
}

/** Sums over the rows of a node. */
export interface NodeSums {
  readonly gradient: number
  readonly hessian: number
  readonly rows: number
}

/** The best way found to cut a node in two. */
export interface Split {
  readonly gain: number
  readonly column: number
  /** The bins that go left, {@link wordsPerSet} words. */
  readonly leftBins: Uint32Array
  readonly left: NodeSums
  readonly right: NodeSums
}

/** Smallest H on either side: below it, quotients are noise. */
const minHessian = 1e-3

/** Fewest rows (in units of the mean h) for a category to be placed by its own mean; also what smooths that mean. */
const categorySupport = 10

/** The split of most gain over all columns; `undefined` when none has any. O(bins). */
export function findSplit(
  histogram: Float64Array,
  starts: Int32Array,
  columns: readonly BinColumn[],
  node: NodeSums,
  rules: SplitRules,
): Split | undefined {
  let best: Candidate | undefined
  columns.forEach(({ kind, binCount }, column) => {
    const slots = histogram.subarray((starts[column] ?? 0) * 3, (starts[column + 1] ?? 0) * 3)
    const scan: Scan = { slots, binCount, node, rules, gainToBeat: best?.gain ?? 0 }
    const found = kind === 'number' ? splitNumbers(scan) : splitCategories(scan)
    if (found !== undefined) best = { ...found, column }
  })
  if (best === undefined) return undefined
  const { gain, column, left, bins } = best
  const leftBins = new Uint32Array(wordsPerSet)
  for (const bin of bins()) leftBins[bin >> 5] = (leftBins[bin >> 5] ?? 0) | (1 << (bin & 31))
  const right = {
    gradient: node.gradient - left.gradient,
    hessian: node.hessian - left.hessian,
    rows: node.rows - left.rows,
  }
  return { gain, column, leftBins, left, right }
}

/** One column of a node. */
interface Scan {
  /** The column's part of the histogram: `binCount` bins, and missing. */
  readonly slots: Float64Array
  readonly binCount: number
  readonly node: NodeSums
  readonly rules: SplitRules
  readonly gainToBeat: number
}

interface ColumnSplit {
  readonly gain: number
  readonly left: NodeSums
  /** Lists those that go left. */
  readonly bins: () => readonly number[]
}

interface Candidate extends ColumnSplit {
  readonly column: number
}

function splitNumbers(scan: Scan): ColumnSplit | undefined {
  const { slots, binCount, node } = scan
  const missingRows = slots[3 * binCount + 2] ?? 0
  const missingRight = scanThresholds(scan, false)
  const missingLeft =
    missingRows > 0
      ? scanThresholds({ ...scan, gainToBeat: missingRight?.gain ?? scan.gainToBeat }, true)
      : undefined
  const best = missingLeft ?? missingRight
  if (best === undefined) return undefined
  const { gain, bin, left } = best
  // Where training has seen none missing here, they follow the larger side.
  const missingGoLeft = missingRows > 0 ? missingLeft !== undefined : 2 * left.rows > node.rows
  const bins = () => [...Array(bin + 1).keys(), ...(missingGoLeft ? [binCount] : [])]
  return { gain, left, bins }
}

/** The best last bin to go left. */
function scanThresholds(
  { slots, binCount, node, rules: { minLeafRows, l2 }, gainToBeat }: Scan,
  missingLeft: boolean,
): { gain: number; bin: number; left: NodeSums } | undefined {
  const { gradient, hessian, rows } = node
  const nodeGain = (gradient * gradient) / (hessian + l2)
  const missing = 3 * binCount
  let leftGradient = missingLeft ? (slots[missing] ?? 0) : 0
  let leftHessian = missingLeft ? (slots[missing + 1] ?? 0) : 0
  let leftRows = missingLeft ? (slots[missing + 2] ?? 0) : 0
  let bestGain = gainToBeat
  let bestBin = -1
  let bestGradient = 0
  let bestHessian = 0
  let bestRows = 0
  for (let bin = 0, slot = 0; bin < binCount; bin++, slot += 3) {
    const binRows = slots[slot + 2] ?? 0
    if (binRows === 0) continue
    leftGradient += slots[slot] ?? 0
    leftHessian += slots[slot + 1] ?? 0
    leftRows += binRows
    if (leftRows < minLeafRows || leftHessian < minHessian) continue
    const rightHessian = hessian - leftHessian
    if (rows - leftRows < minLeafRows || rightHessian < minHessian) break
    const rightGradient = gradient - leftGradient
    const gain =
      (leftGradient * leftGradient) / (leftHessian + l2) +
      (rightGradient * rightGradient) / (rightHessian + l2) -
      nodeGain
    if (gain > bestGain) {
      bestGain = gain
      bestBin = bin
      bestGradient = leftGradient
      bestHessian = leftHessian
      bestRows = leftRows
    }
  }
  if (bestBin < 0) return undefined
  const left = { gradient: bestGradient, hessian: bestHessian, rows: bestRows }
  return { gain: bestGain, bin: bestBin, left }
}

function splitCategories({
  slots,
  binCount,
  node,
  rules: { minLeafRows, l2 },
  gainToBeat,
}: Scan): ColumnSplit | undefined {
  const { gradient, hessian, rows } = node
  const minCategoryHessian = (categorySupport * hessian) / rows
  const means: { bin: number; mean: number }[] = []
  for (let bin = 0; bin < binCount; bin++) {
    const binHessian = slots[3 * bin + 1] ?? 0
    if ((slots[3 * bin + 2] ?? 0) > 0 && binHessian >= minCategoryHessian)
      means.push({ bin, mean: (slots[3 * bin] ?? 0) / (binHessian + categorySupport) })
  }
  means.sort((a, b) => a.mean - b.mean)
  const nodeGain = (gradient * gradient) / (hessian + l2)
  let best: { gain: number; left: NodeSums; first: number; end: number } | undefined
  // From either end: the rest of the categories, and those not placed, go right.
  for (const fromEnd of [false, true]) {
    let leftGradient = 0
    let leftHessian = 0
    let leftRows = 0
    for (let count = 1; count < means.length; count++) {
      const slot = 3 * (means[fromEnd ? means.length - count : count - 1]?.bin ?? 0)
      leftGradient += slots[slot] ?? 0
      leftHessian += slots[slot + 1] ?? 0
      leftRows += slots[slot + 2] ?? 0
      if (leftRows < minLeafRows || leftHessian < minHessian) continue
      const rightHessian = hessian - leftHessian
      if (rows - leftRows < minLeafRows || rightHessian < minHessian) break
      const rightGradient = gradient - leftGradient
      const gain =
        (leftGradient * leftGradient) / (leftHessian + l2) +
        (rightGradient * rightGradient) / (rightHessian + l2) -
        nodeGain
      if (gain > (best?.gain ?? gainToBeat)) {
        const [first, end] = fromEnd ? [means.length - count, means.length] : [0, count]
        best = {
          gain,
          left: { gradient: leftGradient, hessian: leftHessian, rows: leftRows },
          first,
          end,
        }
      }
    }
  }
  if (best === undefined) return undefined
  const { gain, left, first, end } = best
  return { gain, left, bins: () => means.slice(first, end).map(({ bin }) => bin) }
}
