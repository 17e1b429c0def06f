import type { BinnedRows } from './bin-features.ts'

/** Words of 32 bits in a set of bins. */
export const wordsPerSet = 8

/** A binary tree over binned rows. Node 0 is the root; arrays are indexed by node. */
export interface Tree {
  /** The column a node asks for; −1 = leaf. */
  readonly column: Int32Array
  /** Bit b of node n's {@link wordsPerSet} words from n · {@link wordsPerSet}: rows in bin b go left. */
  readonly leftBins: Uint32Array
  readonly left: Int32Array
  readonly right: Int32Array
  /** What a leaf adds to the score of its rows. */
  readonly value: Float64Array
}

/** Adds the tree's values to the scores of all rows. */
export function addTree(tree: Tree, { bins, rowCount }: BinnedRows, scores: Float64Array): void {
  const { column, leftBins, left, right, value } = tree
  for (let row = 0; row < rowCount; row++) {
    let node = 0
    let asked = column[0] ?? -1
    while (asked >= 0) {
      const bin = bins[asked * rowCount + row] ?? 0
      const word = leftBins[node * wordsPerSet + (bin >> 5)] ?? 0
      node = ((word >>> (bin & 31)) & 1 ? left[node] : right[node]) ?? 0
      asked = column[node] ?? -1
    }
    scores[row] = (scores[row] ?? 0) + (value[node] ?? 0)
  }
}
