/**
 * Notation
 *   n          observations; component n + 1 is the prior
 *   t          value on the transformed axis (axis.ts): log x where the parameter is logarithmic
 *   μ_i, σ_i   centre and width of the kernel of observation i
 *   a, b       ends of the axis, half a step beyond the outermost values where there is a step
 *   numeric    a normal density cut to [a, b]; with a step, its mass in the cell x ± step/2
 *   categories (1 on the observed choice + 1/(n + 1) on every choice), normalised; the prior is uniform
 *   multivariate: a component is the product of its kernels over the parameters, so that what goes together stays together
 *   J. Bergstra et al., "Algorithms for Hyper-Parameter Optimization", NeurIPS 2011; S. Falkner, A. Klein, F. Hutter, "BOHB", ICML 2018; widths and
 *   weights as S. Watanabe, "Tree-Structured Parzen Estimator", arXiv 2304.11127, describes them for Optuna
 */
import { cumulate, drawCumulative, type Rng } from '@tabricate/core'
import { logDensity as logNormalDensity } from '../normal/standard-normal.ts'
import { logMass, truncatedQuantile } from '../normal/truncated-normal.ts'
import { type Axis, fromUnit, toUnit } from '../space/axis.ts'
import type { Dimension, SearchSpace } from '../space/search-space.ts'

/** A mixture with a component for every observation and one for the prior. */
export interface ParzenEstimator {
  /** Of the components, the prior last; they sum to 1. */
  readonly weights: Float64Array
  readonly kernels: readonly KernelSet[]
  /** Log density at a snapped point. Without a step, with respect to the transformed axis; with one, log mass of the value. */
  logDensity(point: Float64Array): number
  /** A snapped point. */
  draw(rng: Rng): Float64Array
}

/** The kernels of one parameter, a component each. */
export type KernelSet =
  | {
      readonly kind: 'numeric'
      readonly axis: Axis
      readonly centres: Float64Array
      readonly widths: Float64Array /** Of every kernel: the log of its mass inside the axis. */
      readonly logInside: Float64Array
    }
  /** Row i: the probabilities of the choices in component i. */
  | { readonly kind: 'categorical'; readonly count: number; readonly probabilities: Float64Array }

/** Widths are not below range / min(this, n + 2), so that no kernel is a spike. */
const narrowestShare = 100
const priorWeight = 1

/** The estimator of points in the order of their trials, with a weight each. */
export function createParzenEstimator(
  { dimensions }: Pick<SearchSpace, 'dimensions'>,
  points: readonly Float64Array[],
  pointWeights: ArrayLike<number>,
): ParzenEstimator {
  const n = points.length
  const total = Array.from(pointWeights).reduce((sum, weight) => sum + weight, priorWeight)
  const weights = Float64Array.from(
    { length: n + 1 },
    (_, i) => (i < n ? (pointWeights[i] ?? 0) : priorWeight) / total,
  )
  const kernels = dimensions.map((dimension, j) =>
    kernelSet(
      dimension,
      points.map((point) => point[j] ?? 0),
    ),
  )
  const sums = cumulate(weights)
  const logWeights = weights.map(Math.log)
  const terms = new Float64Array(n + 1)
  return {
    weights,
    kernels,
    logDensity(point) {
      terms.set(logWeights)
      kernels.forEach((kernel, j) => {
        addLogKernels(kernel, point[j] ?? 0, terms)
      })
      return logSumExp(terms)
    },
    draw(rng) {
      const component = drawCumulative(rng, sums)
      return Float64Array.from(kernels, (kernel) => drawKernel(kernel, component, rng))
    },
  }
}

function kernelSet(dimension: Dimension, positions: readonly number[]): KernelSet {
  if (dimension.kind === 'numeric') return numericKernels(dimension.axis, positions)
  const count = dimension.choices.length
  const rows = positions.length + 1
  const probabilities = new Float64Array(rows * count).fill(1 / count)
  positions.forEach((choice, i) => {
    const sum = 1 + count / rows
    for (let c = 0; c < count; c++) probabilities[i * count + c] = ((c === choice ? 1 : 0) + 1 / rows) / sum
  })
  return { kind: 'categorical', count, probabilities }
}

