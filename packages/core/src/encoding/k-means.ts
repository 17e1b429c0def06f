/**
 * Notation, for one dimension
 *   x_i, w_i   values, ascending and different, with their counts;  n of them
 *   c_j        centres, k of them;  d²_i = squared distance of x_i to its nearest centre
 *
 * Start: greedy k-means++ (D. Arthur, S. Vassilvitskii, "k-means++: The Advantages of Careful Seeding", SODA 2007): of
 * 2 + ⌊ln k⌋ candidates drawn with probability ∝ w·d², the one that lowers Σ w·d² most. Then Lloyd's iterations, which in
 * one dimension need only the borders between neighbouring centres and running sums.
 */

import { cumulate, drawCumulative } from '../random/distributions.ts'
import type { Rng } from '../random/rng.ts'

const maxLloydIterations = 300

/**
 * Assigns each value to one of up to `k` clusters; fewer when there are fewer values. Cluster numbers follow the order in
 * which the start chose the centres, not their position.
 */
export function kMeans(values: Float64Array, counts: Float64Array, k: number, rng: Rng): Int32Array {
  const chosen = chooseCentres(values, counts, k, rng)
  const order = Array.from(chosen.keys()).sort((a, b) => (chosen[a] ?? 0) - (chosen[b] ?? 0))
  const centres = Float64Array.from(order, (cluster) => chosen[cluster] ?? 0)
  const borders = iterate(centres, values, counts)
  const assignment = new Int32Array(values.length)
  order.forEach((cluster, position) => {
    assignment.fill(cluster, borders[position] ?? 0, borders[position + 1] ?? values.length)
  })
  return assignment
}

function chooseCentres(values: Float64Array, counts: Float64Array, k: number, rng: Rng): number[] {
  const trials = 2 + Math.floor(Math.log(k))
  const first = values[drawCumulative(rng, cumulate(counts))] ?? 0
  const centres = [first]
  let potential = nearest(values, counts, undefined, first)
  while (centres.length < k && potential.total > 0) {
    const candidates = Array.from(
      { length: trials },
      () => values[drawCumulative(rng, potential.cumulative)] ?? 0,
    )
    let best = candidates[0] ?? 0
    let bestPotential = nearest(values, counts, potential.squared, best)
    for (const candidate of candidates.slice(1)) {
      const next = nearest(values, counts, potential.squared, candidate)
      if (next.total < bestPotential.total) {
        best = candidate
        bestPotential = next
      }
    }
    centres.push(best)
    potential = bestPotential
  }
  return centres
}

interface Potential {
  /** d²_i */
  readonly squared: Float64Array
  /** Running sums of w·d². */
  readonly cumulative: Float64Array
  readonly total: number
}

function nearest(
  values: Float64Array,
  counts: Float64Array,
  before: Float64Array | undefined,
  centre: number,
): Potential {
  const squared = new Float64Array(values.length)
  const cumulative = new Float64Array(values.length)
  let total = 0
  for (let i = 0; i < values.length; i++) {
    const distance = (values[i] ?? 0) - centre
    const d2 = Math.min(distance * distance, before?.[i] ?? Number.POSITIVE_INFINITY)
    squared[i] = d2
    total += d2 * (counts[i] ?? 0)
    cumulative[i] = total
  }
  return { squared, cumulative, total }
}

/** Lloyd's iterations on ascending `centres`, which change; returns where each cluster starts, and the end. */
function iterate(centres: Float64Array, values: Float64Array, counts: Float64Array): Int32Array {
  const rowsBefore = new Float64Array(values.length + 1)
  const sumBefore = new Float64Array(values.length + 1)
  for (let i = 0; i < values.length; i++) {
    rowsBefore[i + 1] = (rowsBefore[i] ?? 0) + (counts[i] ?? 0)
    sumBefore[i + 1] = (sumBefore[i] ?? 0) + (counts[i] ?? 0) * (values[i] ?? 0)
  }
  let borders = bordersOf(centres, values)
  for (let iteration = 0; iteration < maxLloydIterations; iteration++) {
    for (let j = 0; j < centres.length; j++) {
      const from = borders[j] ?? 0
      const to = borders[j + 1] ?? 0
      const rows = (rowsBefore[to] ?? 0) - (rowsBefore[from] ?? 0)
      // A cluster that lost its last value keeps its centre.
      if (rows > 0) centres[j] = ((sumBefore[to] ?? 0) - (sumBefore[from] ?? 0)) / rows
    }
    const next = bordersOf(centres, values)
    if (next.every((border, j) => border === borders[j])) return borders
    borders = next
  }
  return borders
}

function bordersOf(centres: Float64Array, values: Float64Array): Int32Array {
  const borders = new Int32Array(centres.length + 1)
  for (let j = 1; j < centres.length; j++) {
    borders[j] = firstAbove(values, ((centres[j - 1] ?? 0) + (centres[j] ?? 0)) / 2)
  }
  borders[centres.length] = values.length
  return borders
}

function firstAbove(ascending: Float64Array, limit: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ascending[middle] ?? 0) > limit) high = middle
    else low = middle + 1
  }
  return low
}
