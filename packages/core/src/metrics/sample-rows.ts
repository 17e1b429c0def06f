import { permutation } from '../random/distributions.ts'
import type { Rng } from '../random/rng.ts'

/** `count` different row numbers of 0 … `rowCount` − 1, or all of them when there are not more, in random order. */
export function sampleRows(rng: Rng, rowCount: number, count: number): Int32Array {
  return permutation(rng, rowCount).subarray(0, count)
}
