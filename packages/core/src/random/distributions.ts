import type { Rng } from './rng.ts'

/**
 * Notation
 *   ziggurat   256 layers of equal area v under a decreasing density f; x[i] right edges, f[i] = f(x[i])
 *              G. Marsaglia, W. W. Tsang, "The Ziggurat Method for Generating Random Variables", J. Stat. Soft. 5(8), 2000,
 *              in J. A. Doornik's form (2005), whose layer index and position come from separate bits
 */

const layers = 256
const normalTail = 3.6541528853610088
const layerArea = 0.00492867323399
const edges = new Float64Array(layers + 1)
const ratios = new Float64Array(layers)
{
  let f = Math.exp(-0.5 * normalTail * normalTail)
  edges[0] = layerArea / f
  edges[1] = normalTail
  for (let i = 2; i < layers; i++) {
    const previous = edges[i - 1] ?? 0
    edges[i] = Math.sqrt(-2 * Math.log(layerArea / previous + f))
    f = Math.exp(-0.5 * (edges[i] ?? 0) ** 2)
  }
  edges[layers] = 0
  for (let i = 0; i < layers; i++) ratios[i] = (edges[i + 1] ?? 0) / (edges[i] ?? 1)
}

/** One draw from the standard normal distribution. */
export function normal(rng: Rng): number {
  for (;;) {
    const bits = rng.uint32()
    const layer = bits & 255
    // 24 of the remaining bits give the position in the layer, with its sign.
    const u = (bits >>> 8) / 8388608 - 1 + 2 ** -24
    const edge = edges[layer] ?? 0
    if (Math.abs(u) < (ratios[layer] ?? 0)) return u * edge
    if (layer === 0) return normalTailDraw(rng, u < 0)
    const x = u * edge
    const f0 = Math.exp(-0.5 * (edge * edge - x * x))
    const next = edges[layer + 1] ?? 0
    const f1 = Math.exp(-0.5 * (next * next - x * x))
    if (f1 + rng.uniform() * (f0 - f1) < 1) return x
  }
}

function normalTailDraw(rng: Rng, negative: boolean): number {
  let x: number
  let y: number
  do {
    x = Math.log(1 - rng.uniform()) / normalTail
    y = Math.log(1 - rng.uniform())
  } while (-2 * y < x * x)
  return negative ? x - normalTail : normalTail - x
}

/** Fills `target` with standard normal draws. */
export function fillNormal(rng: Rng, target: Float32Array | Float64Array): void {
  for (let i = 0; i < target.length; i++) target[i] = normal(rng)
}

/** Fills `target` with uniform draws from the open interval (0, 1): never 0, so that a logarithm may follow. */
export function fillUniform(rng: Rng, target: Float32Array | Float64Array): void {
  for (let i = 0; i < target.length; i++) target[i] = ((rng.uint32() >>> 9) + 0.5) / 8388608
}

/** Shuffles `items` in place (Fisher–Yates) and returns it. */
export function shuffle<T extends Int32Array | unknown[]>(rng: Rng, items: T): T {
  for (let i = items.length - 1; i > 0; i--) {
    const j = rng.integer(i + 1)
    const kept = items[i]
    items[i] = items[j]
    items[j] = kept
  }
  return items
}

/** 0 … count − 1 in random order. */
export function permutation(rng: Rng, count: number): Int32Array {
  return shuffle(
    rng,
    Int32Array.from({ length: count }, (_, i) => i),
  )
}

/** Draws an index with probability proportional to the weights whose running sums are `cumulative` (non-decreasing). */
export function drawCumulative(rng: Rng, cumulative: Float64Array): number {
  const u = rng.uniform() * (cumulative[cumulative.length - 1] ?? 0)
  let low = 0
  let high = cumulative.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((cumulative[middle] ?? 0) > u) high = middle
    else low = middle + 1
  }
  return low
}

/** Running sums of non-negative weights, for {@link drawCumulative}. */
export function cumulate(weights: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(weights.length)
  let sum = 0
  for (let i = 0; i < weights.length; i++) {
    sum += weights[i] ?? 0
    sums[i] = sum
  }
  return sums
}