function numericKernels(axis: Axis, positions: readonly number[]): KernelSet {
  const { start, end } = axis
  const n = positions.length
  const range = end - start
  const centres = new Float64Array(n + 1)
  const widths = new Float64Array(n + 1)
  positions.forEach((position, i) => {
    centres[i] = start + position * range
  })
  centres[n] = (start + end) / 2
  widths[n] = range
  // Stable: of equal observations the first is the leftmost.
  const order = positions.map((_, i) => i).sort((a, b) => (centres[a] ?? 0) - (centres[b] ?? 0))
  const narrowest = range / Math.min(narrowestShare, n + 2)
  order.forEach((i, rank) => {
    const here = centres[i] ?? 0
    const left = rank === 0 ? start : (centres[order[rank - 1] ?? 0] ?? 0)
    const right = rank === n - 1 ? end : (centres[order[rank + 1] ?? 0] ?? 0)
    // The outermost observations look inward only, unless there is but one.
    const gaps =
      n === 1 ? [here - start, end - here] : [rank === 0 ? 0 : here - left, rank === n - 1 ? 0 : right - here]
    widths[i] = Math.min(range, Math.max(narrowest, ...gaps))
  })
  const logInside = centres.map((centre, i) =>
    range === 0 ? 0 : logMass((start - centre) / (widths[i] ?? 1), (end - centre) / (widths[i] ?? 1)),
  )
  return { kind: 'numeric', axis, centres, widths, logInside }
}

function addLogKernels(kernel: KernelSet, position: number, terms: Float64Array): void {
  if (kernel.kind === 'categorical') {
    for (let i = 0; i < terms.length; i++)
      terms[i] = (terms[i] ?? 0) + Math.log(kernel.probabilities[i * kernel.count + position] ?? 0)
    return
  }
  const { axis, centres, widths, logInside } = kernel
  const { start, end } = axis
  if (end === start) return
  const t = start + position * (end - start)
  const [low, high] = cellEnds(axis, position, t)
  for (let i = 0; i < terms.length; i++) {
    const centre = centres[i] ?? 0
    const width = widths[i] ?? 1
    const log =
      axis.step === null
        ? logNormalDensity((t - centre) / width) - Math.log(width)
        : logMass((low - centre) / width, (high - centre) / width)
    terms[i] = (terms[i] ?? 0) + log - (logInside[i] ?? 0)
  }
}

/** Ends on the transformed axis of the cell of a stepped value. */
function cellEnds(axis: Axis, position: number, t: number): readonly [number, number] {
  if (axis.step === null) return [t, t]
  const value = fromUnit(axis, position)
  const ends = [value - axis.step / 2, value + axis.step / 2] as const
  return axis.log ? [Math.log(ends[0]), Math.log(ends[1])] : ends
}

function drawKernel(kernel: KernelSet, component: number, rng: Rng): number {
  if (kernel.kind === 'categorical') {
    const row = kernel.probabilities.subarray(component * kernel.count, (component + 1) * kernel.count)
    return drawCumulative(rng, cumulate(row))
  }
  const { axis, centres, widths } = kernel
  const { start, end } = axis
  if (end === start) return 0.5
  const centre = centres[component] ?? 0
  const width = widths[component] ?? 1
  const z = truncatedQuantile(rng.uniform(), (start - centre) / width, (end - centre) / width)
  const position = (centre + z * width - start) / (end - start)
  return axis.step === null ? Math.min(1, Math.max(0, position)) : toUnit(axis, fromUnit(axis, position))
}

function logSumExp(terms: Float64Array): number {
  let largest = -Infinity
  for (const term of terms) if (term > largest) largest = term
  if (largest === -Infinity) return largest
  let sum = 0
  for (const term of terms) sum += Math.exp(term - largest)
  return largest + Math.log(sum)
}
