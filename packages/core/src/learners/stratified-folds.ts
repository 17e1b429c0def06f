import { permutation } from '../random/distributions.ts'
import type { Rng } from '../random/rng.ts'

/** Rows to learn from, and rows to judge by, both ascending. */
export interface Fold {
  readonly train: Int32Array
  readonly test: Int32Array
}

/** Cuts rows at random into `count` folds with the same shares of classes in each, as nearly as can be. Every row is tested once. */
export function stratifiedFolds(classes: Int32Array, count: number, rng: Rng): Fold[] {
  const foldOf = new Int32Array(classes.length)
  // Classes go on dealing where the one before ended, so that folds are of equal size.
  const ordered = permutation(rng, classes.length).sort((a, b) => (classes[a] ?? 0) - (classes[b] ?? 0))
  ordered.forEach((row, i) => {
    foldOf[row] = i % count
  })
  const rows = Int32Array.from(classes, (_, row) => row)
  return Array.from({ length: count }, (_, fold) => ({
    train: rows.filter((row) => foldOf[row] !== fold),
    test: rows.filter((row) => foldOf[row] === fold),
  }))
}
