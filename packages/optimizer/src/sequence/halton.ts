/**
 * Notation
 *   n        index of a point, from 0 (the origin)
 *   b_j      the j-th prime
 *   x_j      radical inverse of n in base b_j: its digits mirrored at the point. J. H. Halton, Numerische Mathematik 2, 1960
 *   shift    a random number for each dimension, added modulo 1: R. Cranley, T. N. L. Patterson, SIAM J. Numer. Anal. 13(6), 1976
 */
import type { Rng } from '@tabricate/core'
import type { PointSequence } from './sobol.ts'

/** The Halton sequence of `dimensions` in [0, 1); with an `rng`, randomly shifted. Beyond ten dimensions, points are correlated at first. */
export function createHalton(dimensions: number, rng?: Rng): PointSequence {
  const bases = firstPrimes(dimensions)
  const shift = bases.map(() => rng?.uniform() ?? 0)
  return (index, target) => {
    bases.forEach((base, j) => {
      const sum = radicalInverse(index, base) + (shift[j] ?? 0)
      target[j] = sum >= 1 ? sum - 1 : sum
    })
  }
}

function radicalInverse(index: number, base: number): number {
  let mirrored = 0
  let scale = 1
  for (let rest = index; rest > 0; rest = Math.floor(rest / base)) {
    mirrored = mirrored * base + (rest % base)
    scale *= base
  }
  return mirrored / scale
}

function firstPrimes(count: number): number[] {
  const primes: number[] = []
  for (let candidate = 2; primes.length < count; candidate++)
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate)
  return primes
}
