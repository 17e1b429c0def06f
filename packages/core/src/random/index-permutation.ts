/**
 * Notation
 *   n   number of indices
 *   π   a permutation of 0 … n − 1: a Feistel network (M. Luby, C. Rackoff, 1988) over the next even power of two, walked
 *       until it falls below n (J. Black, P. Rogaway, "Ciphers with Arbitrary Finite Domains", 2002)
 */

import { mixWord } from './hash-text.ts'
import type { Rng } from './rng.ts'

const rounds = 6

/** A permutation of 0 … `size` − 1 that needs no memory; `size` up to 2^52. Draws its keys from `rng`. */
export function createIndexPermutation(size: number, rng: Rng): (index: number) => number {
  let halfBits = 1
  while (4 ** halfBits < size) halfBits++
  const half = 2 ** halfBits
  const keys = Array.from({ length: rounds }, () => rng.uint32())
  const step = (index: number) => {
    let left = Math.floor(index / half)
    let right = index % half
    for (const key of keys) {
      const mixed = (left ^ mixWord(right ^ key)) & (half - 1)
      left = right
      right = mixed
    }
    return left * half + right
  }
  return (index) => {
    let image = step(index)
    while (image >= size) image = step(image)
    return image
  }
}
