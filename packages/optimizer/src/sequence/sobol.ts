/**
 * Notation
 *   n        index of a point, from 0 (the origin)
 *   v_{j,b}  direction number of dimension j for bit b, in units of 2⁻³²
 *   g(n)     Gray code n ⊕ (n >> 1)
 *   x_j      ⊕ of the v_{j,b} over the bits b set in g(n): I. A. Antonov, V. M. Saleev, USSR Comput. Math. Math. Phys. 19(1), 1979
 *   shift    a random word for each dimension, ⊕ to every point: keeps the net structure (A. B. Owen, "Quasi-Monte Carlo sampling", 2003)
 */
import { type Rng, TabricateError } from '@tabricate/core'
import { sobolDirections } from './sobol-directions.ts'

const bits = 32
/** The largest number of dimensions of a Sobol sequence here. */
export const maxSobolDimensions = sobolDirections.length + 1

/** Writes point `index` (0 to 2³² − 1) of a sequence to `target`. */
export type PointSequence = (index: number, target: Float64Array) => void

/**
 * The Sobol sequence of `dimensions` (1 to {@link maxSobolDimensions}) in [0, 1); with an `rng`, digitally shifted.
 * @throws TabricateError `INVALID_OPTIONS`
 */
export function createSobol(dimensions: number, rng?: Rng): PointSequence {
  if (!Number.isSafeInteger(dimensions) || dimensions < 1 || dimensions > maxSobolDimensions)
    throw new TabricateError(
      'INVALID_OPTIONS',
      `A Sobol sequence here has 1 to ${maxSobolDimensions} dimensions, not ${dimensions}. Use halton or random for more.`,
    )
  const directions = Array.from({ length: dimensions }, (_, j) => directionNumbers(j))
  const shift = Uint32Array.from({ length: dimensions }, () => rng?.uint32() ?? 0)
  return (index, target) => {
    const gray = index ^ (index >>> 1)
    for (let j = 0; j < dimensions; j++) {
      const numbers = directions[j] ?? shift
      let word = shift[j] ?? 0
      for (let b = 0, rest = gray; rest !== 0; b++, rest >>>= 1) if (rest & 1) word ^= numbers[b] ?? 0
      target[j] = (word >>> 0) / 2 ** bits
    }
  }
}

function directionNumbers(j: number): Uint32Array {
  const numbers = new Uint32Array(bits)
  const [a = 0, ...m] = j === 0 ? [] : (sobolDirections[j - 1] ?? [])
  const degree = m.length
  for (let b = 0; b < bits; b++) {
    if (j === 0) numbers[b] = 1 << (bits - 1 - b)
    else if (b < degree) numbers[b] = (m[b] ?? 0) << (bits - 1 - b)
    else {
      const oldest = numbers[b - degree] ?? 0
      let word = oldest ^ (oldest >>> degree)
      for (let k = 1; k < degree; k++) if ((a >>> (degree - 1 - k)) & 1) word ^= numbers[b - k] ?? 0
      numbers[b] = word
    }
  }
  return numbers
}
