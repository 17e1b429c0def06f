import { sortedQuantile } from '../metrics/quantile.ts'
import type { Column } from '../table/column.ts'
import type { ComparableColumn } from './comparable-columns.ts'
import type { ColumnDistribution } from './report.ts'

type Continuous = Extract<ColumnDistribution, { kind: 'continuous' }>
type Discrete = Extract<ColumnDistribution, { kind: 'discrete' }>
type Rows = Continuous['missing']

const binCount = 30

/** Bins reach from this quantile of either table to its counterpart, so that single outliers neither squeeze them nor are shown. */
const tailShare = 0.01

const namedCategories = 12

/** A category with fewer real rows is not named: a report may be read by people who must not see the real table. */
const minRealRows = 5

/** How often the values of a column occur in both tables; `null` for ids. O(rows · log rows). */
export function columnDistribution({ real, synthetic }: ComparableColumn): ColumnDistribution | null {
  switch (real.type) {
    case 'numerical':
    case 'datetime':
      return 'values' in synthetic && synthetic.type === real.type
        ? continuousDistribution(real.values, synthetic.values)
        : null
    case 'categorical':
    case 'boolean':
      return discreteDistribution(real, synthetic)
    case 'id':
      return null
    default:
      return real satisfies never
  }
}

function continuousDistribution(real: Float64Array, synthetic: Float64Array): Continuous {
  const sorted = { real: ascending(real), synthetic: ascending(synthetic) }
  const edges = binEdges(sorted.real, sorted.synthetic)
  const counts = { real: countBins(sorted.real, edges), synthetic: countBins(sorted.synthetic, edges) }
  return {
    kind: 'continuous',
    edges,
    real: counts.real.bins,
    synthetic: counts.synthetic.bins,
    below: { real: counts.real.below, synthetic: counts.synthetic.below },
    above: { real: counts.real.above, synthetic: counts.synthetic.above },
    missing: {
      real: real.length - sorted.real.length,
      synthetic: synthetic.length - sorted.synthetic.length,
    },
    summary: { real: summarize(sorted.real), synthetic: summarize(sorted.synthetic) },
  }
}

function ascending(values: Float64Array): Float64Array {
  return values.filter((value) => !Number.isNaN(value)).sort()
}

/** Equally wide; whole numbers in bins of equally many whole numbers, lest every other bin look empty. */
function binEdges(real: Float64Array, synthetic: Float64Array): number[] {
  const samples = [real, synthetic].filter((values) => values.length > 0)
  if (samples.length === 0) return []
  const low = Math.min(...samples.map((values) => sortedQuantile(values, tailShare)))
  const high = Math.max(...samples.map((values) => sortedQuantile(values, 1 - tailShare)))
  if (samples.every((values) => values.every(Number.isSafeInteger))) {
    const first = Math.floor(low)
    const width = Math.max(1, Math.ceil((Math.ceil(high) - first + 1) / binCount))
    const bins = Math.max(1, Math.ceil((Math.ceil(high) - first + 1) / width))
    return Array.from({ length: bins + 1 }, (_, i) => first - 0.5 + i * width)
  }
  // The difference of two doubles may overflow; their weighted sum does not.
  const width = (high - low) / binCount
  const edges = Array.from({ length: binCount + 1 }, (_, i) => {
    const share = i / binCount
    return Number.isFinite(width) ? low + i * width : low * (1 - share) + high * share
  })
  edges[binCount] = high
  // Between two neighbouring doubles there is nothing to divide.
  const ascending = edges.filter((edge, i) => edge > (edges[i - 1] ?? Number.NEGATIVE_INFINITY))
  if (ascending.length > 1) return ascending
  const margin = Math.max(0.5, Math.abs(low) / 1000)
  return [Math.max(-Number.MAX_VALUE, low - margin), Math.min(Number.MAX_VALUE, high + margin)]
}

function countBins(sorted: Float64Array, edges: readonly number[]) {
  const bins = new Array<number>(Math.max(0, edges.length - 1)).fill(0)
  const last = edges.at(-1) ?? Number.NaN
  let [below, above, bin] = [0, 0, 0]
  for (const value of sorted) {
    if (value < (edges[0] ?? Number.NaN)) below++
    else if (value > last) above++
    else {
      while (bin < bins.length - 1 && value >= (edges[bin + 1] ?? Number.NaN)) bin++
      bins[bin] = (bins[bin] ?? 0) + 1
    }
  }
  return { bins, below, above }
}

function summarize(sorted: Float64Array): Continuous['summary']['real'] {
  if (sorted.length === 0) return null
  // Scaled: a sum of doubles near the largest overflows.
  const scale = Math.max(Math.abs(sorted[0] ?? 0), Math.abs(sorted.at(-1) ?? 0)) || 1
  const mean = sorted.reduce((sum, value) => sum + value / scale, 0) / sorted.length
  const squares = sorted.reduce((sum, value) => sum + (value / scale - mean) ** 2, 0)
  const deviation = scale * Math.sqrt(squares / (sorted.length - 1))
  const at = (q: number) => sortedQuantile(sorted, q)
  return {
    mean: mean * scale,
    deviation: sorted.length > 1 && Number.isFinite(deviation) ? deviation : null,
    p05: at(0.05),
    p25: at(0.25),
    p50: at(0.5),
    p75: at(0.75),
    p95: at(0.95),
  }
}

interface CategoryCount {
  readonly category: string
  real: number
  synthetic: number
}

function discreteDistribution(realColumn: Column, syntheticColumn: Column): Discrete {
  const counts = new Map<string, CategoryCount>()
  const missing: Rows = {
    real: countCategories(realColumn, 'real', counts),
    synthetic: countCategories(syntheticColumn, 'synthetic', counts),
  }
  const total = (side: 'real' | 'synthetic') => {
    const sum = [...counts.values()].reduce((rows, each) => rows + each[side], 0)
    return Math.max(1, sum)
  }
  const totals = { real: total('real'), synthetic: total('synthetic') }
  const weight = ({ real, synthetic }: CategoryCount) =>
    Math.max(real / totals.real, synthetic / totals.synthetic)
  // Truth values are no secret, and neither is what only the synthetic table has.
  const mayBeNamed = ({ real }: CategoryCount) =>
    realColumn.type === 'boolean' || real === 0 || real >= minRealRows
  const ordered = [...counts.values()].sort((a, b) => weight(b) - weight(a))
  const categories = ordered.filter(mayBeNamed).slice(0, namedCategories)
  const named = new Set(categories)
  const others = { categories: 0, real: 0, synthetic: 0 }
  for (const each of ordered) {
    if (named.has(each)) continue
    others.categories++
    others.real += each.real
    others.synthetic += each.synthetic
  }
  return { kind: 'discrete', categories, others, missing }
}

/** Adds a column's rows to the counts; returns the number of missing ones. */
function countCategories(
  column: Column,
  side: 'real' | 'synthetic',
  counts: Map<string, CategoryCount>,
): number {
  if (!('codes' in column)) return 0
  const names = column.type === 'boolean' ? ['false', 'true'] : column.categories
  const byCode = new Float64Array(names.length)
  let missing = 0
  for (const code of column.codes) {
    if (code < 0) missing++
    else byCode[code] = (byCode[code] ?? 0) + 1
  }
  names.forEach((category, code) => {
    const rows = byCode[code] ?? 0
    if (rows === 0) return
    const found = counts.get(category) ?? { category, real: 0, synthetic: 0 }
    found[side] += rows
    counts.set(category, found)
  })
  return missing
}
