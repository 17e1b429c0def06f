/**
 * Notation
 *   δ     compression: at most about δ centroids
 *   k(r)  scale δ/2π · asin(2r − 1) of a rank r = 0 … 1; a centroid covers at most one unit of it
 *
 * Merging t-digest (T. Dunning, O. Ertl, "Computing extremely accurate quantiles using t-digests", 2019, algorithm 1, scale
 * function k_1). The error in rank is greatest in the middle, there about 1/δ, and vanishes towards the ends.
 */

const compression = 400
const maxBuffered = 4000

/** Quantiles of any number of values, in about 70 kB with the largest buffer. Deterministic: the same values in the same order give the same. */
export interface QuantileSketch {
  add(value: number, count?: number): void
  /** The value of that rank, 0 … 1; NaN when there are no values. */
  quantile(rank: number): number
  /** Which share of the values is at most `value`. */
  rankOf(value: number): number
}

interface Digest {
  readonly means: Float64Array
  readonly counts: Float64Array
  readonly length: number
}

/** @param buffered values that are gathered before they are merged: more take less time, of 16 bytes each */
export function createQuantileSketch(buffered = maxBuffered): QuantileSketch {
  const bufferSize = Math.max(compression, Math.min(maxBuffered, buffered))
  let digest: Digest = { means: new Float64Array(0), counts: new Float64Array(0), length: 0 }
  const values = new Float64Array(bufferSize)
  const counts = new Float64Array(bufferSize)
  let waiting = 0
  let isWeighted = false
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY

  function flush(): Digest {
    if (waiting === 0) return digest
    digest = merge(digest, sorted(values, counts, waiting, isWeighted))
    waiting = 0
    isWeighted = false
    return digest
  }

  return {
    add(value, count = 1) {
      if (value < min) min = value
      if (value > max) max = value
      values[waiting] = value
      counts[waiting] = count
      if (count !== 1) isWeighted = true
      if (++waiting === bufferSize) flush()
    },
    quantile: (rank) => quantileOf(flush(), min, max, rank),
    rankOf: (value) => rankIn(flush(), min, max, value),
  }
}

function sorted(values: Float64Array, counts: Float64Array, length: number, isWeighted: boolean): Digest {
  if (!isWeighted) return { means: values.slice(0, length).sort(), counts, length }
  const order = Array.from({ length }, (_, i) => i).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0))
  return {
    means: Float64Array.from(order, (i) => values[i] ?? 0),
    counts: Float64Array.from(order, (i) => counts[i] ?? 0),
    length,
  }
}

/** Both digests' centroids from left to right, joined as far as the scale allows. */
function merge(left: Digest, right: Digest): Digest {
  const size = left.length + right.length
  const means = new Float64Array(size)
  const counts = new Float64Array(size)
  const total = sum(left) + sum(right)
  let length = 0
  let done = 0
  let limit = total * rankLimit(0)
  for (let l = 0, r = 0; l + r < size; ) {
    const isLeft = r >= right.length || (l < left.length && (left.means[l] ?? 0) <= (right.means[r] ?? 0))
    const source = isLeft ? left : right
    const at = isLeft ? l++ : r++
    const mean = source.means[at] ?? 0
    const count = source.counts[at] ?? 0
    const last = counts[length - 1] ?? 0
    if (length > 0 && done + last + count <= limit) {
      counts[length - 1] = last + count
      const before = means[length - 1] ?? 0
      means[length - 1] = before + ((mean - before) * count) / (last + count)
      continue
    }
    if (length > 0) {
      done += last
      limit = total * rankLimit(done / total)
    }
    means[length] = mean
    counts[length] = count
    length++
  }
  return { means: means.slice(0, length), counts: counts.slice(0, length), length }
}

function sum({ counts, length }: Digest): number {
  let total = 0
  for (let i = 0; i < length; i++) total += counts[i] ?? 0
  return total
}

/** The rank one unit of scale to the right of `rank`. */
function rankLimit(rank: number): number {
  const k = (compression / (2 * Math.PI)) * Math.asin(2 * rank - 1) + 1
  const angle = (k * 2 * Math.PI) / compression
  return angle >= Math.PI / 2 ? 1 : (Math.sin(angle) + 1) / 2
}

/** Values are taken to be spread evenly between the centres of neighbouring centroids, and to the minimum and maximum. */
function quantileOf(digest: Digest, min: number, max: number, rank: number): number {
  const { means, counts, length } = digest
  if (length === 0) return Number.NaN
  const wanted = rank * sum(digest)
  let before = 0
  let leftRank = 0
  let leftValue = min
  for (let i = 0; i < length; i++) {
    const count = counts[i] ?? 0
    const centre = before + count / 2
    const mean = means[i] ?? 0
    if (wanted <= centre) return between(leftRank, leftValue, centre, mean, wanted)
    leftRank = centre
    leftValue = mean
    before += count
  }
  return between(leftRank, leftValue, before, max, wanted)
}

function rankIn(digest: Digest, min: number, max: number, value: number): number {
  const { means, counts, length } = digest
  if (length === 0) return Number.NaN
  if (value < min) return 0
  if (value >= max) return 1
  const total = sum(digest)
  let before = 0
  let leftRank = 0
  let leftValue = min
  for (let i = 0; i < length; i++) {
    const count = counts[i] ?? 0
    const mean = means[i] ?? 0
    const centre = before + count / 2
    if (mean > value) return between(leftValue, leftRank, mean, centre, value) / total
    // All of a centroid of one value lies at it.
    leftRank = mean === value ? before + count : centre
    leftValue = mean
    before += count
  }
  return between(leftValue, leftRank, max, before, value) / total
}

/** On the line from (x0, y0) up to (x1, y1); kept between the ends, which rounding may leave. */
function between(x0: number, y0: number, x1: number, y1: number, x: number): number {
  if (x1 <= x0) return y1
  const share = (x - x0) / (x1 - x0)
  return Math.min(y1, Math.max(y0, y0 * (1 - share) + y1 * share))
}
