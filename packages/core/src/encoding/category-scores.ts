/**
 * Notation
 *   c(r), k_j(r)   category of row r in the column scored, code of row r in another column j
 *   s_c            score of category c;  t_jk  mean of s over the rows of code k in column j
 *   f(r)           Σ_j t_{j, k_j(r)};  s_c ← mean of f over the rows of c, centred and scaled to length 1
 *
 * Reciprocal averaging (M. O. Hill, "Reciprocal averaging: an eigenvector method of ordination", J. Ecology 61, 1973): power
 * iteration towards the first axis of correspondence analysis between the column and all others. Categories whose rows have
 * the same codes elsewhere, as towns of one country, come out with the same score.
 */

import { mixWord } from '../random/hash-text.ts'
import type { PreparedColumn } from './prepared.ts'

const iterations = 12
/** Columns of more codes say too little of each to be averaged over. */
const maxCodes = 1000
/** A column of numbers takes part by which of so many equally frequent ranges a value falls in. */
const ranges = 10

/**
 * A score for each category that is `among` those to be compared: like categories have like scores. Deterministic.
 * @param codes category of each row
 */
export function categoryScores(
  codes: Int32Array,
  categoryCount: number,
  among: Uint8Array,
  others: readonly PreparedColumn[],
): Float64Array {
  const rows = rowsAmong(codes, among)
  const counts = new Float64Array(categoryCount)
  for (const row of rows) counts[codes[row] ?? 0] = (counts[codes[row] ?? 0] ?? 0) + 1
  const columns = others.flatMap((column) => codedColumn(column, rows))
  let scores = Float64Array.from(counts, (_, category) => mixWord(category + 1) / 2 ** 32)
  centre(scores, counts)
  for (let i = 0; i < iterations; i++) {
    const next = new Float64Array(categoryCount)
    for (const column of columns) addMeans(next, scores, codes, rows, column)
    for (let category = 0; category < categoryCount; category++) {
      next[category] = (next[category] ?? 0) / Math.max(1, counts[category] ?? 0)
    }
    // Nothing depends on the categories: any order is as good.
    if (!centre(next, counts)) break
    scores = next
  }
  return scores
}

function rowsAmong(codes: Int32Array, among: Uint8Array): Int32Array {
  const rows = new Int32Array(codes.length)
  let count = 0
  for (let row = 0; row < codes.length; row++) if (among[codes[row] ?? -1] === 1) rows[count++] = row
  return rows.subarray(0, count)
}

interface CodedColumn {
  /** Of each row of `rows`. */
  readonly codes: Int32Array
  readonly codeCount: number
}

function codedColumn(column: PreparedColumn, rows: Int32Array): CodedColumn[] {
  if (column.kind === 'discrete') {
    if (column.cardinality < 2 || column.cardinality > maxCodes) return []
    return [{ codes: rows.map((row) => column.codes[row] ?? 0), codeCount: column.cardinality }]
  }
  const values = Float64Array.from(rows, (row) => column.values[row] ?? Number.NaN)
  const sorted = values.filter((value) => !Number.isNaN(value)).sort()
  if (sorted.length === 0) return []
  const edges = Array.from(
    { length: ranges - 1 },
    (_, index) => sorted[Math.floor(((index + 1) / ranges) * sorted.length)] ?? 0,
  )
  // Missing is a range of its own.
  const rangeOf = (value: number) =>
    Number.isNaN(value) ? ranges : edges.reduce((count, edge) => (value >= edge ? count + 1 : count), 0)
  return [{ codes: Int32Array.from(values, rangeOf), codeCount: ranges + 1 }]
}

/** Adds to each category the sum, over its rows, of the mean score of the row's code. */
function addMeans(
  sums: Float64Array,
  scores: Float64Array,
  categories: Int32Array,
  rows: Int32Array,
  { codes, codeCount }: CodedColumn,
): void {
  const means = new Float64Array(codeCount)
  const counts = new Float64Array(codeCount)
  for (let i = 0; i < rows.length; i++) {
    const code = codes[i] ?? 0
    means[code] = (means[code] ?? 0) + (scores[categories[rows[i] ?? 0] ?? 0] ?? 0)
    counts[code] = (counts[code] ?? 0) + 1
  }
  for (let code = 0; code < codeCount; code++)
    means[code] = (means[code] ?? 0) / Math.max(1, counts[code] ?? 0)
  for (let i = 0; i < rows.length; i++) {
    const category = categories[rows[i] ?? 0] ?? 0
    sums[category] = (sums[category] ?? 0) + (means[codes[i] ?? 0] ?? 0)
  }
}

/** Takes away the mean over the rows, and scales to length 1; false when nothing is left. */
function centre(scores: Float64Array, counts: Float64Array): boolean {
  let total = 0
  let sum = 0
  for (let c = 0; c < scores.length; c++) {
    total += counts[c] ?? 0
    sum += (counts[c] ?? 0) * (scores[c] ?? 0)
  }
  const mean = sum / Math.max(1, total)
  let squares = 0
  for (let c = 0; c < scores.length; c++) {
    scores[c] = (scores[c] ?? 0) - mean
    squares += (counts[c] ?? 0) * (scores[c] ?? 0) ** 2
  }
  const length = Math.sqrt(squares)
  if (!(length > 1e-12)) return false
  for (let c = 0; c < scores.length; c++) scores[c] = (scores[c] ?? 0) / length
  return true
}
