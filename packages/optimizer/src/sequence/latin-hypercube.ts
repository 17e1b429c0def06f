/**
 * Notation
 *   N        points of one design
 *   x_ij     (π_j(i) + u_ij) / N, π_j a random permutation for dimension j, u uniform in [0, 1): every one of N equal slices of every
 *            dimension holds one point. M. D. McKay, R. J. Beckman, W. J. Conover, Technometrics 21(2), 1979
 */
import { permutation, type Rng } from '@tabricate/core'

/** A Latin hypercube design of `count` points in [0, 1)^`dimensions`. */
export function latinHypercube(count: number, dimensions: number, rng: Rng): Float64Array[] {
  const slices = Array.from({ length: dimensions }, () => permutation(rng, count))
  return Array.from({ length: count }, (_, i) =>
    Float64Array.from(slices, (slice) => ((slice[i] ?? 0) + rng.uniform()) / count),
  )
}
