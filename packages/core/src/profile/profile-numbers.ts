/**
 * Notation
 *   n, mean, m2   number of values, their mean, and the sum of squared distances from it (B. Welford, 1962)
 *   h             position of a quantile of rank r among n ordered values: (n − 1) r, with linear interpolation (type 7 of
 *                 R. Hyndman, Y. Fan, "Sample quantiles in statistical packages", 1996)
 */

import { createDistinctSketch, type DistinctSketch } from '../sketch/distinct-sketch.ts'
import { createQuantileSketch, type QuantileSketch } from '../sketch/quantile-sketch.ts'

const ranks = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]
const binCount = 20

/** What is known of numbers, or of dates in milliseconds. */
export interface NumbersProfile {
  readonly missing: number
  readonly distinct: { readonly count: number; readonly isEstimated: boolean }
  /** NaN when there are no values. */
  readonly min: number
  readonly max: number
  readonly mean: number
  /** NaN when there are fewer than two values. */
  readonly deviation: number
  readonly isEstimated: boolean
  readonly quantiles: readonly { readonly rank: number; readonly value: number }[]
  readonly edges: readonly number[]
  readonly binCounts: readonly number[]
}

/** Takes numbers chunk by chunk, in memory that does not grow with them. */
export interface NumbersProfiler {
  add(values: Float64Array): void
  finish(): NumbersProfile
  /** Some of the different values. */
  examples(): Float64Array
}

/** @param maxCounted so many different numbers are counted one by one; beyond, sketches take over */
export function createNumbersProfiler(maxCounted: number): NumbersProfiler {
  let counted: Map<number, number> | null = new Map()
  let sketches: { readonly distinct: DistinctSketch; readonly quantiles: QuantileSketch } | null = null
  let examples = new Float64Array(0)
  let missing = 0
  let n = 0
  let mean = 0
  let m2 = 0
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY

  /** Hands what was counted to sketches. */
  function sketch(counts: ReadonlyMap<number, number>) {
    const distinct = createDistinctSketch()
    const quantiles = createQuantileSketch(maxCounted)
    for (const [value, count] of counts) {
      distinct.addNumber(value)
      quantiles.add(value, count)
    }
    examples = Float64Array.from([...counts.keys()].slice(0, 1000))
    counted = null
    return { distinct, quantiles }
  }

  return {
    add(values) {
      for (const value of values) {
        if (Number.isNaN(value)) {
          missing++
          continue
        }
        n++
        const distance = value - mean
        mean += distance / n
        m2 += distance * (value - mean)
        if (value < min) min = value
        if (value > max) max = value
        if (counted !== null) {
          counted.set(value, (counted.get(value) ?? 0) + 1)
          if (counted.size > maxCounted) sketches = sketch(counted)
        } else if (sketches !== null) {
          sketches.distinct.addNumber(value)
          sketches.quantiles.add(value)
        }
      }
    },
    examples: () => (counted === null ? examples : Float64Array.from([...counted.keys()].slice(0, 1000))),
    finish() {
      const base = {
        missing,
        min: n === 0 ? Number.NaN : min,
        max: n === 0 ? Number.NaN : max,
        mean: n === 0 ? Number.NaN : mean,
        deviation: n < 2 ? Number.NaN : Math.sqrt(m2 / (n - 1)),
      }
      const edges = edgesOf(min, max)
      if (sketches !== null) {
        const { quantiles, distinct } = sketches
        return {
          ...base,
          distinct: { count: Math.min(n, distinct.estimate()), isEstimated: true },
          isEstimated: true,
          quantiles: ranks.map((rank) => ({ rank, value: quantiles.quantile(rank) })),
          edges,
          binCounts: binsBelow(edges, (edge) => Math.round(n * quantiles.rankOf(edge)), n),
        }
      }
      const sorted = [...(counted ?? [])].sort(([a], [b]) => a - b)
      return {
        ...base,
        distinct: { count: sorted.length, isEstimated: false },
        isEstimated: false,
        quantiles: n === 0 ? [] : ranks.map((rank) => ({ rank, value: quantileOf(sorted, n, rank) })),
        edges,
        binCounts: countBins(edges, sorted),
      }
    },
  }
}

function quantileOf(sorted: readonly (readonly [number, number])[], n: number, rank: number): number {
  const h = (n - 1) * rank
  const low = valueAt(sorted, Math.floor(h))
  const high = valueAt(sorted, Math.ceil(h))
  const share = h - Math.floor(h)
  return low * (1 - share) + high * share
}

function valueAt(sorted: readonly (readonly [number, number])[], position: number): number {
  let before = 0
  for (const [value, count] of sorted) {
    before += count
    if (position < before) return value
  }
  return Number.NaN
}

function edgesOf(min: number, max: number): number[] {
  if (min > max) return []
  if (min === max) return [min, max]
  // Weighted: the distance of the ends may be beyond the greatest number.
  return Array.from({ length: binCount + 1 }, (_, i) => min * (1 - i / binCount) + max * (i / binCount))
}

function countBins(edges: readonly number[], sorted: readonly (readonly [number, number])[]): number[] {
  const counts = new Array<number>(Math.max(0, edges.length - 1)).fill(0)
  let bin = 0
  for (const [value, count] of sorted) {
    while (bin < counts.length - 1 && value >= (edges[bin + 1] ?? 0)) bin++
    counts[bin] = (counts[bin] ?? 0) + count
  }
  return counts
}

/** Bins from how many values there are below each edge; their sum is `n`. */
function binsBelow(edges: readonly number[], below: (edge: number) => number, n: number): number[] {
  let before = 0
  return edges.slice(1).map((edge, i) => {
    const until = i === edges.length - 2 ? n : Math.min(n, Math.max(before, below(edge)))
    const count = until - before
    before = until
    return count
  })
}
