/**
 * Notation
 *   d          number of inputs
 *   a, b       two inputs
 *   Δ_j²       squared difference of input j: (a_j − b_j)² of a numeric one, 1 or 0 of a categorical one (Hamming distance)
 *   ℓ_j        length scale of input j
 *   r          √5 · √(Σ_j Δ_j² / ℓ_j²)
 *   k(a, b)    amplitude · (1 + r + r²/3) e^{−r}: Matérn 5/2 with a length scale for each input. C. E. Rasmussen, C. K. I. Williams, "Gaussian
 *              Processes for Machine Learning", 2006, eq. 4.17
 *   ∂k/∂log ℓ_j = amplitude · (5/3) (1 + r) e^{−r} · Δ_j² / ℓ_j²
 *   ∂k/∂a_j    = −amplitude · (5/3) (1 + r) e^{−r} · (a_j − b_j) / ℓ_j²
 */

/** What a Gaussian process assumes about a function; see {@link fitGaussianProcess} for how it is found. */
export interface Hyperparameters {
  /** Prior variance of the function. */
  readonly amplitude: number
  /** One for each input, in units of that input. */
  readonly lengthScales: readonly number[]
  /** Variance of the observations around the function. */
  readonly noise: number
}

/** Which inputs are categories, compared for equality only. */
export type InputKinds = readonly ('numeric' | 'categorical')[]

/** Points as rows of one array: row i is `values[i·d … i·d + d − 1]`. */
export interface Rows {
  readonly values: Float64Array
  readonly count: number
  readonly width: number
}

export function toRows(points: readonly ArrayLike<number>[]): Rows {
  const width = points[0]?.length ?? 0
  const values = new Float64Array(points.length * width)
  points.forEach((point, i) => {
    values.set(Array.from(point), i * width)
  })
  return { values, count: points.length, width }
}

/** Factor (1 + r + r²/3) e^{−r} from Σ Δ²/ℓ². */
export function maternShape(squaredDistance: number): number {
  const r = Math.sqrt(5 * squaredDistance)
  return (1 + r + (r * r) / 3) * Math.exp(-r)
}

/** 1 / ℓ². */
export function inverseSquares(lengthScales: readonly number[]): Float64Array {
  return Float64Array.from(lengthScales, (scale) => 1 / (scale * scale))
}

/** Marks categorical inputs by 1. */
export function categoryMask(kinds: InputKinds): Uint8Array {
  return Uint8Array.from(kinds, (kind) => (kind === 'categorical' ? 1 : 0))
}

/** Squared differences of all pairs i > j, pair after pair, d each: row i begins at pair i(i − 1)/2. */
export function pairDifferences({ values, count, width }: Rows, kinds: InputKinds): Float64Array {
  const mask = categoryMask(kinds)
  const result = new Float64Array(((count * (count - 1)) / 2) * width)
  let at = 0
  for (let i = 1; i < count; i++) {
    for (let j = 0; j < i; j++) {
      for (let k = 0; k < width; k++, at++) {
        const difference = (values[i * width + k] ?? 0) - (values[j * width + k] ?? 0)
        result[at] = mask[k] === 1 ? (difference === 0 ? 0 : 1) : difference * difference
      }
    }
  }
  return result
}

/** The covariance matrix of the function at all rows, without noise: lower half. */
export function covariance(
  rows: Rows,
  kinds: InputKinds,
  { amplitude, lengthScales }: Hyperparameters,
): Float64Array {
  const { count, width } = rows
  const differences = pairDifferences(rows, kinds)
  const weights = inverseSquares(lengthScales)
  const matrix = new Float64Array(count * count)
  let at = 0
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      let sum = 0
      for (let k = 0; k < width; k++, at++) sum += (differences[at] ?? 0) * (weights[k] ?? 0)
      matrix[i * count + j] = amplitude * maternShape(sum)
    }
    matrix[i * count + i] = amplitude
  }
  return matrix
}
