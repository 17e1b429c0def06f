/**
 * Notation
 *   p_c, q_c      shares of the codes of column c, in real and synthetic rows;  p_cd, q_cd  those of pairs of codes
 *   TV(p, q)      ½ Σ |p − q|
 *   w_cd          dependence of a pair in the training rows: TV(p_cd, p_c × p_d), less 1.5 times what it is with one column shuffled,
 *                which is sampling noise and its spread; at least 0
 *   shape, trend  mean over columns of 1 − TV(p_c, q_c); mean over pairs of columns of 1 − TV(p_cd, q_cd), weighted by w_cd
 *   raw           (shape + trend) / 2
 *   quality       raw of the synthetic rows, divided by raw of as many real rows: both see the same sampling noise
 * Coarser and far cheaper than the quality score of a report: it ranks the epochs of one training. Unweighted, the many pairs that are
 * hardly dependent would give rows of independent columns nearly full marks, and with them a training that has learned nothing yet.
 */

import type { PreparedTable } from '../encoding/prepared.ts'
import { selectPreparedRows } from '../encoding/prepared.ts'
import { permutation, shuffle } from '../random/distributions.ts'
import type { Rng } from '../random/rng.ts'
import { type CodeBook, codeBooks, codesOf } from './code-books.ts'

/** Rows drawn for a probe, and pairs of columns looked at, at most. */
const maxRows = 2000
const maxPairs = 200
/** Noise of a pair without dependence stays below this multiple of another draw of it. */
const noiseFactor = 1.5

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
  const weights = dependences(books, pairs, training, rng.split('dependence'))
  const rawOf = (rows: PreparedTable): number => {
    const own = tables(books, pairs, rows)
    const shape = similarity(own.columns, target.columns) ?? 0
    const trend = similarity(own.pairs, target.pairs, weights)
    return trend === undefined ? shape : (shape + trend) / 2
  }
  const someRows = permutation(rng.split('rows'), training.rowCount).subarray(0, rowCount)
  const ceiling = rawOf(selectPreparedRows(training, someRows))
  return { rowCount, score: (drawn) => rawOf(drawn) / ceiling }
}

/** Mean of 1 − TV, weighted where `weights` are given; `undefined` where nothing counts. */
function similarity(
  shares: readonly Float64Array[],
  wanted: readonly Float64Array[],
  weights?: readonly number[],
): number | undefined {
  let [sum, total] = [0, 0]
  shares.forEach((own, i) => {
    const weight = weights?.[i] ?? 1
    sum += weight * (1 - totalVariation(own, wanted[i] ?? own))
    total += weight
  })
  return total === 0 ? undefined : sum / total
}

/** w_cd of every pair. */
function dependences(
  books: readonly CodeBook[],
  pairs: readonly (readonly [number, number])[],
  rows: PreparedTable,
  rng: Rng,
): number[] {
  const order = permutation(rng, rows.rowCount)
  const shuffledRows = selectPreparedRows(rows, order)
  const codes = books.map((book, column) => codesOf(book, rows.columns[column]))
  const shuffledCodes = books.map((book, column) => codesOf(book, shuffledRows.columns[column]))
  const shares = books.map(({ size }, column) =>
    jointShares(codes[column], undefined, size, 1, rows.rowCount),
  )
  return pairs.map(([a, b]) => {
    const [height, width] = [books[a]?.size ?? 0, books[b]?.size ?? 0]
    const product = new Float64Array(height * width)
    for (let i = 0; i < product.length; i++)
      product[i] = (shares[a]?.[Math.floor(i / width)] ?? 0) * (shares[b]?.[i % width] ?? 0)
    const joint = jointShares(codes[a], codes[b], height, width, rows.rowCount)
    const noise = jointShares(codes[a], shuffledCodes[b], height, width, rows.rowCount)
    return Math.max(0, totalVariation(joint, product) - noiseFactor * totalVariation(noise, product))
  })
}

/** Shares of the pairs of codes, [height × width] row-major; of the codes `left` alone where there is no `right`. */
function jointShares(
  left: Int32Array | undefined,
  right: Int32Array | undefined,
  height: number,
  width: number,
  rowCount: number,
): Float64Array {
  const shares = new Float64Array(height * width)
  const share = 1 / Math.max(1, rowCount)
  for (let row = 0; row < rowCount; row++) {
    const cell = (left?.[row] ?? 0) * width + (right?.[row] ?? 0)
    shares[cell] = (shares[cell] ?? 0) + share
  }
  return shares
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
  return {
    columns: books.map(({ size }, column) => jointShares(codes[column], undefined, size, 1, rows.rowCount)),
    pairs: pairs.map(([a, b]) =>
      jointShares(codes[a], codes[b], books[a]?.size ?? 0, books[b]?.size ?? 0, rows.rowCount),
    ),
  }
}

function totalVariation(p: Float64Array, q: Float64Array): number {
  let sum = 0
  for (let i = 0; i < p.length; i++) sum += Math.abs((p[i] ?? 0) - (q[i] ?? 0))
  return sum / 2
}
