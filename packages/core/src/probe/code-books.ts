import type { PreparedColumn, PreparedTable } from '../encoding/prepared.ts'

/** Codes that a column is reduced to, at most. */
const maxCodes = 20
const quantileBins = 10

/** How a column becomes few codes, 0 … size − 1. */
export type CodeBook =
  | { readonly kind: 'discrete'; readonly size: number; readonly codeOf: Int32Array }
  /** Bins between ascending `edges`; the last code is missing. */
  | { readonly kind: 'continuous'; readonly size: number; readonly edges: Float64Array }

/** One for each column: frequent categories keep a code of their own, numbers are cut at their quantiles. */
export function codeBooks(training: PreparedTable): readonly CodeBook[] {
  return training.columns.map((column) =>
    column.kind === 'discrete'
      ? frequentCodes(column.codes, column.cardinality)
      : quantileEdges(column.values),
  )
}

function frequentCodes(codes: Int32Array, cardinality: number): CodeBook {
  if (cardinality <= maxCodes)
    return {
      kind: 'discrete',
      size: cardinality,
      codeOf: Int32Array.from({ length: cardinality }, (_, i) => i),
    }
  const counts = new Int32Array(cardinality)
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1
  const codeOf = new Int32Array(cardinality).fill(maxCodes - 1)
  const frequent = Array.from(counts.keys()).sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0))
  frequent.slice(0, maxCodes - 1).forEach((code, rank) => {
    codeOf[code] = rank
  })
  return { kind: 'discrete', size: maxCodes, codeOf }
}

function quantileEdges(values: Float64Array): CodeBook {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort()
  const edges = new Set<number>()
  for (let bin = 1; bin < quantileBins; bin++) {
    const edge = sorted[Math.floor((bin * sorted.length) / quantileBins)]
    if (edge !== undefined) edges.add(edge)
  }
  return { kind: 'continuous', size: edges.size + 2, edges: Float64Array.from(edges) }
}

/** The codes of other rows of the same column. */
export function codesOf(book: CodeBook, column: PreparedColumn | undefined): Int32Array {
  if (book.kind === 'discrete')
    return column?.kind === 'discrete'
      ? column.codes.map((code) => book.codeOf[code] ?? 0)
      : new Int32Array(0)
  if (column?.kind !== 'continuous') return new Int32Array(0)
  return Int32Array.from(column.values, (value) =>
    Number.isNaN(value) ? book.size - 1 : binOf(book.edges, value),
  )
}

/** Number of edges at or below the value. */
function binOf(edges: Float64Array, value: number): number {
  let bin = 0
  while (bin < edges.length && (edges[bin] ?? 0) <= value) bin++
  return bin
}
