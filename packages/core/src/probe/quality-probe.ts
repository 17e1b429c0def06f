/**
 * Notation
 *   p_c, q_c      shares of the codes of column c, in real and synthetic rows;  p_cd, q_cd  those of pairs of codes
 *   TV(p, q)      ½ Σ |p − q|
 *   shape, trend  mean over columns of 1 − TV(p_c, q_c); mean over pairs of columns of 1 − TV(p_cd, q_cd)
 *   raw           (shape + trend) / 2
 *   quality       raw of the synthetic rows, divided by raw of as many real rows: both see the same sampling noise
 * Coarser and far cheaper than the quality score of a report: it ranks the epochs of one training.
 */

import type { PreparedTable } from '../encoding/prepared.ts'
import { selectPreparedRows } from '../encoding/prepared.ts'
import { permutation, shuffle } from '../random/distributions.ts'
import type { Rng } from '../random/rng.ts'
import { type CodeBook, codeBooks, codesOf } from './code-books.ts'

/** Rows drawn for a probe, and pairs of columns looked at, at most. */
const maxRows = 2000
const maxPairs = 200

/** Judges what a model draws while it is trained. */
export interface QualityProbe {
  /** Rows to draw. */
  readonly rowCount: number
  /** About 1 for rows as good as real ones, from 0. */
  score(drawn: PreparedTable): number
}

/**
 * A probe that compares with rows the model does not see.
 * @param training sets the bins, and what real rows reach
 * @param holdout what drawn rows are compared with
 */
export function createQualityProbe(training: PreparedTable, holdout: PreparedTable, rng: Rng): QualityProbe {
  const books = codeBooks(training)
  const pairs = choosePairs(books.length, rng.split('pairs'))
  const rowCount = Math.min(maxRows, training.rowCount)
  const target = tables(books, pairs, holdout)
  const rawOf = (rows: PreparedTable): number => {
    const own = tables(books, pairs, rows)
    const [shapes, trends] = [own.columns, own.pairs].map((lists, kind) => {
      const wanted = kind === 0 ? target.columns : target.pairs
      return lists.length === 0
        ? undefined
        : lists.reduce((sum, shares, i) => sum + 1 - totalVariation(shares, wanted[i] ?? shares), 0) /
            lists.length
    })
    return trends === undefined ? (shapes ?? 0) : ((shapes ?? 0) + trends) / 2
  }
  const someRows = permutation(rng.split('rows'), training.rowCount).subarray(0, rowCount)
  const ceiling = rawOf(selectPreparedRows(training, someRows))
  return { rowCount, score: (drawn) => rawOf(drawn) / ceiling }
}

function choosePairs(columnCount: number, rng: Rng): readonly (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = []
  for (let a = 0; a < columnCount; a++) for (let b = a + 1; b < columnCount; b++) pairs.push([a, b])
  return pairs.length <= maxPairs ? pairs : shuffle(rng, pairs).slice(0, maxPairs)
}

function tables(
  books: readonly CodeBook[],
  pairs: readonly (readonly [number, number])[],
  rows: PreparedTable,
): { readonly columns: Float64Array[]; readonly pairs: Float64Array[] } {
  const codes = books.map((book, column) => codesOf(book, rows.columns[column]))
  const share = 1 / Math.max(1, rows.rowCount)
  return {
    columns: books.map(({ size }, column) => {
      const shares = new Float64Array(size)
      for (const code of codes[column] ?? []) shares[code] = (shares[code] ?? 0) + share
      return shares
    }),
    pairs: pairs.map(([a, b]) => {
      const [left, right] = [codes[a], codes[b]]
      const width = books[b]?.size ?? 0
      const shares = new Float64Array((books[a]?.size ?? 0) * width)
      for (let row = 0; row < rows.rowCount; row++) {
        const cell = (left?.[row] ?? 0) * width + (right?.[row] ?? 0)
        shares[cell] = (shares[cell] ?? 0) + share
      }
      return shares
    }),
  }
}

function totalVariation(p: Float64Array, q: Float64Array): number {
  let sum = 0
  for (let i = 0; i < p.length; i++) sum += Math.abs((p[i] ?? 0) - (q[i] ?? 0))
  return sum / 2
}
